import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sandboxAccountId, sandboxRegion } from '../../../../src/core/sandbox/protocol';
import { systemClock } from '../../../../src/node/systemClock';
import { ServiceError } from '../../../../src/sandbox/http/jsonService';
import {
  monitoringService,
  type MonitoringService,
} from '../../../../src/sandbox/services/monitoring/monitoringService';
import { openMetricStore, type MetricStore } from '../../../../src/sandbox/store/metricStore';

export type Input = Readonly<Record<string, unknown>>;

/** What the operations answer in JSON; each has its own part of it. */
export interface MonitoringAnswer {
  readonly MetricDataResults: readonly {
    readonly Id: string;
    readonly Timestamps: readonly number[];
    readonly Values: readonly number[];
  }[];
  readonly Datapoints: readonly (Readonly<Record<string, number>> & {
    readonly ExtendedStatistics?: Readonly<Record<string, number>>;
  })[];
  readonly Metrics: readonly {
    readonly MetricName: string;
    readonly Dimensions: readonly { readonly Value: string }[];
  }[];
  readonly NextToken?: string;
}

export const minute = 60_000;
/** When the samples begin, in milliseconds since the epoch. */
export const begin = Date.UTC(2026, 0, 5, 10, 0, 0);
/** Ten minutes of a request. */
export const range = { StartTime: begin / 1000, EndTime: begin / 1000 + 600 };

/** CloudWatch's metrics on a folder of their own, at a time that a test sets. */
export class MonitoringWorld {
  readonly dimensions = [{ Name: 'TrainingJobName', Value: 'job' }];
  readonly call = { region: sandboxRegion, accountId: sandboxAccountId };
  readonly service: MonitoringService;
  now = begin + 10 * minute;

  private constructor(
    private readonly folder: string,
    readonly store: MetricStore,
  ) {
    this.service = monitoringService(store, { ...systemClock, now: () => this.now });
  }

  static async open(): Promise<MonitoringWorld> {
    const folder = await mkdtemp(path.join(tmpdir(), 'monitoring-'));
    return new MonitoringWorld(folder, await openMetricStore(folder));
  }

  async close(): Promise<void> {
    await this.store.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async ask(operation: string, input: Input): Promise<MonitoringAnswer> {
    const answer = await this.service.json.operations[operation]?.(input, this.call);
    return answer as MonitoringAnswer;
  }

  /** Code and message of a refusal. */
  async refusal(operation: string, input: Input): Promise<readonly [string?, string?]> {
    try {
      await this.ask(operation, input);
    } catch (error) {
      if (error instanceof ServiceError) return [error.queryCode, error.message];
      throw error;
    }
    return assert.fail('it was accepted');
  }

  /** Samples of the metric `loss` of the job `job`. */
  async putLoss(...values: readonly (readonly [second: number, value: number])[]): Promise<void> {
    await this.store.put(
      values.map(([second, value]) => ({
        namespace: 'n',
        name: 'loss',
        dimensions: { TrainingJobName: 'job' },
        value,
        timestamp: begin + second * 1000,
      })),
    );
  }

  /** A `MetricStat` of the same metric. */
  lossStat(stat: string, period = 60): Input {
    return {
      Metric: { Namespace: 'n', MetricName: 'loss', Dimensions: this.dimensions },
      Period: period,
      Stat: stat,
    };
  }
}
