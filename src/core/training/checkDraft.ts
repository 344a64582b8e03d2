import type { FieldErrors, FormArgument, LaunchDraft } from '../../shared/contracts/launch';
import { readArgument } from './argumentValue';
import { isInS3, isOnFileSystem } from './dataPlace';
import { draftText, toHyperparameters } from './draft';
import { isBegun } from './keepDraft';
import type { Hyperparameter } from './launch';
import { jobNameProblem } from './names';
import { s3Problem } from './settings/settingProblems';
import { mostOf } from './spec/requestLimits';
import { longestRuntime } from './spec/timeConflicts';

type FieldError = readonly [field: string, message: string];

const limits = {
  channels: mostOf('InputDataConfig'),
  channelName: mostOf('InputDataConfig', 0, 'ChannelName'),
  folder: mostOf('InputDataConfig', 0, 'DataSource', 'FileSystemDataSource', 'DirectoryPath'),
  hyperparameters: mostOf('HyperParameters'),
  hyperparameterName: mostOf('HyperParameters', 'key'),
  value: mostOf('HyperParameters', 'value'),
  runtimeMinutes: longestRuntime / 60,
};

/** How many hyperparameters script mode itself adds. */
const scriptModeHyperparameters = 5;

/** Hyperparameters that mean something to the images (sagemaker-training toolkit `params.py`). */
const reservedName = /^(sagemaker_|_tuning_objective_metric$|default_user_module_name$)/;

/**
 * Everything wrong with a draft that needs no look at the disk, the account or the script. Fields are `jobName`,
 * `value:NAME`, `extra:INDEX`, `channelName:INDEX`, `channelPath:INDEX`, `channels`, `hyperparameters`,
 * `maxRuntimeMinutes`.
 */
export function checkDraft(draft: LaunchDraft, args: readonly FormArgument[]): FieldErrors {
  const nameProblem = jobNameProblem(draft.jobName);
  return Object.fromEntries([
    ...(nameProblem === null ? [] : [['jobName', nameProblem] as const]),
    ...args.flatMap((argument) => argumentError(draft, argument)),
    ...extraErrors(draft, args),
    ...channelErrors(draft),
    ...countErrors(draft, args),
    ...runtimeErrors(draft),
  ]);
}

function argumentError(draft: LaunchDraft, argument: FormArgument): FieldError[] {
  const value = readArgument(argument, draftText(draft, argument.name));
  const problem = value === undefined ? null : lengthProblem(value);
  return problem === null ? [] : [[`value:${argument.name}`, problem]];
}

function extraErrors(draft: LaunchDraft, args: readonly FormArgument[]): FieldError[] {
  const taken = new Set(args.map((argument) => argument.name));
  return draft.extra.flatMap((row, index): FieldError[] => {
    const name = row.name.trim();
    const message = name === '' ? unnamedProblem(row.value) : extraProblem(name, row.value, taken);
    taken.add(name);
    return message === null ? [] : [[`extra:${index}`, message]];
  });
}

/** A row with neither name nor value has only been begun. */
function unnamedProblem(value: string): string | null {
  return value === '' ? null : 'The argument needs a name.';
}

function extraProblem(name: string, value: string, taken: ReadonlySet<string>): string | null {
  if (name.startsWith('-')) {
    return 'Write the name without dashes in front; SageMaker adds them.';
  }
  if (/\s/.test(name)) {
    return 'The name must not contain spaces.';
  }
  if (taken.has(name)) {
    return `“${name}” is there already.`;
  }
  if (reservedName.test(name)) {
    return `“${name}” is reserved for SageMaker itself.`;
  }
  if (name.length > limits.hyperparameterName) {
    return `The name is too long; SageMaker allows ${limits.hyperparameterName} characters.`;
  }
  return lengthProblem(value);
}

/** The API counts the JSON text (service model, `HyperParameterValue`). */
function lengthProblem(value: Hyperparameter['value']): string | null {
  return JSON.stringify(value).length > limits.value
    ? `The value is too long; SageMaker allows ${limits.value} characters.`
    : null;
}

function channelErrors(draft: LaunchDraft): FieldError[] {
  const taken = new Set<string>();
  return draft.channels.flatMap((channel, index): FieldError[] => {
    if (isBegun(channel)) {
      return [];
    }
    const wrongName = channelNameProblem(channel.name, taken);
    const wrongPath = isOnFileSystem(channel)
      ? folderProblem(channel.path)
      : channelPathProblem(channel.path);
    // The script finds channels by SM_CHANNEL_ and the name in capitals.
    taken.add(channel.name.toUpperCase());
    return [
      ...(wrongName === null ? [] : [[`channelName:${index}`, wrongName] as const]),
      ...(wrongPath === null ? [] : [[`channelPath:${index}`, wrongPath] as const]),
    ];
  });
}

/** FSx for Lustre wants its mount name first, which only the account knows (API reference, FileSystemDataSource). */
function folderProblem(path: string): string | null {
  const text = path.trim();
  return /^\/.*$/.test(text) && text.length <= limits.folder
    ? null
    : 'An absolute path on the file system, such as /data; of FSx for Lustre with its mount name first.';
}

/** What can be told of a channel's path without a look at the disk; `null`: nothing is wrong. */
export function channelPathProblem(path: string): string | null {
  const text = path.trim();
  if (text === '') {
    return 'Choose a folder or a file for this channel.';
  }
  if (isInS3(text)) {
    return s3Problem(text);
  }
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(text)
    ? 'Choose a local folder or file, which is uploaded to S3 for the job, or an address in S3.'
    : null;
}

function channelNameProblem(name: string, taken: ReadonlySet<string>): string | null {
  if (name === '') {
    return 'The channel needs a name, such as train.';
  }
  if (!/^[A-Za-z0-9._-]+$/.test(name)) {
    return 'A channel name has only letters, digits, dots, hyphens and underscores.';
  }
  if (name.length > limits.channelName) {
    return `The name is too long; SageMaker allows ${limits.channelName} characters.`;
  }
  return taken.has(name.toUpperCase()) ? `There is already a channel “${name}”.` : null;
}

function countErrors(draft: LaunchDraft, args: readonly FormArgument[]): FieldError[] {
  const errors: FieldError[] = [];
  if (draft.channels.length > limits.channels) {
    errors.push(['channels', `SageMaker allows ${limits.channels} channels.`]);
  }
  const room = limits.hyperparameters - scriptModeHyperparameters;
  if (toHyperparameters(draft, args).length > room) {
    errors.push(['hyperparameters', `SageMaker allows ${room} arguments that are not defaults.`]);
  }
  return errors;
}

function runtimeErrors({ maxRuntimeMinutes }: LaunchDraft): FieldError[] {
  const fits =
    Number.isInteger(maxRuntimeMinutes) &&
    maxRuntimeMinutes >= 1 &&
    maxRuntimeMinutes <= limits.runtimeMinutes;
  return fits
    ? []
    : [['maxRuntimeMinutes', `Between 1 and ${limits.runtimeMinutes} minutes (28 days).`]];
}
