import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Clock } from '../../core/clock';
import type { LogEvent } from '../../core/logs/logLine';
import { identifyProcess, type ProcessIdentity } from '../../node/processTree';
import type { JobPhase, JobRecordOf, JobRequest } from '../store/jobRecord';
import type { JobStore } from '../store/jobStore';
import type { LogStore } from '../store/logStore';
import type { MetricSink } from '../store/metricSink';
import { JobAttempt } from './jobAttempt';
import { failureReason, isInternal } from './jobFailure';
import { removeFolder } from './removeFolder';
import type { ScriptHost } from './start/scriptHost';
import type { JobResult, JobWork } from './jobWork';
import { MetricReader } from './process/metricReader';
import { startTimer } from './timer';
import { enterPhase } from './transitions';

/** What a run works on and with. */
export interface RunParts<Request extends JobRequest> {
  readonly jobs: JobStore<Request>;
  readonly logs: LogStore;
  readonly metrics: MetricSink;
  readonly clock: Clock;
  /** Between SIGTERM and SIGKILL. */
  readonly graceMilliseconds: number;
  readonly host: (request: JobRequest) => Promise<ScriptHost>;
  /** Told of what goes wrong after the job's outcome is known. */
  readonly report: (error: unknown) => void;
}

type Interruption = 'Stopped' | 'MaxRuntimeExceeded' | 'MaxWaitTimeExceeded';

interface Failure {
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** One job from `Starting` to its end. `run` never rejects: what goes wrong is the job's failure. */
export class JobRun<Request extends JobRequest> {
  private readonly metrics: MetricReader;
  private readonly processes = new Map<string, ProcessIdentity>();
  private attempt: JobAttempt | undefined;
  private interruption: Interruption | undefined;
  private temporaryFolder = '';

  constructor(
    private readonly parts: RunParts<Request>,
    private readonly job: JobRecordOf<Request>,
    private readonly work: JobWork,
  ) {
    this.metrics = new MetricReader(work.metricDefinitions, {
      sink: parts.metrics,
      namespace: work.logGroup,
      jobName: job.name,
    });
  }

  /** Begins to stop the job; `graceMilliseconds` overrides the usual one. */
  async interrupt(
    why: Interruption,
    graceMilliseconds = this.parts.graceMilliseconds,
  ): Promise<void> {
    this.interruption ??= why;
    await this.attempt?.stop(graceMilliseconds);
  }

  async run(): Promise<void> {
    let failure: Failure | undefined;
    let result: JobResult = {};
    const fail = (error: unknown) => {
      failure ??= { reason: failureReason(error), at: this.parts.clock.now() };
    };
    try {
      await this.trainInTime();
    } catch (error) {
      if (this.interruption === undefined) fail(error);
    }
    try {
      result = await this.upload();
    } catch (error) {
      fail(error);
    }
    await this.finish(failure, result);
  }

  private async trainInTime(): Promise<void> {
    const { maxRuntimeSeconds, maxWaitSeconds } = this.work.limits;
    const waitEnd = this.job.createdAt + maxWaitSeconds * 1000;
    const timers = [
      startTimer(maxRuntimeSeconds * 1000, () => this.exceed('MaxRuntimeExceeded')),
      startTimer(waitEnd - this.parts.clock.now(), () => this.exceed('MaxWaitTimeExceeded')),
    ];
    try {
      this.temporaryFolder = await mkdtemp(path.join(tmpdir(), 'sagemaker-'));
      await this.rememberLeftovers();
      await this.trainAgainAndAgain();
    } finally {
      for (const timer of timers) timer.stop();
    }
  }

  /** What the script does is never tried again, only what the sandbox itself failed at. */
  private async trainAgainAndAgain(): Promise<void> {
    for (let retries = this.work.limits.retries; ; retries--) {
      try {
        await this.train();
        return;
      } catch (error) {
        if (this.interruption !== undefined || retries === 0 || !isInternal(error)) throw error;
        this.parts.report(error);
        await this.enterUnlessStopping('Starting');
      }
    }
  }

  private async train(): Promise<void> {
    const { parts, job, work } = this;
    const attempt = new JobAttempt(work, {
      ...parts,
      jobName: job.name,
      group: work.logGroup,
      started: (host, pid) => this.rememberProcess(host, pid),
      printed: (events) => this.readMetrics(events),
    });
    await this.attempt?.close();
    this.attempt = attempt;
    await attempt.open(this.temporaryFolder);
    await this.advance('Downloading', attempt.signal);
    const host = await attempt.download(parts.host(job.request));
    await this.advance('Training', attempt.signal);
    await attempt.run(host);
  }

  /** As the service does, also after a failure or a stop; not when no script ever started. */
  private async upload(): Promise<JobResult> {
    if (this.attempt?.hasStarted !== true) return {};
    await this.change((job) => enterPhase(job, 'Uploading', this.parts.clock.now()));
    try {
      return await this.work.upload();
    } finally {
      await this.attempt.note(this.work.leftOut()).catch(this.parts.report);
    }
  }

  private async finish(failure: Failure | undefined, result: JobResult): Promise<void> {
    const { report } = this.parts;
    const phase = failure === undefined ? (this.interruption ?? 'Completed') : 'Failed';
    await this.attempt?.close().catch(report);
    await this.work.clear().catch(report);
    if (this.temporaryFolder !== '') await removeFolder(this.temporaryFolder);
    const end = (job: JobRecordOf<Request>) => {
      const ended = enterPhase(job, phase, this.parts.clock.now());
      return {
        ...ended,
        ...result,
        // As the service counts it: a failed job ends when its failure is seen.
        endedAt: failure?.at ?? ended.endedAt,
        failureReason: failure?.reason,
        metrics: this.metrics.metrics,
        leftovers: undefined,
      };
    };
    // The end is known even when it cannot be written; the store tries again with its next change.
    await this.change(end).catch(report);
  }

  private exceed(limit: Interruption): void {
    // A job that is being stopped already has its own grace.
    if (this.interruption !== undefined) return;
    const { report } = this.parts;
    this.change((job) => enterPhase(job, 'Stopping', this.parts.clock.now()))
      .catch(report)
      .then(() => this.interrupt(limit))
      .catch(report);
  }

  /** The next phase, unless the job is being stopped. */
  private async advance(phase: JobPhase, signal: AbortSignal): Promise<void> {
    this.throwIfStopped(signal);
    await this.enterUnlessStopping(phase);
    this.throwIfStopped(signal);
  }

  private async enterUnlessStopping(phase: JobPhase): Promise<void> {
    await this.change((job) => {
      if (job.status === 'Stopping') return job;
      const now = this.parts.clock.now();
      return { ...enterPhase(job, phase, now), startedAt: job.startedAt ?? now };
    });
  }

  private throwIfStopped(signal: AbortSignal): void {
    signal.throwIfAborted();
    if (this.interruption !== undefined) throw new Error(`The job was ${this.interruption}`);
  }

  private async readMetrics(events: readonly LogEvent[]): Promise<readonly string[]> {
    try {
      const givenUp = await this.metrics.read(events);
      return givenUp.map(
        (name) =>
          `The local sandbox reads the metric ${name} no more: its regular expression takes too long.`,
      );
    } catch (error) {
      // A metric that is lost is no reason to end the job.
      this.parts.report(error);
      return [];
    }
  }

  private async rememberProcess(host: string, pid: number): Promise<void> {
    const identity = await identifyProcess(pid);
    if (identity === undefined) return;
    this.processes.set(host, identity);
    await this.rememberLeftovers().catch(this.parts.report);
  }

  private async rememberLeftovers(): Promise<void> {
    const { temporaryFolder } = this;
    const leftovers = { temporaryFolder, processes: [...this.processes.values()] };
    await this.change((job) => ({ ...job, leftovers }));
  }

  private async change(change: (job: JobRecordOf<Request>) => JobRecordOf<Request>): Promise<void> {
    await this.parts.jobs.update(this.job.id, change);
  }
}
