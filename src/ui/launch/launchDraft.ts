import { initialText } from '../../core/training/argumentText';
import { formArguments, initialDraft, type DraftOptions } from '../../core/training/draft';
import type { ScriptInspection } from '../../core/training/inspection';
import { proposeJobName } from '../../core/training/names';
import { launchContract, type LaunchDraft } from '../../shared/contracts/launch';

/** A draft that was remembered; `undefined` when there is none or an older version wrote it. */
export function parseDraft(remembered: unknown): LaunchDraft | undefined {
  try {
    return launchContract.requests.edit.parse(remembered);
  } catch {
    return undefined; // The form then opens as for a script that is new.
  }
}

/** The form as it opens: as it was left, under a new name, or filled in from the script. */
export function openingDraft(
  inspection: ScriptInspection,
  options: DraftOptions,
  remembered: unknown,
): LaunchDraft {
  const kept = parseDraft(remembered);
  return kept
    ? { ...adaptDraft(kept, inspection), jobName: proposeJobName(options.script, options.now) }
    : initialDraft(inspection, options);
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
