import type { LogEvent } from '../../core/logs/logLine';
import type { LogStore, LogWriter } from '../store/logStore';
import { JobFailure } from './jobFailure';
import type { ScriptHost } from './jobScript';
import type { HostPlan, HostWork } from './jobWork';
import { ScriptProcess, type ScriptCommand } from './scriptProcess';

/** What a host's run tells the job. */
export interface HostEvents {
  /** A process has started. */
  readonly started: (pid: number) => Promise<void>;
  /** It has printed something. Resolves with what the log is to say of it. */
  readonly printed: (events: readonly LogEvent[]) => Promise<readonly string[]>;
}

const keptLines = 60;

/** The commands of one host, one after the other, and the log stream that they have together. */
export class HostRun {
  private script: ScriptProcess | undefined;
  private writer: LogWriter | undefined;
  private lastLines: readonly string[] = [];

  constructor(
    readonly work: HostWork,
    private readonly logs: LogStore,
    private readonly events: HostEvents,
  ) {}

  /** Whether anything has run, so that there may be something to upload. */
  get hasStarted(): boolean {
    return this.script !== undefined;
  }

  /**
   * Runs the commands; rejects with a `JobFailure` when one fails.
   * @param stream where in CloudWatch Logs the lines go
   */
  async run(
    host: ScriptHost,
    stream: { readonly group: string; readonly prefix: string },
    signal: AbortSignal,
  ): Promise<void> {
    const plan = await this.work.plan(host, signal);
    const begin = Date.now();
    const name = `${stream.prefix}/${this.work.name}-${Math.floor(begin / 1000)}`;
    this.writer = await this.logs.createStream(stream.group, name, begin);
    await this.runPlan(plan, signal);
  }

  /** Asks what runs to end, and ends it after the grace. */
  async stop(graceMilliseconds: number): Promise<void> {
    await this.script?.stop(graceMilliseconds);
  }

  async close(): Promise<void> {
    await this.writer?.close();
  }

  private async runPlan({ notes, commands }: HostPlan, signal: AbortSignal): Promise<void> {
    await this.append(notes);
    for (const command of commands) {
      signal.throwIfAborted();
      await this.runCommand(command);
    }
    await this.work.succeed();
  }

  private async runCommand(command: ScriptCommand): Promise<void> {
    this.script = new ScriptProcess(command, (lines) => this.take(lines));
    if (this.script.pid !== undefined) await this.events.started(this.script.pid);
    const code = await this.script.ended;
    if (code === 0) return;
    const { lastLines } = this;
    throw new JobFailure(await this.work.explain({ command, code, lastLines }));
  }

  private async take(lines: readonly string[]): Promise<void> {
    const events = await this.append(lines);
    this.lastLines = [...this.lastLines, ...lines.slice(-keptLines)].slice(-keptLines);
    await this.append(await this.events.printed(events));
  }

  private async append(lines: readonly string[]): Promise<readonly LogEvent[]> {
    const timestamp = Date.now();
    const events = lines.map((message): LogEvent => ({ timestamp, message }));
    if (events.length > 0) await this.writer?.append(events);
    return events;
  }
}
