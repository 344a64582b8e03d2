import { lstat, mkdir, open, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { LogEvent } from '../../core/logs/logLine';
import { joinKey, parseS3Uri } from '../../core/s3Uri';
import { isSystemError } from '../../node/files';
import { identifyProcess } from '../../node/processTree';
import { defaultMaxRuntimeSeconds, type JobPhase, type JobRecord } from '../store/jobRecord';
import type { JobStore } from '../store/jobStore';
import type { LogStore, LogWriter } from '../store/logStore';
import type { ObjectStore } from '../store/objectStore';
import { uploadFolder } from './artifacts';
import { checkRequirements } from './checkRequirements';
import { failureReason, JobFailure } from './jobFailure';
import { clearJobFolders, makeJobFolders, type JobFolders } from './jobFolders';
import { downloadChannel, downloadCode } from './jobInputs';
import { scriptCommand, scriptSource, type ScriptHost } from './jobScript';
import { MetricReader } from './metricReader';
import { guardedNames } from './scriptEnvironment';
import { scriptFailure } from './scriptFailure';
import { ScriptProcess, type ScriptCommand } from './scriptProcess';
import { startTimer } from './timer';
import { enterPhase } from './transitions';

/** What a run works on and with. */
export interface RunParts {
  readonly jobs: JobStore;
  readonly logs: LogStore;
  readonly objects: ObjectStore;
  /** Between SIGTERM and SIGKILL. */
  readonly graceMilliseconds: number;
  readonly host: (job: JobRecord) => Promise<ScriptHost>;
  /** Told of what goes wrong after the job's outcome is known. */
  readonly report: (error: unknown) => void;
}

const trainingLogGroup = '/aws/sagemaker/TrainingJobs';
const keptLines = 60;
/** More than the description can hold. */
const ownReasonBytes = 8192;

/** One job from `Starting` to its end. `run` never rejects: what goes wrong is the job's failure. */
export class JobRun {
  private readonly cut = new AbortController();
  private readonly metrics: MetricReader;
  private interruption: 'Stopped' | 'MaxRuntimeExceeded' | undefined;
  private script: ScriptProcess | undefined;
  private folders: JobFolders | undefined;
  private writer: LogWriter | undefined;
  private lastLines: string[] = [];

  constructor(
    private readonly parts: RunParts,
    private readonly job: JobRecord,
  ) {
    this.metrics = new MetricReader(job.request.AlgorithmSpecification.MetricDefinitions ?? []);
  }

  /** Begins to stop the job; `graceMilliseconds` overrides the usual one. */
  async interrupt(
    why: 'Stopped' | 'MaxRuntimeExceeded',
    graceMilliseconds = this.parts.graceMilliseconds,
  ): Promise<void> {
    this.interruption ??= why;
    this.cut.abort();
    await this.script?.stop(graceMilliseconds);
  }

  async run(): Promise<void> {
    let failure: string | undefined;
    try {
      await this.train();
    } catch (error) {
      if (this.interruption === undefined) failure = failureReason(error);
    }
    let modelArtifacts: string | undefined;
    try {
      modelArtifacts = await this.upload();
    } catch (error) {
      failure ??= failureReason(error);
    }
    await this.finish(failure, modelArtifacts);
  }

  private async train(): Promise<void> {
    const { jobs, host } = this.parts;
    const folders = await makeJobFolders(jobs.folder(this.job.id), this.job.request);
    this.folders = folders;
    await this.change((job) => ({ ...job, leftovers: folders }));
    const { StoppingCondition } = this.job.request;
    const seconds = StoppingCondition?.MaxRuntimeInSeconds ?? defaultMaxRuntimeSeconds;
    const limit = startTimer(seconds * 1000, () => {
      this.exceedRuntime().catch(this.parts.report);
    });
    try {
      await this.advance('Downloading');
      const [scriptHost] = await Promise.all([host(this.job), this.download(folders)]);
      await this.advance('Training');
      await this.runScript(scriptCommand(this.job, folders, scriptHost));
    } finally {
      limit.stop();
    }
  }

  private async download(folders: JobFolders): Promise<void> {
    const { objects } = this.parts;
    const { signal } = this.cut;
    const uri = scriptSource(this.job.request)?.submitDirectory ?? '';
    await downloadCode(objects, uri, folders.container.code, signal);
    for (const channel of this.job.request.InputDataConfig ?? []) {
      const folder = path.join(folders.container.data, channel.ChannelName);
      await downloadChannel(objects, channel, folder, signal);
    }
  }

  private async runScript(command: ScriptCommand): Promise<void> {
    const { signal } = this.cut;
    await checkRequirements(command.interpreter, command.cwd, command.env, signal);
    const begin = Date.now();
    const stream = `${this.job.name}/algo-1-${Math.floor(begin / 1000)}`;
    this.writer = await this.parts.logs.createStream(trainingLogGroup, stream, begin);
    await this.sayGuarded();
    signal.throwIfAborted();
    this.script = new ScriptProcess(command, (lines) => this.take(lines));
    await this.rememberProcess(this.script);
    const code = await this.script.ended;
    if (code !== 0) await this.fail(scriptFailure(code, commandLine(command), this.lastLines));
    await this.output('success', '');
  }

  private async take(lines: readonly string[]): Promise<void> {
    const timestamp = Date.now();
    const events = lines.map((message): LogEvent => ({ timestamp, message }));
    await this.writer?.append(events);
    this.metrics.read(events);
    this.lastLines = [...this.lastLines, ...lines.slice(-keptLines)].slice(-keptLines);
  }

  private async sayGuarded(): Promise<void> {
    const names = guardedNames(this.job.request.Environment ?? {});
    if (names.length === 0) return;
    const text = `The local sandbox does not pass these variables of Environment on: ${names.join(', ')}`;
    await this.take([text]);
  }

  /** The script's own reason, in `output/failure`, comes before what was captured. */
  private async fail(captured: string): Promise<never> {
    const file = path.join(this.folders?.container.output ?? '', 'failure');
    const own = await readOwnReason(file);
    // The reason counts also where it cannot be written down.
    if (own === '') await this.output('failure', captured).catch(this.parts.report);
    throw new JobFailure(`AlgorithmError: ${own === '' ? captured : own}`);
  }

  private async output(name: 'success' | 'failure', text: string): Promise<void> {
    const folder = this.folders?.container.output ?? '';
    // The script may have removed it.
    await mkdir(folder, { recursive: true });
    try {
      await writeFile(path.join(folder, name), text, { flag: 'wx' });
    } catch (error) {
      // Whatever the script has put there stays.
      if (!isSystemError(error, 'EEXIST')) throw error;
    }
  }

  /** As the service does, also after a failure or a stop; not when the script never started. */
  private async upload(): Promise<string | undefined> {
    if (this.script === undefined || this.folders === undefined) return undefined;
    await this.change((job) => enterPhase(job, 'Uploading', Date.now()));
    const { S3OutputPath, CompressionType } = this.job.request.OutputDataConfig;
    const root = parseS3Uri(S3OutputPath) ?? { bucket: '', key: '' };
    const location = { bucket: root.bucket, key: joinKey(root.key, this.job.name, 'output') };
    const target = { location, compression: CompressionType ?? 'GZIP' } as const;
    const { model, outputData } = this.folders.container;
    const key = await uploadFolder(this.parts.objects, model, 'model', target);
    await uploadFolder(this.parts.objects, outputData, 'output', target);
    return key === undefined ? undefined : `s3://${location.bucket}/${key}`;
  }

  private async finish(failure: string | undefined, artifacts: string | undefined): Promise<void> {
    const phase = failure === undefined ? (this.interruption ?? 'Completed') : 'Failed';
    await this.writer?.close().catch(this.parts.report);
    const folder = this.parts.jobs.folder(this.job.id);
    await clearJobFolders(folder, this.folders?.temporaryFolder);
    const end = (job: JobRecord) => ({
      ...enterPhase(job, phase, Date.now()),
      failureReason: failure,
      modelArtifacts: artifacts,
      metrics: this.metrics.metrics,
      leftovers: undefined,
    });
    // The end is known even when it cannot be written; the store tries again with its next change.
    await this.change(end).catch(this.parts.report);
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

  private async rememberProcess(script: ScriptProcess): Promise<void> {
    const identity = script.pid === undefined ? undefined : await identifyProcess(script.pid);
    const temporaryFolder = this.folders?.temporaryFolder ?? '';
    const leftovers = { temporaryFolder, process: identity };
    await this.change((job) => ({ ...job, leftovers })).catch(this.parts.report);
  }

  private async change(change: (job: JobRecord) => JobRecord): Promise<void> {
    await this.parts.jobs.update(this.job.id, change);
  }
}

/** The beginning of the script's own `failure`, or an empty text when it has written none. */
async function readOwnReason(file: string): Promise<string> {
  const entry = await lstat(file).catch(() => undefined);
  if (entry?.isFile() !== true) return '';
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(ownReasonBytes), 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

function commandLine(command: ScriptCommand): readonly string[] {
  return [command.interpreter, ...command.args];
}
