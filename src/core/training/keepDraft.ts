import { keepSettings } from './settings/keepSettings';
import type { DraftChannel, FieldErrors, LaunchDraft } from '../../shared/contracts/launch';

/**
 * What is remembered of a draft: fields that are wrong stay as they were in `before`, the last draft that
 * was kept, and rows that are wrong or were only begun are left out. `errors` are those of `draft`.
 */
export function keepDraft(
  draft: LaunchDraft,
  errors: FieldErrors,
  before: LaunchDraft,
): LaunchDraft {
  const isWrong = (field: string): boolean => Object.hasOwn(errors, field);
  const valueBefore = (name: string): string | null =>
    Object.hasOwn(before.values, name) ? (before.values[name] ?? null) : null;
  const values = Object.entries(draft.values).map(
    ([name, text]) => [name, isWrong(`value:${name}`) ? valueBefore(name) : text] as const,
  );
  return {
    ...draft,
    values: Object.fromEntries(values),
    extra: draft.extra.filter(
      ({ name }, index) => name.trim() !== '' && !isWrong(`extra:${index}`),
    ),
    channels: keepChannels(
      draft.channels,
      before.channels,
      (index) =>
        isWrong(`channelName:${index}`) ||
        isWrong(`channelPath:${index}`) ||
        Object.keys(errors).some((field) => field.startsWith(`channelOption:${index}:`)),
    ),
    maxRuntimeMinutes: (isWrong('maxRuntimeMinutes') ? before : draft).maxRuntimeMinutes,
    settings: keepSettings(draft.settings, before.settings, isWrong),
    ...(isWrong('otherFields') && { otherFields: before.otherFields ?? '' }),
  };
}

/** A channel whose folder was only being typed has the one of before. */
function keepChannels(
  channels: readonly DraftChannel[],
  before: readonly DraftChannel[],
  isWrong: (index: number) => boolean,
): DraftChannel[] {
  const right = channels.filter((channel, index) => !isBegun(channel) && !isWrong(index));
  const kept = new Set(right.map(({ name }) => name));
  return channels.flatMap((channel) => {
    if (right.includes(channel)) {
      return [channel];
    }
    const known = kept.has(channel.name) ? undefined : before.find(sameName(channel));
    kept.add(channel.name);
    return known ? [known] : [];
  });
}

const sameName =
  ({ name }: DraftChannel) =>
  (other: DraftChannel): boolean =>
    other.name === name;

/** A row that was added and not filled in is nothing yet: neither wrong nor part of the job. */
export function isBegun({ name, path }: DraftChannel): boolean {
  return name === '' && path.trim() === '';
}

/**
 * The channels of a draft that was left, on what is there now: one whose data are gone, and which was
 * never launched so, goes back to what the script's folder offers, else it is left out.
 */
export function reopenChannels(
  channels: readonly DraftChannel[],
  isGood: (channel: DraftChannel) => boolean,
  offered: readonly DraftChannel[],
): DraftChannel[] {
  return channels.flatMap((channel) => {
    const instead = isGood(channel) ? channel : offered.find(sameName(channel));
    return instead ? [instead] : [];
  });
}
