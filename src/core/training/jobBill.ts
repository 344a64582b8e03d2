import type { CostPlan } from '../cost/cost';
import type { TrainingLaunch } from './launch';
import { billedFields } from './request';
import type { RequestedResources } from './requestedResources';

/** What a launch can be billed for, with what its API fields say. */
export const launchBill = (launch: TrainingLaunch): CostPlan => describedBill(billedFields(launch));

/**
 * Of a job as DescribeTrainingJob tells it, for one that is created like it, or of a request. What is
 * missing or no number is not known.
 */
export function describedBill(description: object): CostPlan {
  const { ResourceConfig, StoppingCondition, EnableManagedSpotTraining, ...own } =
    description as Described;
  const resources = ResourceConfig ?? {};
  return {
    instances: instancesOf(resources),
    volumeSize: resources.VolumeSizeInGB,
    maxRuntime: StoppingCondition?.MaxRuntimeInSeconds,
    stopping: graceSeconds,
    keepAlive: resources.KeepAlivePeriodInSeconds,
    rules: rulesOf(own),
    isSpot: EnableManagedSpotTraining === true,
    isReserved: resources.TrainingPlanArn !== undefined,
  };
}

/** API reference, StoppingCondition: a job whose time is over is told so, and ended 120 seconds later. */
const graceSeconds = 120;

/** Developer guide, "Use built-in profiler rules": AWS's own cost nothing, and name no instance. */
const rulesOf = ({
  DebugRuleConfigurations: debug = [],
  ProfilerRuleConfigurations: profiler = [],
}: DescribedRules): CostPlan['rules'] =>
  [...debug, ...profiler].flatMap(({ InstanceType: type }) => (type === undefined ? [] : [type]));

function instancesOf({
  InstanceType: type,
  InstanceCount: count = 1,
  InstanceGroups: groups,
}: RequestedResources): CostPlan['instances'] {
  const single = type === undefined ? [] : [{ type, count }];
  const several = (groups ?? []).map((group) => ({
    type: group.InstanceType ?? '',
    count: group.InstanceCount ?? 0,
  }));
  return several.length > 0 ? several : single;
}

interface DescribedRules {
  readonly DebugRuleConfigurations?: readonly { readonly InstanceType?: string }[];
  readonly ProfilerRuleConfigurations?: readonly { readonly InstanceType?: string }[];
}

interface Described extends DescribedRules {
  readonly ResourceConfig?: RequestedResources;
  readonly StoppingCondition?: { readonly MaxRuntimeInSeconds?: number };
  readonly EnableManagedSpotTraining?: boolean;
}
