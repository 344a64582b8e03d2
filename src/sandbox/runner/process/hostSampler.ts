import { statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import type { Clock } from '../../../core/clock';
import type { MetricPoint, MetricSink, SampleSet } from '../../store/metricSink';
import { readGpus } from './gpuUse';
import { processReader, treeOf } from './processUse';
import { waited } from '../timer';

/** A host of a job, and what it runs on this computer. */
export interface SampledHost {
  /** `/aws/sagemaker/TrainingJobs` or `/aws/sagemaker/ProcessingJobs`. */
  readonly namespace: string;
  /** `{job}/algo-{n}` */
  readonly host: string;
  /** Head of the tree of processes that is the host. */
  readonly pid: number;
  /** Where it writes; on the volume whose space counts. */
  readonly folder: string;
}

interface SamplerParts {
  readonly metrics: MetricSink;
  readonly clock: Clock;
  /** Told of what ends the sampling before its time. */
  readonly report: (error: unknown) => void;
}

export interface HostSampler {
  /** Resolves once the last values are in the sink. */
  stop(): Promise<void>;
}

const firstMilliseconds = 250;
const usualMilliseconds = 1000;
/** Sampling takes at most this part of the time, however many processes the computer has. */
const share = 1 / 50;
const minute = 60_000;

/**
 * Samples what a host's processes use, from their start on, and publishes it for every minute and
 * once more at the end, as the service does each minute (guide, "SageMaker AI jobs metrics").
 * `DiskUtilization` is how full the volume of the host's folder is: nothing bounds a job to less.
 * GPUs are the whole computer's.
 */
export function startHostSampler(host: SampledHost, parts: SamplerParts): HostSampler {
  const end = new AbortController();
  const done = new HostSampling(host, parts).run(end.signal).catch(parts.report);
  return {
    stop: async () => {
      end.abort();
      await done;
    },
  };
}

class HostSampling {
  private readonly readProcesses = processReader(process.platform);
  private readonly values = new Map<string, SampleSet>();
  private hasGpus = true;
  private begin: number;
  private last = { at: performance.now(), cpuSeconds: 0 };

  constructor(
    private readonly host: SampledHost,
    private readonly parts: SamplerParts,
  ) {
    this.begin = parts.clock.now();
  }

  async run(signal: AbortSignal): Promise<void> {
    let pause = firstMilliseconds;
    try {
      while (await waited(pause, signal)) {
        const before = performance.now();
        await this.sample(signal);
        const took = performance.now() - before;
        pause = Math.max(usualMilliseconds, took / share);
        if (minuteOf(this.parts.clock.now()) > minuteOf(this.begin)) await this.publish();
      }
    } catch (error) {
      // What was being read when the host ended is not waited for.
      if (!signal.aborted) throw error;
    } finally {
      await this.publish();
    }
  }

  private async sample(signal: AbortSignal): Promise<void> {
    await Promise.all([this.sampleProcesses(signal), this.sampleDisk(), this.sampleGpus(signal)]);
  }

  private async sampleProcesses(signal: AbortSignal): Promise<void> {
    if (this.readProcesses === undefined) return;
    const tree = treeOf(this.host.pid, await this.readProcesses(signal));
    // It has just ended; what it used is known up to the sample before.
    if (tree.length === 0) return;
    const at = performance.now();
    const cpuSeconds = tree.reduce((sum, process) => sum + process.cpuSeconds, 0);
    const bytes = tree.reduce((sum, process) => sum + process.memory(), 0);
    const percent = (100_000 * (cpuSeconds - this.last.cpuSeconds)) / (at - this.last.at);
    // Processes that ended without being waited for take their time with them.
    this.take('CPUUtilization', Math.min(Math.max(0, percent), 100 * availableParallelism()));
    // Pages that processes share are counted for each of them.
    this.take('MemoryUtilization', Math.min(100, (100 * bytes) / totalmem()));
    this.last = { at, cpuSeconds };
  }

  private async sampleDisk(): Promise<void> {
    const { blocks, bfree, bavail } = await statfs(this.host.folder);
    const used = blocks - bfree;
    // As `df` counts: what is kept for root is nobody's.
    if (used + bavail > 0) this.take('DiskUtilization', (100 * used) / (used + bavail));
  }

  private async sampleGpus(signal: AbortSignal): Promise<void> {
    const use = this.hasGpus ? await readGpus(signal) : undefined;
    this.hasGpus = use !== undefined;
    if (use === undefined) return;
    this.take('GPUUtilization', use.utilization);
    this.take('GPUMemoryUtilization', use.memory);
  }

  private take(name: string, value: number): void {
    const { count, sum, minimum, maximum } = this.values.get(name) ?? {
      count: 0,
      sum: 0,
      minimum: value,
      maximum: value,
    };
    this.values.set(name, {
      count: count + 1,
      sum: sum + value,
      minimum: Math.min(minimum, value),
      maximum: Math.max(maximum, value),
    });
  }

  /** What has been sampled counts for the minute that it began in. */
  private async publish(): Promise<void> {
    const { namespace, host } = this.host;
    const timestamp = minuteOf(this.begin);
    const dimensions = { Host: host };
    const points = [...this.values].map(([name, value]): MetricPoint => {
      return { namespace, name, dimensions, value, timestamp, unit: 'Percent' };
    });
    this.values.clear();
    this.begin = this.parts.clock.now();
    if (points.length > 0) await this.parts.metrics.put(points);
  }
}

/** When the minute of a time began. */
function minuteOf(time: number): number {
  return Math.floor(time / minute) * minute;
}
