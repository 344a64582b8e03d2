import type { DraftChannel, FormArgument, LaunchDraft } from '../../shared/contracts/launch';
import { noSettings } from '../../shared/contracts/launchSettings';
import { initialText } from './argumentText';
import { readArgument, readFreeValue } from './argumentValue';
import { helpText } from './helpText';
import type { ScriptArgument, ScriptInspection } from './inspection';
import type { Hyperparameter } from './launch';
import { proposeJobName } from './names';
import { isPassable } from './passable';
import { plainArguments } from './plainArguments';

/** What the host knows beside the script when it opens the launch page. */
export interface DraftOptions {
  /** Absolute path of the script; names the job. */
  readonly script: string;
  /** Those of `channelFolders` that exist. */
  readonly folders: readonly string[];
  readonly now: Date;
}

/** An hour: long for a first try, short for one that was forgotten. */
const defaultRuntimeMinutes = 60;

/**
 * The arguments that are hyperparameters: options that SageMaker can name. One whose default SageMaker
 * sets through an `SM_` variable (`SM_MODEL_DIR`, `SM_CHANNEL_TRAIN`) is none: giving it would override
 * what the container says.
 * Of a script without a parser, what it reads in other ways.
 */
export function formArguments(inspection: ScriptInspection): FormArgument[] {
  if (inspection.parser === null && inspection.arguments.length === 0) {
    return plainArguments(inspection);
  }
  return inspection.arguments
    .filter((argument) => isPassable(argument) && !isContainerSet(argument))
    .map((argument) => ({
      ...argument,
      help: helpText(argument),
      nargs: /^(append|extend)$/.test(argument.action) ? '+' : argument.nargs,
    }));
}

/** The form as it opens: defaults filled in, each channel on the folder that looks like it. */
export function initialDraft(inspection: ScriptInspection, options: DraftOptions): LaunchDraft {
  const values = formArguments(inspection).map(
    (argument) => [argument.name, initialText(argument)] as const,
  );
  return {
    jobName: proposeJobName(options.script, options.now),
    values: Object.fromEntries(values),
    extra: [],
    channels: inspection.channels.flatMap((channel) =>
      proposeChannel(channel.name, inspection, options.folders),
    ),
    sourceFolder: '.',
    alsoPacked: [],
    maxRuntimeMinutes: defaultRuntimeMinutes,
    installRequirements: false,
    leftOutMetrics: [],
    settings: noSettings,
  };
}

/** Folders, relative to the source folder, on which `initialDraft` would put a channel. */
export function channelFolders(inspection: ScriptInspection): string[] {
  const folders = inspection.channels.flatMap(({ name }) => candidates(name, inspection));
  return [...new Set(folders)];
}

/** The field's text; a name such as `constructor` must not find what every object has. */
export function draftText(draft: LaunchDraft, name: string): string | null {
  return Object.hasOwn(draft.values, name) ? (draft.values[name] ?? null) : null;
}

/**
 * What the request carries: values that differ from the parser's default, required ones, and the free
 * rows; with values too that the script refuses.
 */
export function toHyperparameters(
  draft: LaunchDraft,
  args: readonly FormArgument[],
): Hyperparameter[] {
  const read = args.flatMap((argument) => {
    const value = readArgument(argument, draftText(draft, argument.name));
    return value === undefined ? [] : [{ name: argument.name, value }];
  });
  const extra = draft.extra
    .filter(({ name }) => name.trim() !== '')
    .map((row) => ({ name: row.name.trim(), value: readFreeValue(row.value) }));
  return [...read, ...extra];
}

function isContainerSet({ variable }: ScriptArgument): boolean {
  return variable !== null && /^SM_(?!HP)/.test(variable);
}

/** Where files usually lie: in a folder of the channel's name, or all together in `data`. */
function candidates(name: string, inspection: ScriptInspection): string[] {
  const own = [name, ...(aliases.get(name) ?? [])];
  const inData = own.map((folder) => `data/${folder}`);
  return [...inData, ...own, ...(isMainChannel(name, inspection) ? ['data'] : [])];
}

const aliases: ReadonlyMap<string, readonly string[]> = new Map([
  ['train', ['training']],
  ['training', ['train']],
  ['validation', ['val', 'valid']],
  ['val', ['validation', 'valid']],
  ['eval', ['evaluation', 'test']],
]);

/** Only one channel may take the whole `data` folder; the others would get the same files. */
function isMainChannel(name: string, { channels }: ScriptInspection): boolean {
  const names = channels.map((channel) => channel.name);
  return name === (names.find((other) => other.startsWith('train')) ?? names[0]);
}

function proposeChannel(
  name: string,
  inspection: ScriptInspection,
  folders: readonly string[],
): DraftChannel[] {
  const path = candidates(name, inspection).find((folder) => folders.includes(folder));
  return path === undefined ? [] : [{ name, path }];
}
