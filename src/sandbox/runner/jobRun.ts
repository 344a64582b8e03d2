import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { LogEvent } from '../../core/logs/logLine';
import { identifyProcess, type ProcessIdentity } from '../../node/processTree';
import type { JobPhase, JobRecordOf, JobRequest } from '../store/jobRecord';
import type { JobStore } from '../store/jobStore';
import type { LogStore } from '../store/logStore';
import type { MetricSink } from '../store/metricSink';
import { HostRun } from './hostRun';
import { failureReason } from './jobFailure';
import { removeFolder } from './jobFolders';
import type { ScriptHost } from './jobScript';
import type { JobResult, JobWork } from './jobWork';
import { MetricReader } from './metricReader';
import { startTimer } from './timer';
import { enterPhase } from './transitions';

/** What a run works on and with. */
export interface RunParts<Request extends JobRequest> {
  readonly jobs: JobStore<Request>;
  readonly logs: LogStore;
  readonly metrics: MetricSink;
  /** Between SIGTERM and SIGKILL. */
  readonly graceMilliseconds: number;
  readonly host: (request: JobRequest) => Promise<ScriptHost>;
  /** Told of what goes wrong after the job's outcome is known. */
  readonly report: (error: unknown) => void;
}

/** One job from `Starting` to its end. `run` never rejects: what goes wrong is the job's failure. */
export class JobRun<Request extends JobRequest> {
  private readonly cut = new AbortController();
  private readonly metrics: MetricReader;
  private readonly hosts: readonly HostRun[];
  private readonly processes = new Map<string, ProcessIdentity>();
  private interruption: 'Stopped' | 'MaxRuntimeExceeded' | undefined;
  private temporaryFolder: string | undefined;

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
    this.hosts = work.hosts.map(
      (host) =>
        new HostRun(host, parts.logs, {
          started: (pid) => this.rememberProcess(host.name, pid),
          printed: (events) => this.readMetrics(events),
        }),
    );
  }

  /** Begins to stop the job; `graceMilliseconds` overrides the usual one. */
  async interrupt(
    why: 'Stopped' | 'MaxRuntimeExceeded',
    graceMilliseconds = this.parts.graceMilliseconds,
  ): Promise<void> {
    this.interruption ??= why;
    await this.stopHosts(graceMilliseconds);
  }

  async run(): Promise<void> {
    let failure: string | undefined;
    try {
      await this.train();
    } catch (error) {
      if (this.interruption === undefined) failure = failureReason(error);
    }
    let result: JobResult = {};
    try {
      result = await this.upload();
    } catch (error) {
      failure ??= failureReason(error);
    }
    await this.finish(failure, result);
  }

  private async train(): Promise<void> {
    const { work } = this;
    await this.open();
    const limit = startTimer(work.limits.maxRuntimeSeconds * 1000, () => {
      this.exceedRuntime().catch(this.parts.report);
    });
    try {
      await this.advance('Downloading');
      const [host] = await Promise.all([this.parts.host(this.job.request), this.download()]);
      await this.advance('Training');
      await this.runHosts(host);
    } finally {
      limit.stop();
    }
  }

  private async open(): Promise<void> {
    this.temporaryFolder = await mkdtemp(path.join(tmpdir(), 'sagemaker-'));
    await this.rememberLeftovers();
    for (const [index, { work }] of this.hosts.entries()) {
      const folder = path.join(this.temporaryFolder, String(index + 1));
      await mkdir(folder);
      await work.open(folder);
    }
  }

  private async download(): Promise<void> {
    for (const { work } of this.hosts) await work.download(this.cut.signal);
  }

  /** As on the service, one host that fails ends the others and the job. */
  private async runHosts(host: ScriptHost): Promise<void> {
    const { work, job, parts } = this;
    const stream = { group: work.logGroup, prefix: job.name };
    const companion = work.accompany(parts.report);
    let failure: { readonly error: unknown } | undefined;
    const runs = this.hosts.map(async (run) => {
      try {
        await run.run(host, stream, this.cut.signal);
      } catch (error) {
        // The first failure is the reason; those of the stopped hosts only follow from it.
        failure ??= { error };
        await this.stopHosts(parts.graceMilliseconds);
      }
    });
    await Promise.all(runs);
    await companion.stop();
    if (failure !== undefined) throw failure.error;
  }

  private async stopHosts(graceMilliseconds: number): Promise<void> {
    this.cut.abort();
    await Promise.all(this.hosts.map((host) => host.stop(graceMilliseconds)));
  }

  /** As the service does, also after a failure or a stop; not when no script ever started. */
  private async upload(): Promise<JobResult> {
    if (!this.hosts.some((host) => host.hasStarted)) return {};
    await this.change((job) => enterPhase(job, 'Uploading', Date.now()));
    return await this.work.upload();
  }

  private async finish(failure: string | undefined, result: JobResult): Promise<void> {
    const { report } = this.parts;
    const phase = failure === undefined ? (this.interruption ?? 'Completed') : 'Failed';
    for (const host of this.hosts) await host.close().catch(report);
    await this.work.clear();
    if (this.temporaryFolder !== undefined) await removeFolder(this.temporaryFolder);
    const end = (job: JobRecordOf<Request>) => ({
      ...enterPhase(job, phase, Date.now()),
      ...result,
      failureReason: failure,
      metrics: this.metrics.metrics,
      leftovers: undefined,
    });
    // The end is known even when it cannot be written; the store tries again with its next change.
    await this.change(end).catch(report);
  }

  private async exceedRuntime(): Promise<void> {
    // A job that is being stopped already has its own grace.
    if (this.interruption !== undefined) return;
    await this.change((job) => enterPhase(job, 'Stopping', Date.now())).catch(this.parts.report);
    await this.interrupt('MaxRuntimeExceeded');
  }

  /** The next phase, unless the job is being stopped. */
  private async advance(phase: JobPhase): Promise<void> {
    this.cut.signal.throwIfAborted();
    await this.change((job) => {
      if (job.status === 'Stopping') return job;
      const now = Date.now();
      return { ...enterPhase(job, phase, now), startedAt: job.startedAt ?? now };
    });
    this.cut.signal.throwIfAborted();
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
    const { temporaryFolder = '' } = this;
    const leftovers = { temporaryFolder, processes: [...this.processes.values()] };
    await this.change((job) => ({ ...job, leftovers }));
  }

  private async change(change: (job: JobRecordOf<Request>) => JobRecordOf<Request>): Promise<void> {
    await this.parts.jobs.update(this.job.id, change);
  }
}
