import { initialText } from '../../core/training/argumentText';
import { isInS3, isOnFileSystem } from '../../core/training/dataPlace';
import { formArguments, initialDraft, type DraftOptions } from '../../core/training/draft';
import type { ScriptInspection } from '../../core/training/inspection';
import { reopenChannels } from '../../core/training/keepDraft';
import { proposedMetrics } from '../../core/training/proposedMetrics';
import { proposeJobName } from '../../core/training/names';
import type { DraftChannel, LaunchDraft } from '../../shared/contracts/launch';
import { launchContract } from '../../shared/contracts/launchContract';

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

/** A remembered form as far as it can be read; `left` is what was launched where nothing was left. */
interface ParsedForm {
  readonly left: LaunchDraft | undefined;
  readonly launched: LaunchDraft | undefined;
}

export function parseForm({ draft, launch }: RememberedForm): ParsedForm {
  const launched = parseDraft(launch);
  return { left: parseDraft(draft) ?? launched, launched };
}

/** What a reading of a script says of it. */
export interface ReadInspection {
  readonly inspection: ScriptInspection;
  /** Whether files say the same as what was read, so that a job would run it. */
  readonly isSaved: boolean;
}

/** The forms that a page can open with. */
interface OpeningDrafts {
  /** As it was left or launched, under a new name; else as the script fills it in. */
  readonly draft: LaunchDraft;
  /** As the script fills it in. */
  readonly defaults: LaunchDraft;
}

/** `left`: the form as it was left; `launched`: as it was launched last. */
export function openingDrafts(
  read: ReadInspection,
  options: DraftOptions,
  { left, launched }: ParsedForm,
): OpeningDrafts {
  const defaults = initialDraft(read.inspection, options);
  if (!left) {
    return { draft: defaults, defaults };
  }
  // What was launched is shown again even where its data are gone; the page then says that.
  const wasLaunched = ({ name, path }: DraftChannel): boolean =>
    launched?.channels.some((other) => other.name === name && other.path === path) ?? false;
  // Whether data are in S3 only the service knows; the page asks it.
  const isGood = (channel: DraftChannel): boolean =>
    isInS3(channel.path) ||
    isOnFileSystem(channel) ||
    options.folders.includes(channel.path) ||
    wasLaunched(channel);
  const draft = {
    ...adaptDraft(left, read),
    channels: reopenChannels(left.channels, isGood, defaults.channels),
    jobName: proposeJobName(options.script, options.now),
  };
  return { draft, defaults };
}

/**
 * The draft for a script that has changed: what is new gets its default, or what a row of its name says, and what
 * is gone goes. What a syntax error or an edit that is not saved hides may come back, and stays.
 */
export function adaptDraft(
  draft: LaunchDraft,
  { inspection, isSaved }: ReadInspection,
): LaunchDraft {
  const args = formArguments(inspection);
  const rowOf = ({ name }: { readonly name: string }) =>
    Object.hasOwn(draft.values, name) ? undefined : draft.extra.find((row) => row.name === name);
  const taken = args.map(rowOf);
  const values = args.map((argument, index) => {
    const known = Object.hasOwn(draft.values, argument.name);
    const text = known
      ? draft.values[argument.name]
      : (taken[index]?.value ?? initialText(argument));
    return [argument.name, text ?? null] as const;
  });
  const extra = draft.extra.filter((row) => !taken.includes(row));
  if (!isSaved || isBroken(inspection)) {
    return { ...draft, extra, values: { ...draft.values, ...Object.fromEntries(values) } };
  }
  const metrics = new Set(proposedMetrics(inspection).map(({ name }) => name));
  return {
    ...draft,
    extra,
    values: Object.fromEntries(values),
    leftOutMetrics: draft.leftOutMetrics.filter((name) => metrics.has(name)),
  };
}

/** Whether a syntax error hides what the script is. */
export function isBroken({ problems }: ScriptInspection): boolean {
  return problems.some(({ code }) => code === 'syntax');
}
