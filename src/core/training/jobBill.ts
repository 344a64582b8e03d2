import type { TrainingLaunch } from './launch';

/** What a job can be billed for. */
export interface JobBill {
  readonly instances: readonly { readonly type: string; readonly count: number }[];
  /** Seconds; absent: not known. */
  readonly maxRuntime?: number | undefined;
  /** Seconds for which instances may stay after it. */
  readonly keepAlive?: number | undefined;
}

export function launchBill(launch: TrainingLaunch): JobBill {
  const { instanceType: type, instanceCount: count = 1, instanceGroups } = launch;
  return {
    instances: instanceGroups ?? [{ type, count }],
    maxRuntime: launch.maxRuntimeSeconds,
    keepAlive: launch.keepAliveSeconds,
  };
}

/** Of a job as DescribeTrainingJob tells it, for one that is created like it. */
export function describedBill(description: object): JobBill {
  const { ResourceConfig: resources, StoppingCondition: condition } = description as Described;
  const { InstanceType: type, InstanceCount: count = 1 } = resources ?? {};
  const groups = resources?.InstanceGroups?.map((group) => ({
    type: group.InstanceType ?? '',
    count: group.InstanceCount ?? 0,
  }));
  return {
    instances: groups ?? (type === undefined ? [] : [{ type, count }]),
    maxRuntime: condition?.MaxRuntimeInSeconds,
    keepAlive: resources?.KeepAlivePeriodInSeconds,
  };
}

interface Described {
  readonly ResourceConfig?: {
    readonly InstanceType?: string;
    readonly InstanceCount?: number;
    readonly InstanceGroups?: readonly {
      readonly InstanceType?: string;
      readonly InstanceCount?: number;
    }[];
    readonly KeepAlivePeriodInSeconds?: number;
  };
  readonly StoppingCondition?: { readonly MaxRuntimeInSeconds?: number };
}
