import type { Clock } from '../../../../src/core/clock';
import { AppError } from '../../../../src/core/errors';
import type { LogEvent } from '../../../../src/core/logs/logLine';
import type { LogPage, LogSource } from '../../../../src/core/logs/logSource';

/** A clock that jumps; what happens meanwhile is told by `onSleep` with the count of sleeps. */
export class FakeClock implements Clock {
  readonly slept: number[] = [];
  onSleep: (count: number) => void = () => undefined;
  private time = 1_700_000_000_000;

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (milliseconds > 0) {
      this.time += milliseconds;
      this.slept.push(milliseconds);
      this.onSleep(this.slept.length);
    }
    signal?.throwIfAborted();
    return Promise.resolve();
  }
}

interface Behaviour {
  /** Share of calls that fail. */
  readonly failureShare: number;
  readonly largestPage: number;
}

const passing = ['throttled', 'network', 'expired'] as const;

/** Log streams with the service's manners: short and empty pages, a token that stays at the end. */
export class FakeLogs implements LogSource {
  failure: AppError | null = null;
  failingStream: string | null = null;
  listings = 0;
  private readonly written = new Map<string, LogEvent[]>();
  /** Tokens count handed-out pages, so that the same place can have several. */
  private readonly places = new Map<string, number>();

  constructor(
    private readonly random: () => number,
    private readonly behaviour: Behaviour,
  ) {}

  write(stream: string, timestamp: number, message: string): void {
    const events = this.written.get(stream) ?? [];
    events.push({ timestamp, message });
    this.written.set(stream, events);
  }

  messages(stream: string): string[] {
    return (this.written.get(stream) ?? []).map(({ message }) => message);
  }

  streams(_group: string, prefix: string): Promise<readonly string[]> {
    this.listings += 1;
    this.fail();
    const names = [...this.written.keys()].filter((name) => name.startsWith(prefix));
    return Promise.resolve(names.sort());
  }

  read(stream: { readonly name: string }, token: string | undefined): Promise<LogPage> {
    this.fail();
    if (stream.name === this.failingStream) {
      throw new AppError('denied', 'This stream is not for you.');
    }
    const events = this.written.get(stream.name) ?? [];
    const from = token === undefined ? 0 : (this.places.get(token) ?? 0);
    if (from >= events.length && token !== undefined) {
      return Promise.resolve({ events: [], token });
    }
    const share = this.random();
    const size = share < 0.15 ? 0 : Math.ceil(share * this.behaviour.largestPage);
    const to = Math.min(events.length, from + size);
    const next = `f/${this.places.size}`;
    this.places.set(next, to);
    return Promise.resolve({ events: events.slice(from, to), token: next });
  }

  private fail(): void {
    if (this.failure) {
      throw this.failure;
    }
    if (this.random() < this.behaviour.failureShare) {
      const reason = passing[Math.floor(this.random() * passing.length)] ?? 'network';
      throw new AppError(reason, `It is ${reason}.`);
    }
  }
}
