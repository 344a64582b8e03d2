import type { CreateTrainingJobFields } from '../../requestFields';

/** A request that the service model has nothing against: fields have their types, more may be there. */
export type SoundRequest = Partial<CreateTrainingJobFields> & {
  readonly ServerlessJobConfig?: { readonly JobType: string; readonly EvaluationType?: string };
  readonly DebugRuleConfigurations?: readonly { readonly RuleConfigurationName: string }[];
  readonly ProfilerRuleConfigurations?: readonly { readonly RuleConfigurationName: string }[];
  readonly ProfilerConfig?: { readonly ProfilingIntervalInMilliseconds?: number };
};
