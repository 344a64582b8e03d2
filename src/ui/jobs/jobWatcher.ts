import type { Connection } from '../../aws/connection';
import type { Clock } from '../../core/clock';
import { AppError } from '../../core/errors';
import type { ResourceItem, ResourceKind } from '../../core/resources/kind';
import { modelAddress } from '../../core/training/modelAddress';
import type { WatchedJob } from '../../platform/state';
import { explainedReason } from './failureReason';

/** How a watched job ended. */
export interface JobEnd {
  readonly job: WatchedJob;
  readonly item: ResourceItem;
  /** When it failed: the service's own words, with the script's last where those say nothing. */
  readonly failureReason?: string | undefined;
  readonly hasModel: boolean;
  /** As DescribeTrainingJob tells of it. */
  readonly description: object;
}

export interface JobWatcherPorts {
  open(connectionId: string): Promise<Connection>;
  kind(): Promise<ResourceKind>;
  /** Jobs that are watched, across reloads of the window. */
  load(): readonly WatchedJob[];
  save(jobs: readonly WatchedJob[]): Promise<void>;
  /** Must not wait for the person. */
  ended(end: JobEnd): void;
  failed(error: unknown): void;
}

/** What is read of a training job's description. */
interface Described {
  readonly TrainingJobStatus?: string;
  readonly FailureReason?: string;
  readonly CreationTime?: Date;
}

const firstPause = 1_000;
const longestPause = 60_000;

/**
 * Watches jobs until they end, with one list call per connection and round; a job is described only
 * when it has left the list's busy rows. Goes on in the next window when this one is closed.
 */
export class JobWatcher {
  private readonly running = new Map<string, AbortController>();

  constructor(
    private readonly ports: JobWatcherPorts,
    private readonly clock: Clock,
  ) {}

  /** Takes up the jobs that an earlier window watched. */
  resume(): void {
    this.ports.load().forEach(({ connectionId }) => this.follow(connectionId));
  }

  async watch(job: WatchedJob): Promise<void> {
    const others = this.ports.load().filter((other) => !isSame(other, job));
    await this.ports.save([...others, job]);
    this.follow(job.connectionId);
  }

  dispose(): void {
    this.running.forEach((controller) => controller.abort());
    this.running.clear();
  }

  private jobsOf(connectionId: string): readonly WatchedJob[] {
    return this.ports.load().filter((job) => job.connectionId === connectionId);
  }

  private follow(connectionId: string): void {
    if (this.running.has(connectionId)) {
      return;
    }
    const controller = new AbortController();
    this.running.set(connectionId, controller);
    void this.poll(connectionId, controller.signal).finally(() =>
      this.running.delete(connectionId),
    );
  }

  private async poll(connectionId: string, signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (this.jobsOf(connectionId).length > 0) {
      let interval = firstPause;
      try {
        const connection = await this.ports.open(connectionId);
        interval = connection.info.traits.statusPollMilliseconds;
        await this.round(connection, signal);
        failures = 0;
      } catch (error) {
        if (signal.aborted) {
          return; // The window is closing.
        }
        failures++;
        this.ports.failed(error);
      }
      try {
        await this.clock.sleep(Math.min(interval * 2 ** failures, longestPause), signal);
      } catch {
        return;
      }
    }
  }

  private async round(connection: Connection, signal: AbortSignal): Promise<void> {
    const kind = await this.ports.kind();
    const { items } = await kind.list(connection.sagemaker, undefined, signal);
    const listed = new Map(items.map((item) => [item.name, item]));
    for (const job of this.jobsOf(connection.info.id)) {
      const item = listed.get(job.name);
      if (!item || kind.tone(item) !== 'busy') {
        await this.settle(connection, kind, { job, item });
      }
    }
  }

  /** Describes a job that has ended, or that is too old for the first page. */
  private async settle(
    connection: Connection,
    kind: ResourceKind,
    found: { readonly job: WatchedJob; readonly item: ResourceItem | undefined },
  ): Promise<void> {
    const { job } = found;
    try {
      const description = await kind.describe?.(connection.sagemaker, { name: job.name });
      const {
        TrainingJobStatus: status,
        FailureReason: reason,
        CreationTime: createdAt,
      } = { ...description } as Described;
      const item = { ...found.item, name: job.name, status, createdAt };
      if (kind.tone(item) === 'busy') {
        return;
      }
      const failureReason = reason && (await this.explain(connection, job, reason));
      await this.forget(job);
      const hasModel = modelAddress(description) !== undefined;
      this.ports.ended({ job, item, failureReason, hasModel, description: description ?? {} });
    } catch (error) {
      if (!AppError.is(error, 'notFound')) {
        throw error;
      }
      await this.forget(job); // It was deleted before it could be told of.
    }
  }

  /** A log that cannot be read is no reason not to tell of the end. */
  private async explain(connection: Connection, job: WatchedJob, reason: string): Promise<string> {
    try {
      return await explainedReason(connection.logs, job.name, reason);
    } catch (error) {
      this.ports.failed(error);
      return reason;
    }
  }

  private async forget(job: WatchedJob): Promise<void> {
    await this.ports.save(this.ports.load().filter((other) => !isSame(other, job)));
  }
}

const isSame = (a: WatchedJob, b: WatchedJob): boolean =>
  a.connectionId === b.connectionId && a.name === b.name;
