import { initialText } from '../../core/training/argumentText';
import { formArguments, initialDraft, type DraftOptions } from '../../core/training/draft';
import type { ScriptInspection } from '../../core/training/inspection';
import { reopenChannels } from '../../core/training/keepDraft';
import { proposeJobName } from '../../core/training/names';
import { launchContract, type DraftChannel, type LaunchDraft } from '../../shared/contracts/launch';

/** What is remembered of a script: the form as it was left, and as it was launched last. */
export interface RememberedForm {
  readonly draft?: unknown;
  readonly launch?: unknown;
}

/** A draft that was remembered; `undefined` when there is none or an older version wrote it. */
export function parseDraft(remembered: unknown): LaunchDraft | undefined {
  try {
    return launchContract.requests.edit.parse(remembered);
  } catch {
    return undefined; // The form then opens as for a script that is new.
  }
}

/** The form as it opens: as it was left or launched, under a new name, or filled in from the script. */
export function openingDraft(
  inspection: ScriptInspection,
  options: DraftOptions,
  remembered: RememberedForm,
): LaunchDraft {
  const launched = parseDraft(remembered.launch);
  const left = parseDraft(remembered.draft) ?? launched;
  const filledIn = initialDraft(inspection, options);
  if (!left) {
    return filledIn;
  }
  // What was launched is shown again even where its data are gone; the page then says that.
  const wasLaunched = ({ name, path }: DraftChannel): boolean =>
    launched?.channels.some((other) => other.name === name && other.path === path) ?? false;
  const isGood = (channel: DraftChannel): boolean =>
    options.folders.includes(channel.path) || wasLaunched(channel);
  return {
    ...adaptDraft(left, inspection),
    channels: reopenChannels(left.channels, isGood, filledIn.channels),
    jobName: proposeJobName(options.script, options.now),
  };
}

/** The draft for a script that has changed: new arguments get their defaults, gone ones go. */
export function adaptDraft(draft: LaunchDraft, inspection: ScriptInspection): LaunchDraft {
  const values = formArguments(inspection).map((argument) => {
    const known = Object.hasOwn(draft.values, argument.name);
    const text = known ? draft.values[argument.name] : initialText(argument);
    return [argument.name, text ?? null] as const;
  });
  return { ...draft, values: Object.fromEntries(values) };
}
