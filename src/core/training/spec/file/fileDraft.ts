import type { LaunchDraft } from '../../../../shared/contracts/launch';
import type { LaunchSettings } from '../../../../shared/contracts/launchSettings';
import { requestForm } from '../../again/requestForm';
import { otherFieldsText, splitRequest } from '../../again/otherFields';
import type { TrainingLaunch } from '../../launch';
import { localChannels } from '../../launchChannel';
import { fileRequest, ownPlace } from './fileRequest';
import type { ImageChoice, JobSpec } from './jobSpec';
import { saysMetrics } from './saysMetrics';

/** What is known of the script of a file. */
export interface FileScript {
  /** Names of the arguments that the form has fields for. */
  readonly arguments: readonly string[];
  /** Names of the metrics that the form proposes; a file may name its own. */
  readonly metrics: readonly string[];
  /** The folder that is packed, relative to the script's own, with `/`. */
  readonly sourceFolder: string;
  /** A local path as the form shows it. */
  readonly shown: (path: string) => string;
}

/** The form of the script of a file, filled with what the file says. */
export function fileDraft(launch: TrainingLaunch, spec: JobSpec, script: FileScript): LaunchDraft {
  const hasOwnMetrics = saysMetrics({ spec, apiFields: launch.apiFields ?? {} });
  const request = fileRequest({
    ...launch,
    // Those that the script prints are the form's by themselves.
    metrics: hasOwnMetrics ? launch.metrics : [],
    // An isolated script's code would else be a channel of the form, and a consent a variable.
    ...{ isNetworkIsolated: undefined, installRequirements: false },
  });
  const form = requestForm(request);
  const isArgument = ({ name }: { readonly name: string }) => script.arguments.includes(name);
  const values = form.extra.filter(isArgument).map(({ name, value }) => [name, value] as const);
  const local = new Map(localChannels(launch).map(({ name, path }) => [name, path]));
  return {
    ...form,
    jobName: launch.jobName,
    values: Object.fromEntries(values),
    extra: form.extra.filter((row) => !isArgument(row)),
    sourceFolder: script.sourceFolder,
    alsoPacked: launch.alsoPacked,
    channels: form.channels.map((channel) => {
      const path = local.get(channel.name);
      return path === undefined ? channel : { ...channel, path: script.shown(path) };
    }),
    installRequirements: launch.installRequirements,
    leftOutMetrics: hasOwnMetrics ? script.metrics : [],
    otherFields: otherFieldsText(splitRequest(request).other),
    settings: settingsOf(form.settings, launch, spec),
  };
}

/** Fields of a file that no form has. */
export const fieldsWithoutForm = ({ exclude }: JobSpec): readonly string[] =>
  exclude === undefined || exclude.length === 0 ? [] : ['exclude'];

/** Without what is as the connection has it, and with what the request says in other words. */
function settingsOf(
  settings: LaunchSettings,
  { distribution, isNetworkIsolated }: TrainingLaunch,
  spec: JobSpec,
): LaunchSettings {
  const { imageUri, outputUri, ...fields } = settings.fields;
  const { processesPerHost, customOptions } = { ...distribution } as {
    readonly processesPerHost?: number;
    readonly customOptions?: string;
  };
  return {
    ...settings,
    fields: {
      ...fields,
      ...imageFields(spec, imageUri),
      ...(outputUri !== undefined && outputUri !== ownPlace && { outputUri }),
      ...(isNetworkIsolated === true && { isIsolated: 'true' }),
      ...(distribution && { distribution: distribution.kind }),
      ...(processesPerHost !== undefined && { processesPerHost: String(processesPerHost) }),
      ...(customOptions !== undefined && { mpiOptions: customOptions }),
    },
  };
}

/** A framework stays one by its name; a release of it is told by its address. */
function imageFields(
  { framework, image }: JobSpec,
  imageUri: string | undefined,
): LaunchSettings['fields'] {
  const choice: ImageChoice | undefined =
    typeof framework === 'string' ? { name: framework } : framework;
  if (choice !== undefined && Object.keys(choice).length === 1) {
    return { framework: choice.name };
  }
  const isNamed = choice !== undefined || image !== undefined;
  return isNamed && imageUri !== undefined ? { imageUri } : {};
}
