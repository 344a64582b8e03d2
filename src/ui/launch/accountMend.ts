import type { Finding, FindingPlace, Fix } from '../../core/preflight/finding';
import type { LaunchDraft } from '../../shared/contracts/launch';
import type {
  ChosenSetting,
  LaunchSettings,
  SettingName,
} from '../../shared/contracts/launchSettings';

export interface MendPorts {
  /** Lets the person choose a setting; `null` when dismissed. */
  choose(setting: ChosenSetting): Promise<{ readonly value: string } | null>;
  /** Changes the form, where the page did not do it itself. */
  update(change: (draft: LaunchDraft) => LaunchDraft): void;
  /** Without a region the person picks any connection, else it is the same account there. */
  chooseConnection(region?: string): Promise<void>;
  /** Opens a page of the console. */
  open(page: string): PromiseLike<unknown>;
}

/** A fix, and what of the launch its finding is about. */
export type PlacedFix = Fix & Pick<Finding, 'place'>;

/** Does what a finding about the account proposes. */
export async function mendAccount(fix: PlacedFix, ports: MendPorts): Promise<void> {
  switch (fix.kind) {
    case 'chooseRole':
      await fillIn('roleArn', fix, ports);
      break;
    case 'chooseInstanceType':
      await fillIn('instanceType', fix, ports);
      break;
    case 'chooseBucket':
      await fillIn(bucketSetting(fix), fix, ports);
      break;
    case 'requestQuota':
    case 'openConsole':
      await ports.open(pageOf(fix));
      break;
    case 'chooseRegion':
    case 'signIn':
      await ports.chooseConnection(fix.value);
      break;
    case 'fillIn':
      ports.update((draft) => withSettings(draft, fix.settings ?? {}));
      break;
    default:
      break; // Links of their own lead to a field and ask again.
  }
}

const pageOf = ({ value = '' }: PlacedFix): string => value;

const bucketSetting = ({ place }: PlacedFix): ChosenSetting =>
  place?.part === 'checkpoint' ? 'checkpointUri' : 'outputUri';

/** What is known already is not asked for. */
async function fillIn(
  setting: ChosenSetting,
  { value, place }: PlacedFix,
  ports: MendPorts,
): Promise<void> {
  const chosen = value === undefined ? await ports.choose(setting) : { value };
  if (chosen) {
    ports.update((draft) =>
      setting === 'instanceType' && draft.settings.groups.length > 0
        ? withGroupType(draft, place, chosen.value)
        : withSetting(draft, setting, chosen.value),
    );
  }
}

const withSetting = (draft: LaunchDraft, name: SettingName, text: string): LaunchDraft =>
  withSettings(draft, { [name]: text });

function withSettings(draft: LaunchDraft, fields: LaunchSettings['fields']): LaunchDraft {
  const { settings } = draft;
  return { ...draft, settings: { ...settings, fields: { ...settings.fields, ...fields } } };
}

/** In every group that has the type that the finding is about. */
function withGroupType(
  draft: LaunchDraft,
  place: FindingPlace | undefined,
  type: string,
): LaunchDraft {
  const { settings } = draft;
  const groups = settings.groups.map((group) =>
    group.type.trim() === place?.which ? { ...group, type } : group,
  );
  return { ...draft, settings: { ...settings, groups } };
}
