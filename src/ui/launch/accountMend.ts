import type { Fix } from '../../core/preflight/finding';
import type { LaunchDraft } from '../../shared/contracts/launch';
import type { ChosenSetting } from '../../shared/contracts/launchSettings';

export interface MendPorts {
  /** Lets the person choose a setting; `null` when dismissed. */
  choose(setting: ChosenSetting): Promise<{ readonly value: string } | null>;
  /** Changes the form, where the page did not do it itself. */
  update(change: (draft: LaunchDraft) => LaunchDraft): void;
  chooseConnection(): Promise<void>;
  /** Opens a page of the console. */
  open(page: string): PromiseLike<unknown>;
}

/** Does what a finding about the account proposes. Regions and buckets are those of a connection. */
export async function mendAccount(fix: Fix, ports: MendPorts): Promise<void> {
  switch (fix.kind) {
    case 'chooseRole':
      await fillIn('roleArn', fix.value, ports);
      break;
    case 'chooseInstanceType':
      await fillIn('instanceType', fix.value, ports);
      break;
    case 'requestQuota':
    case 'openConsole':
      await ports.open(fix.value ?? '');
      break;
    case 'chooseRegion':
    case 'chooseBucket':
    case 'signIn':
      await ports.chooseConnection();
      break;
    case 'editField':
      break; // The page goes there by itself.
  }
}

async function fillIn(
  setting: ChosenSetting,
  known: string | undefined,
  ports: MendPorts,
): Promise<void> {
  const chosen = known === undefined ? await ports.choose(setting) : { value: known };
  if (chosen) {
    ports.update((draft) => {
      const { settings } = draft;
      const fields = { ...settings.fields, [setting]: chosen.value };
      return { ...draft, settings: { ...settings, fields } };
    });
  }
}
