import type { FindingPlace, LaunchPart } from '../../core/preflight/finding';
import type { LaunchDraft } from '../../shared/contracts/launch';

/** What of the form says where the parts of a launch are. */
export type PlacedDraft = Pick<LaunchDraft, 'channels' | 'settings'>;

/** The page's field (see `FieldErrors`) that a finding is about; `undefined` where the page shows none. */
export function pageField(
  { part, which }: FindingPlace,
  draft: PlacedDraft | undefined,
): string | undefined {
  switch (part) {
    case 'input':
      return rowField('channelPath:', draft?.channels ?? [], ({ path }) => path.trim() === which);
    case 'instanceType':
      return typeField(draft?.settings.groups ?? [], which);
    case 'maxWait':
      return draft?.settings.fields.isSpot === 'true' ? fields.maxWait : undefined;
    default:
      return fields[part];
  }
}

const fields: Readonly<Record<Exclude<LaunchPart, 'input' | 'instanceType'>, string>> = {
  role: 'setting:roleArn',
  image: 'setting:imageUri',
  output: 'setting:outputUri',
  checkpoint: 'setting:checkpointUri',
  maxRuntime: 'maxRuntimeMinutes',
  maxWait: 'setting:maxWaitMinutes',
  keepAlive: 'setting:keepAliveMinutes',
};

/** Where instances stand in groups, the page has no other field for their type. */
function typeField(
  groups: PlacedDraft['settings']['groups'],
  type: string | undefined,
): string | undefined {
  const field = rowField('group:', groups, (group) => group.type.trim() === type);
  return groups.length === 0 ? 'setting:instanceType' : field && `${field}:type`;
}

function rowField<T>(
  kind: string,
  rows: readonly T[],
  isMeant: (row: T) => boolean,
): string | undefined {
  const index = rows.findIndex(isMeant);
  return index < 0 ? undefined : `${kind}${index}`;
}
