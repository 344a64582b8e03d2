import { setMaxListeners } from 'node:events';
import type { Clock } from '../../core/clock';
import { inTime } from '../inTime';
import { untilAborted } from '../untilAborted';

/** How long an answer is waited for and kept, in milliseconds. */
export interface AnswerLimits {
  readonly waits: number;
  readonly keeps: number;
}

/** Milliseconds that work goes on without anybody: an edit leaves, and asks the same again a moment later. */
const lingers = 5_000;

interface Kept {
  readonly work: Promise<unknown>;
  readonly stop: AbortController;
  readonly keeps: number;
  waiting: number;
  /** Ends the wait for somebody else. */
  idle?: AbortController | undefined;
  /** Absent while it is under way. */
  answeredAt?: number;
}

/**
 * Answers of services by question: each is asked for once, whoever asks meanwhile waits for the same, and
 * it is kept for a while. Failures are not kept. Work that nobody waits for any more is stopped soon.
 */
export class Answers {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly clock: Clock) {}

  /** How many answers are held. */
  get size(): number {
    return this.kept.size;
  }

  /** Fails as `network` when `waits` is over, and as `cancelled` when the signal says so. */
  async ask<T>(
    question: { readonly key: string } & AnswerLimits,
    work: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const one = this.current(question) ?? this.begin(question, work);
    one.waiting++;
    one.idle?.abort();
    // Many questions wait for one signal, that of a page.
    setMaxListeners(0, signal);
    try {
      return (await untilAborted(one.work, signal)) as T;
    } finally {
      one.waiting--;
      if (one.waiting === 0 && one.answeredAt === undefined) {
        void this.stopSoon(question.key, one);
      }
    }
  }

  private async stopSoon(key: string, one: Kept): Promise<void> {
    const idle = (one.idle = new AbortController());
    const isOver = await this.clock.sleep(lingers, idle.signal).then(
      () => true,
      () => false, // Somebody waits again, or it is done.
    );
    if (isOver) {
      this.drop(key, one);
      one.stop.abort();
    }
  }

  private current({ key, keeps }: { readonly key: string } & AnswerLimits): Kept | undefined {
    const one = this.kept.get(key);
    return one && this.isOld(one, keeps) ? undefined : one;
  }

  private isOld({ answeredAt }: Kept, keeps: number): boolean {
    return answeredAt !== undefined && this.clock.now() - answeredAt > keeps;
  }

  /** Questions change with every edit: what nobody asks again would stay for ever. */
  private dropOld(): void {
    for (const [key, one] of this.kept) {
      if (this.isOld(one, one.keeps)) {
        this.kept.delete(key);
      }
    }
  }

  private begin<T>(
    { key, waits, keeps }: { readonly key: string } & AnswerLimits,
    work: (signal: AbortSignal) => Promise<T>,
  ): Kept {
    this.dropOld();
    const stop = new AbortController();
    const bounded = inTime(work, { clock: this.clock, waits, stop });
    const one: Kept = { work: bounded, stop, keeps, waiting: 0 };
    this.kept.set(key, one);
    bounded
      .then(
        () => (one.answeredAt = this.clock.now()),
        () => this.drop(key, one),
      )
      .finally(() => one.idle?.abort());
    return one;
  }

  private drop(key: string, one: Kept): void {
    if (this.kept.get(key) === one) {
      this.kept.delete(key);
    }
  }
}
