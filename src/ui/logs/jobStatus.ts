import type { Connection } from '../../aws/connection';
import { AppError } from '../../core/errors';
import type { Clock } from '../../core/clock';
import type { ResourceItem, ResourceKind } from '../../core/resources/kind';
import { modelAddress } from '../../core/training/modelAddress';

export interface JobStatusPorts {
  readonly connection: Connection;
  readonly kind: ResourceKind;
  readonly clock: Clock;
  changed(): void;
  failed(error: unknown): void;
}

const longestPause = 30_000;

/** Asks for one job's status until it has ended. */
export class JobStatus {
  private item: ResourceItem;
  private hasAsked = false;
  private isGone = false;
  private reason = '';
  private hasModel = false;

  constructor(
    name: string,
    private readonly ports: JobStatusPorts,
  ) {
    this.item = { name };
  }

  /**
   * In the service's words, the finer state while there is one; empty before the first answer, and once
   * the service does not know the job.
   */
  get text(): string {
    if (this.isGone) {
      return '';
    }
    const { status, phase } = this.item;
    return (this.isOver ? status : (phase ?? status)) ?? '';
  }

  get isOver(): boolean {
    return this.isGone || (this.hasAsked && this.ports.kind.tone(this.item) !== 'busy');
  }

  /** Whether the service does not know the job, so that nothing more is to come. */
  get isUnknown(): boolean {
    return this.isGone;
  }

  /** Why the job failed, as the service puts it; else empty. */
  get failureReason(): string {
    return this.reason;
  }

  get canStop(): boolean {
    return !this.isGone && this.ports.kind.capabilities(this.item).includes('stop');
  }

  get canOpenModel(): boolean {
    return (
      !this.isGone && this.hasModel && this.ports.kind.capabilities(this.item).includes('model')
    );
  }

  get canTrainAgain(): boolean {
    return !this.isGone && this.ports.kind.capabilities(this.item).includes('again');
  }

  get resource(): ResourceItem {
    return this.item;
  }

  /** Resolves when the job has ended; rejects when aborted. */
  async untilOver(signal: AbortSignal): Promise<void> {
    const { connection, clock } = this.ports;
    const interval = connection.info.traits.statusPollMilliseconds;
    let failures = 0;
    for (;;) {
      try {
        await this.ask(signal);
        failures = 0;
      } catch (error) {
        signal.throwIfAborted();
        failures++;
        this.isGone = AppError.is(error, 'notFound');
        this.ports.failed(error);
        if (this.isGone) {
          this.ports.changed();
        }
      }
      if (this.isOver) {
        return;
      }
      await clock.sleep(Math.min(interval * 2 ** failures, longestPause), signal);
    }
  }

  /** Asks once more after the end, when nothing but a deletion is left to happen. Never rejects. */
  async lookAgain(signal: AbortSignal): Promise<void> {
    if (this.isGone || !this.isOver) {
      return;
    }
    try {
      await this.ask(signal);
    } catch (error) {
      if (AppError.is(error, 'notFound')) {
        this.isGone = true;
        this.ports.changed();
      } else if (!signal.aborted) {
        this.ports.failed(error);
      }
    }
  }

  private async ask(signal: AbortSignal): Promise<void> {
    const { kind, connection } = this.ports;
    const description = await kind.describe?.(connection.sagemaker, this.item, signal);
    const {
      TrainingJobStatus: status,
      SecondaryStatus: phase,
      FailureReason: reason = '',
    } = { ...description } as {
      TrainingJobStatus?: string;
      SecondaryStatus?: string;
      FailureReason?: string;
    };
    const isNew = status !== this.item.status || phase !== this.item.phase || !this.hasAsked;
    this.item = { ...this.item, status, phase };
    this.reason = reason;
    this.hasModel = modelAddress(description) !== undefined;
    this.hasAsked = true;
    if (isNew) {
      this.ports.changed();
    }
  }
}
