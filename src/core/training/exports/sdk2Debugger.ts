import { isList, memberOf, type Json, type JsonObject } from './json';
import { pythonCall, pythonList, type Argument } from './pythonCode';
import type { PythonImports } from './pythonImports';
import { argumentsOf, type ArgumentTable } from './sdk2Arguments';

const module = 'sagemaker.debugger';

/**
 * The arguments of `Estimator` for what watches a job. Where the request has none of it, the SDK is told so:
 * it would switch it on by itself.
 */
export function debuggerArguments(kept: JsonObject, imports: PythonImports): readonly Argument[] {
  const rules = [
    ...rulesOf(kept['DebugRuleConfigurations'], imports.use.bind(imports, module, 'Rule')),
    ...rulesOf(
      kept['ProfilerRuleConfigurations'],
      imports.use.bind(imports, module, 'ProfilerRule'),
    ),
  ];
  const { TensorBoardOutputConfig: board } = kept;
  return [
    ['debugger_hook_config', hookOf(kept['DebugHookConfig'], imports)],
    ...(board === undefined
      ? []
      : [
          [
            'tensorboard_output_config',
            pythonCall(
              imports.use(module, 'TensorBoardOutputConfig'),
              argumentsOf(board, output, 2),
              1,
            ),
          ] satisfies Argument,
        ]),
    ...profilerArguments(kept, imports),
    ...(rules.length > 0 ? [['rules', pythonList(rules, 1)] satisfies Argument] : []),
  ];
}

const output: ArgumentTable = [
  ['s3_output_path', 'S3OutputPath'],
  ['container_local_output_path', 'LocalPath'],
];

function hookOf(hook: Json | undefined, imports: PythonImports): string {
  if (hook === undefined) {
    return 'False';
  }
  const collections = memberOf(hook, 'CollectionConfigurations');
  const items = (isList(collections) ? collections : []).map((each) =>
    pythonCall(imports.use(module, 'CollectionConfig'), argumentsOf(each, collection, 4), 3),
  );
  return pythonCall(
    imports.use(module, 'DebuggerHookConfig'),
    [
      ...argumentsOf(hook, [...output, ['hook_parameters', 'HookParameters']], 2),
      ...(items.length > 0
        ? [['collection_configs', pythonList(items, 2)] satisfies Argument]
        : []),
    ],
    1,
  );
}

const collection: ArgumentTable = [
  ['name', 'CollectionName'],
  ['parameters', 'CollectionParameters'],
];

function profilerArguments(kept: JsonObject, imports: PythonImports): readonly Argument[] {
  const { ProfilerConfig: profiler, ProfilerRuleConfigurations: rules } = kept;
  if (profiler === undefined) {
    // Rules are refused where the profiler is off.
    return rules === undefined ? [['disable_profiler', 'True']] : [];
  }
  const code = pythonCall(
    imports.use(module, 'ProfilerConfig'),
    argumentsOf(profiler, profilerMembers, 2),
    1,
  );
  return [['profiler_config', code]];
}

const profilerMembers: ArgumentTable = [
  ['s3_output_path', 'S3OutputPath'],
  ['system_monitor_interval_millis', 'ProfilingIntervalInMilliseconds'],
  ['disable_profiler', 'DisableProfiler'],
];

function rulesOf(rules: Json | undefined, use: () => string): readonly string[] {
  return (isList(rules) ? rules : []).map((rule) =>
    pythonCall(`${use()}.custom`, [...argumentsOf(rule, ruleMembers, 3), ...missing(rule)], 2),
  );
}

const ruleMembers: ArgumentTable = [
  ['name', 'RuleConfigurationName'],
  ['image_uri', 'RuleEvaluatorImage'],
  ['instance_type', 'InstanceType'],
  ['volume_size_in_gb', 'VolumeSizeInGB'],
  ['container_local_output_path', 'LocalPath'],
  ['s3_output_path', 'S3OutputPath'],
  ['rule_parameters', 'RuleParameters'],
];

/** `custom` insists on these. */
const missing = (rule: Json): readonly Argument[] => [
  ...(memberOf(rule, 'InstanceType') === undefined
    ? [['instance_type', 'None'] satisfies Argument]
    : []),
  ...(memberOf(rule, 'VolumeSizeInGB') === undefined
    ? [['volume_size_in_gb', 'None'] satisfies Argument]
    : []),
];
