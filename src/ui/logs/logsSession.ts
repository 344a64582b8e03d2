import * as vscode from 'vscode';
import type { Connection } from '../../aws/connection';
import type { Clock } from '../../core/clock';
import { placeOf } from '../../core/connections/connection';
import { plainText } from '../../core/logs/ansi';
import { innermostCode, type CodePlace } from '../../core/logs/codeReference';
import { LogSearch } from '../../core/logs/find';
import { followLogs } from '../../core/logs/follower';
import { LogBuffer } from '../../core/logs/logBuffer';
import type { LogLine } from '../../core/logs/logLine';
import { trainingLogGroup } from '../../core/logs/logSource';
import type { ResourceItem, ResourceKind } from '../../core/resources/kind';
import { failureText, tellingLines, withLastLines } from '../../core/training/failureCause';
import type { FindResult, LogPhase, LogState } from '../../shared/contracts/logs';
import { JobStatus } from './jobStatus';

export interface LogsSessionPorts {
  readonly connection: Connection;
  readonly kind: ResourceKind;
  readonly clock: Clock;
  /** There is something new to show. */
  changed(): void;
  failed(error: unknown): void;
}

/** What `find` of the page's contract asks for. */
export interface FindQuery {
  readonly query: string;
  readonly matchCase: boolean;
  readonly from: number;
  readonly direction: 'next' | 'previous';
}

const mostTailLines = 200;

/** The logs of one job: follows them to the end of the job and answers what its page asks. */
export class LogsSession {
  private readonly buffer = new LogBuffer();
  private readonly status: JobStatus;
  private readonly life = new AbortController();
  private search: { readonly key: string; readonly search: LogSearch } | undefined;
  private phase: LogPhase = 'waiting';
  private trouble = '';

  constructor(
    readonly jobName: string,
    private readonly ports: LogsSessionPorts,
  ) {
    this.status = new JobStatus(jobName, ports);
  }

  get resource(): ResourceItem {
    return this.status.resource;
  }

  /** Follows until the job has ended and its last line is there. Failures are shown, not thrown. */
  async run(): Promise<void> {
    const { signal } = this.life;
    await Promise.all([
      this.unlessAborted(() => this.status.untilOver(signal)),
      this.unlessAborted(() => this.follow(() => this.status.isOver)),
    ]);
  }

  /** Asks whether an ended job is still there: it may have been deleted since. */
  async lookAgain(): Promise<void> {
    await this.status.lookAgain(this.life.signal);
  }

  /** Reads what is there now and no more. */
  async readOnce(): Promise<string> {
    await this.follow(() => true);
    return this.text();
  }

  state(): LogState {
    const { info } = this.ports.connection;
    const from = Math.max(0, this.buffer.length - mostTailLines);
    const failure = this.failure();
    return {
      jobName: this.jobName,
      connection: placeOf(info),
      status: this.status.text,
      isGone: this.status.isUnknown,
      failure,
      failedAt: this.failedAt(failure),
      canStop: this.status.canStop,
      canOpenModel: this.status.canOpenModel,
      canTrainAgain: this.status.canTrainAgain,
      phase: this.phase,
      detail: this.detail(),
      hosts: this.buffer.hosts,
      lineCount: this.buffer.length,
      tail: { from, lines: this.buffer.slice(from, mostTailLines) },
    };
  }

  lines(from: number, count: number): { from: number; lines: readonly LogLine[] } {
    return { from, lines: this.buffer.slice(from, count) };
  }

  find({ query, matchCase, from, direction }: FindQuery): FindResult {
    const key = `${String(matchCase)} ${query}`;
    if (this.search?.key !== key) {
      this.search = { key, search: new LogSearch(this.buffer, query, matchCase) };
    }
    return this.search.search.find(from, direction);
  }

  /** The lines' text without colours, hosts named when there are several. */
  text(from = 0, to = this.buffer.length): string {
    const several = this.buffer.hosts.length > 1;
    const lines = this.buffer
      .slice(from, to - from)
      .map(({ host, message }) => (several ? `${host} ${plainText(message)}` : plainText(message)));
    return lines.map((line) => `${line}\n`).join('');
  }

  dispose(): void {
    this.life.abort();
  }

  private async follow(isOver: () => boolean): Promise<void> {
    const { connection, clock } = this.ports;
    const options = {
      group: trainingLogGroup,
      streamPrefix: `${this.jobName}/`,
      clock,
      pollMilliseconds: connection.info.traits.logPollMilliseconds,
      isOver,
    };
    for await (const update of followLogs(connection.logs, options, this.life.signal)) {
      this.buffer.append(update.lines);
      this.phase = update.phase;
      this.trouble = update.detail;
      this.ports.changed();
    }
  }

  /** What cannot be tried again ends the following with its reason on the page. */
  private async unlessAborted(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.life.signal.aborted) {
        this.phase = 'ended';
        this.trouble = error instanceof Error ? error.message : String(error);
        this.ports.failed(error);
        this.ports.changed();
      }
    }
  }

  /** Why the job failed, as soon as both the service and the end of the log have told. */
  private failure(): string {
    const reason = this.status.failureReason;
    if (reason === '') {
      return '';
    }
    return failureText(withLastLines(reason, this.lastLines(tellingLines)));
  }

  /** The innermost line of the job's own code in the traceback at the end. */
  private failedAt(failure: string): CodePlace | null {
    return failure === '' ? null : innermostCode(this.lastLines(mostTailLines).join('\n'), failure);
  }

  private lastLines(count: number): readonly string[] {
    const from = Math.max(0, this.buffer.length - count);
    return this.buffer.slice(from, count).map(({ message }) => plainText(message));
  }

  /** That the job is gone is told at once, though its last lines may still be on their way. */
  private detail(): string {
    if (this.status.isUnknown && this.trouble === '') {
      return vscode.l10n.t('The job does not exist any more.');
    }
    if (this.phase === 'waiting') {
      const { text } = this.status;
      return text
        ? vscode.l10n.t('{0}: waiting for the first line', text)
        : vscode.l10n.t('waiting for the first line');
    }
    return this.trouble;
  }
}
