import type { Clock } from '../../core/clock';
import type { LogEvent } from '../../core/logs/logLine';
import type { LogStore, LogWriter } from '../store/logStore';
import type { MetricSink } from '../store/metricSink';
import { startHostSampler } from './process/hostSampler';
import { JobFailure } from './jobFailure';
import type { ScriptHost } from './start/scriptHost';
import type { HostPlan, HostWork } from './jobWork';
import { ScriptProcess, type ScriptCommand } from './process/scriptProcess';

/** What all hosts of a job share. */
export interface HostParts {
  readonly jobName: string;
  /** The log group, and the namespace of the metrics. */
  readonly group: string;
  readonly logs: LogStore;
  readonly metrics: MetricSink;
  readonly clock: Clock;
  /** A process of a host has started. */
  readonly started: (host: string, pid: number) => Promise<void>;
  /** Something was printed. Resolves with what the log is to say of it. */
  readonly printed: (events: readonly LogEvent[]) => Promise<readonly string[]>;
  /** Told of what goes wrong beside the job's outcome. */
  readonly report: (error: unknown) => void;
}

const keptLines = 60;

/** The commands of one host, one after the other, and the log stream that they have together. */
export class HostRun {
  private script: ScriptProcess | undefined;
  private writer: LogWriter | undefined;
  private lastLines: readonly string[] = [];

  constructor(
    readonly work: HostWork,
    private readonly parts: HostParts,
  ) {}

  get hasStarted(): boolean {
    return this.script !== undefined;
  }

  /** Runs the commands; rejects with a `JobFailure` when one fails. */
  async run(host: ScriptHost, signal: AbortSignal): Promise<void> {
    const plan = await this.work.plan(host, signal);
    this.writer = await this.createStream();
    await this.runPlan(plan, signal);
  }

  /** Asks what runs to end, and ends it after the grace. */
  async stop(graceMilliseconds: number): Promise<void> {
    await this.script?.stop(graceMilliseconds);
  }

  /** Puts lines of the sandbox's own into the host's log. */
  async note(lines: readonly string[]): Promise<void> {
    await this.append(lines);
  }

  async close(): Promise<void> {
    await this.writer?.close();
  }

  /** `{job}/{host}-{seconds}`; a job that is tried again within a second gets the next one's. */
  private async createStream(): Promise<LogWriter> {
    const { jobName, group, logs, clock } = this.parts;
    const begin = clock.now();
    let seconds = Math.floor(begin / 1000);
    const name = () => `${jobName}/${this.work.name}-${seconds}`;
    while (logs.stream(group, name()) !== undefined) seconds++;
    return await logs.createStream(group, name(), begin);
  }

  private async runPlan({ notes, commands }: HostPlan, signal: AbortSignal): Promise<void> {
    await this.append(notes);
    for (const command of commands) {
      signal.throwIfAborted();
      await this.runCommand(command, signal);
    }
    await this.work.succeed();
  }

  private async runCommand(command: ScriptCommand, signal: AbortSignal): Promise<void> {
    const code = await this.runAccompanied(command, signal);
    if (code === 0) return;
    const { lastLines } = this;
    const hint = this.work.hint?.(lastLines);
    if (hint !== undefined) await this.append([hint]);
    throw new JobFailure(await this.work.explain({ command, code, lastLines }));
  }

  private async runAccompanied(command: ScriptCommand, signal: AbortSignal): Promise<number> {
    const companion = await command.accompany?.(signal);
    try {
      signal.throwIfAborted();
      this.script = new ScriptProcess(command, this.work.home, (lines) => this.take(lines));
      return await this.follow(this.script);
    } finally {
      await companion?.stop();
    }
  }

  private async follow(script: ScriptProcess): Promise<number> {
    const { pid } = script;
    if (pid === undefined) return await script.ended;
    const { group, jobName } = this.parts;
    const { name, folder } = this.work;
    const host = { namespace: group, host: `${jobName}/${name}`, pid, folder };
    const sampler = startHostSampler(host, this.parts);
    try {
      await this.parts.started(name, pid);
      return await script.ended;
    } finally {
      await sampler.stop();
    }
  }

  private async take(lines: readonly string[]): Promise<void> {
    const events = await this.append(lines);
    this.lastLines = [...this.lastLines, ...lines.slice(-keptLines)].slice(-keptLines);
    await this.append(await this.parts.printed(events));
  }

  private async append(lines: readonly string[]): Promise<readonly LogEvent[]> {
    const timestamp = this.parts.clock.now();
    // A log event has at least one character (service model, `EventMessage`).
    const messages = lines.filter((line) => line !== '');
    const events = messages.map((message): LogEvent => ({ timestamp, message }));
    if (events.length > 0) await this.writer?.append(events);
    return events;
  }
}
