import type { LogEvent } from './logLine';

/** One GetLogEvents page. */
export interface LogPage {
  readonly events: readonly LogEvent[];
  /** Forward token; the end is reached for now when it equals the one that was passed. */
  readonly token: string;
}

/** The group of all training jobs' streams, which are named `{job}/{host}-{number}`. */
export const trainingLogGroup = '/aws/sagemaker/TrainingJobs';

/** Where a follower reads from; CloudWatch Logs of one connection. */
export interface LogSource {
  /** Names of all streams that begin with `prefix`; none while the group does not exist yet. */
  streams(group: string, prefix: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** The page after `token`, or the first page from the head of the stream. */
  read(
    stream: { readonly group: string; readonly name: string },
    token: string | undefined,
    signal?: AbortSignal,
  ): Promise<LogPage>;
}

/** Logs that can be read from their end, too. */
export interface Logs extends LogSource {
  /** The stream's last events, `count` at most; none when there is no such stream. */
  tail(
    stream: { readonly group: string; readonly name: string },
    count: number,
    signal?: AbortSignal,
  ): Promise<readonly LogEvent[]>;
}
