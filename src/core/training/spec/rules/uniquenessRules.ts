import { requestError, type FieldPath, type RequestProblem } from '../requestProblem';
import type { SoundRequest } from './soundRequest';

/** What has to be there once, and what only some values may say. */
export function uniquenessRules(request: SoundRequest): RequestProblem[] {
  const { InputDataConfig: channels = [], Tags: tags = [], ResourceConfig: resources } = request;
  const { DebugRuleConfigurations: debug = [], ProfilerRuleConfigurations: profiler = [] } =
    request;
  return [
    // API reference, CreateTrainingJob: each channel is a named source.
    ...repeated(channels, 'ChannelName', ['InputDataConfig']),
    ...repeated(resources?.InstanceGroups ?? [], 'InstanceGroupName', [
      'ResourceConfig',
      'InstanceGroups',
    ]),
    // API reference, Tag: keys are unique, and what begins with aws: is reserved.
    ...repeated(tags, 'Key', ['Tags']),
    ...reservedTags(tags),
    // API reference, DebugRuleConfiguration and ProfilerRuleConfiguration.
    ...repeated(debug, 'RuleConfigurationName', ['DebugRuleConfigurations']),
    ...repeated(profiler, 'RuleConfigurationName', ['ProfilerRuleConfigurations']),
    ...profilingIntervalRule(request),
  ];
}

function repeated<Name extends string>(
  items: readonly Readonly<Record<Name, string>>[],
  name: Name,
  path: FieldPath,
): RequestProblem[] {
  const first = new Map<string, number>();
  return items.flatMap((item, index) => {
    const before = first.get(item[name]);
    if (before === undefined) {
      first.set(item[name], index);
      return [];
    }
    return [
      requestError(
        [...path, index, name],
        `is “${item[name]}”, as that of entry ${before + 1} is.`,
      ),
    ];
  });
}

function reservedTags(tags: readonly { readonly Key: string }[]): RequestProblem[] {
  return tags.flatMap(({ Key: key }, index) =>
    /^aws:/i.test(key)
      ? [requestError(['Tags', index, 'Key'], `is “${key}”; what begins with aws: is reserved.`)]
      : [],
  );
}

/** API reference, ProfilerConfig. */
const profilingIntervals = [100, 200, 500, 1000, 5000, 60_000];

function profilingIntervalRule({ ProfilerConfig: profiler }: SoundRequest): RequestProblem[] {
  const interval = profiler?.ProfilingIntervalInMilliseconds;
  return interval === undefined || profilingIntervals.includes(interval)
    ? []
    : [
        requestError(
          ['ProfilerConfig', 'ProfilingIntervalInMilliseconds'],
          `is ${interval} milliseconds; SageMaker knows ${profilingIntervals.join(', ')} milliseconds.`,
        ),
      ];
}
