import * as vscode from 'vscode';
import type { Connection } from '../../aws/connection';
import type { Clock } from '../../core/clock';
import { placeOf } from '../../core/connections/connection';
import { asAppError } from '../../core/errors';
import { plainText } from '../../core/logs/ansi';
import { followLogs } from '../../core/logs/follower';
import type { LogLine } from '../../core/logs/logLine';
import { trainingLogGroup } from '../../core/logs/logSource';
import type { ResourceKind } from '../../core/resources/kind';
import type { Report } from '../../platform/progress';
import { JobStatus } from '../logs/jobStatus';

/** A job that was started from a terminal. */
export interface TerminalJob {
  readonly connection: Connection;
  readonly name: string;
}

export interface JobTerminalPorts {
  readonly clock: Clock;
  start(report: Report, signal: AbortSignal): Promise<TerminalJob>;
  kind(): Promise<ResourceKind>;
  /** The terminal was ended while the job goes on. */
  left(job: TerminalJob): void;
  failed(error: unknown): void;
}

/** Exit codes: of a failure, and of who pressed Ctrl+C, as shells have them. */
const failedCode = 1;
const interruptedCode = 130;
const ctrlC = '\u0003';

/**
 * Starts a job and shows its log lines; its end is the exit code, 0 where it has completed. Whoever ends
 * the terminal ends only the following: the job goes on, which costs money elsewhere, and is told so.
 */
export class JobTerminal implements vscode.Pseudoterminal {
  private readonly written = new vscode.EventEmitter<string>();
  readonly onDidWrite = this.written.event;
  private readonly closed = new vscode.EventEmitter<number>();
  readonly onDidClose = this.closed.event;
  private readonly life = new AbortController();
  private running: TerminalJob | undefined;
  private isClosed = false;

  constructor(private readonly ports: JobTerminalPorts) {}

  open(): void {
    this.run()
      .catch((error: unknown) => this.fail(error))
      .then((code) => this.closed.fire(code))
      .catch((error: unknown) => this.ports.failed(error));
  }

  close(): void {
    this.isClosed = true;
    this.life.abort();
    this.leave();
  }

  handleInput(data: string): void {
    if (data === ctrlC) {
      this.life.abort();
    }
  }

  private async run(): Promise<number> {
    const { signal } = this.life;
    const job = await this.ports.start((message) => this.line(message), signal);
    this.running = job;
    const { connection, name } = job;
    this.line(vscode.l10n.t('Started {0} in {1}.', name, placeOf(connection.info)));
    const { clock } = this.ports;
    const status = new JobStatus(name, {
      ...{ connection, clock, kind: await this.ports.kind() },
      changed: () => this.line(vscode.l10n.t('Status: {0}', status.text)),
      failed: (error) => this.ports.failed(error),
    });
    await Promise.all([status.untilOver(signal), this.follow(job, status)]);
    this.running = undefined;
    if (status.failureReason !== '') {
      this.line(status.failureReason);
    }
    return status.text === 'Completed' ? 0 : failedCode;
  }

  private async follow({ connection, name }: TerminalJob, status: JobStatus): Promise<void> {
    const options = {
      group: trainingLogGroup,
      streamPrefix: `${name}/`,
      clock: this.ports.clock,
      pollMilliseconds: connection.info.traits.logPollMilliseconds,
      isOver: () => status.isOver,
    };
    const hosts = new Set<string>();
    for await (const { lines } of followLogs(connection.logs, options, this.life.signal)) {
      lines.forEach(({ host }) => hosts.add(host));
      lines.forEach((line) => this.line(textOf(line, hosts.size > 1)));
    }
  }

  private fail(error: unknown): number {
    if (!this.life.signal.aborted) {
      this.ports.failed(error);
      this.line(asAppError(error).message);
      return failedCode;
    }
    this.leave();
    return interruptedCode;
  }

  /** Says where it is still read that the job goes on. */
  private leave(): void {
    const job = this.running;
    this.running = undefined;
    if (job && this.isClosed) {
      this.ports.left(job);
    } else if (job) {
      this.line(vscode.l10n.t('Not followed any more. The job goes on: {0}', job.name));
    }
  }

  /** A terminal would obey the control sequences that a script prints, and wants both signs for a new line. */
  private line(text: string): void {
    this.written.fire(`${plainText(text).replaceAll('\n', '\r\n')}\r\n`);
  }
}

const textOf = ({ host, message }: LogLine, several: boolean): string =>
  several ? `${host} ${message}` : message;
