import type { CodePlace } from '../../core/logs/codeReference';
import type { FindResult, LogState, logsContract } from '../../shared/contracts/logs';
import { RequestError, type ClientEnd } from '../../shared/rpc/client';
import { Finder } from './finder';
import type { LineRange } from './lineCache';
import { LineFeed } from './lineFeed';
import type { TimeMode } from './timeFormat';

type Host = ClientEnd<typeof logsContract>;

const nextMode: Readonly<Record<TimeMode, TimeMode>> = {
  local: 'utc',
  utc: 'relative',
  relative: 'local',
};

/** How the session moves the view, which is the browser's. */
export interface LogScreen {
  /** The first line in view. */
  readonly firstVisible: number;
  /** Draws the page; soon, and once for many calls. */
  changed(): void;
  /** New lines are there, or rows look different. */
  linesChanged(): void;
  /** Brings a line into view. */
  reveal(line: number): void;
}

/** What the log page knows and does. */
export class LogSession {
  state: LogState | undefined;
  follow = true;
  timeMode: TimeMode = 'local';
  /** Timestamp of the first line, once it is known. */
  start: number | undefined;
  /** The line of the match that was gone to. */
  found: number | undefined;
  /** Why the last thing that was asked for did not happen. */
  notice: string | undefined;
  readonly feed: LineFeed;
  readonly finder: Finder;
  /** Lines that have been in view, so that the others are new. */
  private seen = 0;
  /** What was there before the host had read up to the end is not new. */
  private caughtUp = false;

  constructor(
    private readonly host: Host,
    private readonly screen: LogScreen,
  ) {
    this.feed = new LineFeed(
      (window, signal) => host.call('lines', window, signal),
      () => screen.linesChanged(),
      (error) => this.fail(error),
    );
    this.finder = new Finder({
      ask: (query, signal): Promise<FindResult> => host.call('find', query, signal),
      changed: () => {
        this.found = this.finder.result?.line ?? undefined;
        screen.linesChanged();
        screen.changed();
      },
      show: (line) => {
        this.follow = false;
        screen.reveal(line);
        screen.changed();
      },
      failed: (error) => this.fail(error),
      later: (action, milliseconds) => {
        const timer = setTimeout(action, milliseconds);
        return () => clearTimeout(timer);
      },
    });
    host.on('state', (state) => this.take(state));
  }

  get lineCount(): number {
    return this.state?.lineCount ?? 0;
  }

  /** Lines that came since the view let go of the end. */
  get newLines(): number {
    return this.follow ? 0 : this.lineCount - this.seen;
  }

  /** Remembers that the lines before `end` have been in view. */
  see(end: number): void {
    this.seen = Math.max(this.seen, end);
  }

  /** Follows the end or lets go of it. */
  setFollow(follow: boolean): void {
    if (!follow && this.follow) {
      this.seen = this.lineCount;
    }
    this.follow = follow;
    this.screen.changed();
    this.screen.linesChanged();
  }

  find(query: string): void {
    this.finder.type(query, this.screen.firstVisible);
  }

  toggleCase(): void {
    this.finder.toggleCase(this.screen.firstVisible);
  }

  step(direction: 'next' | 'previous'): void {
    this.finder.step(direction, this.screen.firstVisible, this.lineCount);
  }

  async nextTimeMode(): Promise<void> {
    this.timeMode = nextMode[this.timeMode];
    this.screen.changed();
    if (this.timeMode === 'relative' && this.start === undefined) {
      await this.ask(
        this.host.call('lines', { from: 0, count: 1 }).then(({ lines }) => {
          this.start = lines[0]?.timestamp;
        }),
      );
    }
    this.screen.linesChanged();
  }

  openInEditor(): void {
    void this.ask(this.host.call('openInEditor', undefined));
  }

  stopJob(): void {
    void this.ask(this.host.call('stopJob', undefined));
  }

  openModel(): void {
    void this.ask(this.host.call('openModel', undefined));
  }

  trainAgain(code: 'same' | 'current'): void {
    void this.ask(this.host.call('trainAgain', { code }));
  }

  openCode({ path, line }: CodePlace): void {
    void this.ask(this.host.call('openCode', { path, line }));
  }

  copy({ from, to }: LineRange): void {
    void this.ask(this.host.call('copy', { from, to }));
  }

  private take(state: LogState): void {
    if (state.lineCount !== this.lineCount) {
      this.finder.linesCame();
    }
    this.state = state;
    if (!this.caughtUp) {
      this.seen = state.lineCount;
      this.caughtUp = state.phase === 'live' || state.phase === 'ended';
    }
    this.feed.grow(state.lineCount, state.tail);
    this.screen.changed();
    this.screen.linesChanged();
  }

  private async ask(request: Promise<unknown>): Promise<void> {
    this.notice = undefined;
    this.screen.changed();
    try {
      await request;
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    const cancelled = error instanceof RequestError && error.reason === 'cancelled';
    this.notice = cancelled ? undefined : (error as Error).message;
    this.screen.changed();
  }
}
