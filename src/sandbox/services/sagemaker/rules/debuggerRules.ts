import type { ProfilerConfig, RuleConfiguration, TrainingRequest } from '../../../store/jobRecord';
import { duplicates, invalid } from './invalid';

/** API reference, ProfilerConfig.ProfilingIntervalInMilliseconds. */
const intervals: readonly number[] = [100, 200, 500, 1000, 5000, 60_000];

/** Profiling at a rate that there is, and rules that can be told apart. */
export function checkDebugger(request: TrainingRequest): void {
  if (request.ProfilerConfig !== undefined) checkProfiler(request.ProfilerConfig);
  checkRuleNames([
    ...(request.DebugRuleConfigurations ?? []),
    ...(request.ProfilerRuleConfigurations ?? []),
  ]);
}

export function checkProfiler(config: ProfilerConfig): void {
  const interval = config.ProfilingIntervalInMilliseconds;
  if (interval !== undefined && !intervals.includes(interval)) {
    throw invalid(
      `Invalid ProfilingIntervalInMilliseconds. It must be one of [${intervals.join(', ')}]`,
    );
  }
}

export function checkRuleNames(rules: readonly RuleConfiguration[]): void {
  const [twice] = duplicates(rules.map(({ RuleConfigurationName }) => RuleConfigurationName));
  if (twice === undefined) return;
  throw invalid(`Rule configuration names must be unique. ${twice} is used more than once.`);
}
