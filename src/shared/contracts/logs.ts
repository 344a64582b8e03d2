import { codePath, type CodePlace } from '../../core/logs/codeReference';
import type { LogLine } from '../../core/logs/logLine';
import { event, request } from '../rpc/contract';
import { count, flag, nothing, oneOf, record, text } from '../rpc/parse';

export type LogPhase = 'waiting' | 'live' | 'ended' | 'retrying';

/** Everything the log page shows but the lines outside its tail. The host owns the text. */
export interface LogState {
  readonly jobName: string;
  readonly connection: string;
  /** The job's status in the service's words, such as `Training` or `Completed`. */
  readonly status: string;
  /** Whether the service does not know the job any more; its status is empty then. */
  readonly isGone: boolean;
  /** Why the job failed, in a sentence or two; else empty. */
  readonly failure: string;
  /** Which line of the job's code it failed at, where its log tells; else `null`. */
  readonly failedAt: CodePlace | null;
  readonly canStop: boolean;
  /** Whether the job has left a model that can be looked into. */
  readonly canOpenModel: boolean;
  /** Whether the job has ended, so that it can be trained again. */
  readonly canTrainAgain: boolean;
  readonly phase: LogPhase;
  /** What is waited for, why it is retried, why it ended before the log did, or that the job is gone; else empty. */
  readonly detail: string;
  readonly hosts: readonly string[];
  readonly lineCount: number;
  /** The last lines (at most 200), so that a following page needs no round trip. */
  readonly tail: { readonly from: number; readonly lines: readonly LogLine[] };
}

/** Where a search stands, in lines that match: `line` was gone to, `ordinal` is its place from 1. */
export interface FindResult {
  readonly count: number;
  readonly line: number | null;
  readonly ordinal: number;
}

const inCode = (raw: unknown): string => {
  const path = codePath(text(raw, 4096));
  if (path === undefined) {
    throw new TypeError('expected a path in the code');
  }
  return path;
};

/** The log page's whole conversation. Line numbers count from 0. */
export const logsContract = {
  requests: {
    /** A window of the text; short at the end. */
    lines: request<
      { readonly from: number; readonly count: number },
      { readonly from: number; readonly lines: readonly LogLine[] }
    >((raw) => {
      const fields = record(raw);
      return { from: count(fields['from']), count: Math.min(count(fields['count']), 2000) };
    }),
    /**
     * Counts the lines that match (case ignored unless `matchCase`) and goes to the first at `from` or
     * beyond it in the direction, round the end where there is none.
     */
    find: request<
      {
        readonly query: string;
        readonly matchCase: boolean;
        readonly from: number;
        readonly direction: 'next' | 'previous';
      },
      FindResult
    >((raw) => {
      const fields = record(raw);
      return {
        query: text(fields['query'], 1000),
        matchCase: flag(fields['matchCase']),
        from: count(fields['from']),
        direction: oneOf(fields['direction'], ['next', 'previous']),
      };
    }),
    openInEditor: request<undefined, undefined>(nothing),
    stopJob: request<undefined, undefined>(nothing),
    openModel: request<undefined, undefined>(nothing),
    /** Repeats the job, with the code that it had or with that of its script now. */
    trainAgain: request<{ readonly code: 'same' | 'current' }, undefined>((raw) => ({
      code: oneOf(record(raw)['code'], ['same', 'current']),
    })),
    /** Opens a line of the job's code. */
    openCode: request<CodePlace, undefined>((raw) => {
      const fields = record(raw);
      return { path: inCode(fields['path']), line: count(fields['line'], 1) };
    }),
    /** Puts the lines `from` (inclusive) to `to` (exclusive) on the clipboard. */
    copy: request<{ readonly from: number; readonly to: number }, undefined>((raw) => {
      const fields = record(raw);
      return { from: count(fields['from']), to: count(fields['to']) };
    }),
  },
  events: {
    state: event<LogState>(),
  },
} as const;
