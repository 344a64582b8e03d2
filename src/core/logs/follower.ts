import type { Clock } from '../clock';
import type { LogLine } from './logLine';
import type { LogSource } from './logSource';
import { StreamReader, type LogRound } from './streamReader';

/** What a follower has to say: new lines, or that it stands still for a reason. */
export interface FollowerUpdate {
  readonly phase: 'waiting' | 'live' | 'retrying' | 'ended';
  /** Why it is retried; empty otherwise. */
  readonly detail: string;
  /** New lines, each exactly once, in the order of their stream; streams are merged by time. */
  readonly lines: readonly LogLine[];
}

export interface FollowOptions {
  readonly group: string;
  /** Such as `{job}/`; the slash keeps `job-1` from reading `job-10`. */
  readonly streamPrefix: string;
  readonly clock: Clock;
  readonly pollMilliseconds: number;
  /** Whether the job is over; asked before each reading. */
  isOver(): boolean;
}

const longestPause = 30_000;
const shortestRetry = 500;

/** Empty pages before the end are the service's right, but not without end and without a pause. */
const mostEmptyRounds = 100;

/**
 * Follows all streams of a job from their first line until the job is over and two readings in a row
 * brought nothing, the second a poll after the first: lines may arrive a little after the job has
 * ended. Being throttled, offline or signed out is reported as `retrying` and tried again; other
 * failures are thrown, and so is the signal's reason. Yields when there are lines or the phase changes.
 */
export async function* followLogs(
  source: LogSource,
  options: FollowOptions,
  signal: AbortSignal,
): AsyncGenerator<FollowerUpdate, void> {
  const reader = new StreamReader(source, options);
  const progress = new Progress();
  let shown: FollowerUpdate = { phase: 'waiting', detail: '', lines: [] };
  yield shown;
  while (shown.phase !== 'ended') {
    // Asked first: what is written before the job is over is read by the reading that follows.
    const isOver = options.isOver();
    const round = await reader.read(isOver, signal);
    const update = progress.after(round, isOver);
    if (isNews(update, shown)) {
      yield update;
    }
    if (round.fatal) {
      throw round.fatal.error;
    }
    shown = update;
    await options.clock.sleep(progress.pause(round, options.pollMilliseconds), signal);
  }
}

function isNews(update: FollowerUpdate, shown: FollowerUpdate): boolean {
  return update.lines.length > 0 || update.phase !== shown.phase || update.detail !== shown.detail;
}

/** What the rounds so far amount to. */
class Progress {
  private hasLines = false;
  private failures = 0;
  private emptyRounds = 0;
  private quietPolls = 0;

  after(round: LogRound, isOver: boolean): FollowerUpdate {
    const { lines, isAtEnd, failure } = round;
    this.hasLines ||= lines.length > 0;
    this.failures = failure ? this.failures + 1 : 0;
    const isEmpty = lines.length === 0;
    this.emptyRounds = isEmpty && !isAtEnd ? this.emptyRounds + 1 : 0;
    this.quietPolls = isEmpty && isAtEnd && isOver ? this.quietPolls + 1 : 0;
    return { phase: this.phase(failure !== null), detail: failure?.message ?? '', lines };
  }

  pause({ isAtEnd }: LogRound, pollMilliseconds: number): number {
    if (this.quietPolls > 1) {
      return 0;
    }
    if (this.failures > 0) {
      const first = Math.max(pollMilliseconds, shortestRetry);
      return Math.min(longestPause, first * 2 ** Math.min(this.failures - 1, 10));
    }
    return isAtEnd || this.emptyRounds >= mostEmptyRounds ? pollMilliseconds : 0;
  }

  private phase(hasFailed: boolean): FollowerUpdate['phase'] {
    if (hasFailed) {
      return 'retrying';
    }
    if (this.quietPolls > 1) {
      return 'ended';
    }
    return this.hasLines ? 'live' : 'waiting';
  }
}
