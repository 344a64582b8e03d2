import type { ConnectionInfo } from '../../core/connections/connection';
import { renewSettings } from '../../core/sdkDefaults/renewSettings';
import { settingText } from '../../core/training/settings/settingText';
import type { Store } from '../../platform/state';
import type { LaunchDraft } from '../../shared/contracts/launch';
import {
  noSettings,
  parseSettings,
  type LaunchSettings,
} from '../../shared/contracts/launchSettings';
import type { FormPorts } from './formPorts';
import type { RememberedForm } from './launchDraft';
import { UsedChoices } from './pickers/usedChoices';

/** A connection, and whose it is as far as that is known. */
export type Place = Pick<ConnectionInfo, 'id' | 'account'>;

interface FormStores {
  readonly store: Store;
  /** What all windows remember. */
  readonly shared: Store;
  /** What the defaults files of the SageMaker SDK say of launches by a connection. */
  readonly defaults?: (connectionId: string) => LaunchSettings | undefined;
}

/** Roles of one account that are remembered. */
const mostRoles = 10;

/**
 * What is remembered of launches: of each script its form, and its settings on each connection, as they
 * were left and as they were launched; of each account the roles that its jobs got. The form of a job file
 * is kept by the file's path in place of the script's.
 */
export class FormMemory {
  /** Other values that launches were given. */
  readonly used: UsedChoices;

  constructor(private readonly stores: FormStores) {
    this.used = new UsedChoices(stores.shared);
  }

  /** The form of `script` as it was left, and as it was last launched, with its settings at `place`. */
  form(script: string, place: Place): RememberedForm {
    const { store } = this.stores;
    const known = this.known(script, place);
    const left = this.settings(script, place);
    return {
      draft: withSettings(store.get('drafts')?.[script], left),
      launch: withSettings(store.get('launches')?.[script], parsed(known?.launched) ?? left),
    };
  }

  /**
   * As they were left there or launched, else as the SageMaker SDK's defaults say, else with the role that
   * was used last. Before the first launch there, what was filled in by itself follows those.
   */
  settings(script: string, place: Place): LaunchSettings {
    const known = this.known(script, place);
    const [left, launched] = [parsed(known?.left), parsed(known?.launched)];
    if (launched) {
      return left ?? launched;
    }
    const first = this.first(place);
    return left ? renewSettings(left, parsed(known?.given) ?? noSettings, first) : first;
  }

  /** For a page of `script` at the place where it is then. */
  opened(script: string, place: () => Place): Pick<FormPorts, 'settings' | 'remember'> {
    const defaults = (): LaunchSettings | undefined => this.stores.defaults?.(place().id);
    // They may be read anew, also for another page, before this one follows them.
    let given = defaults();
    return {
      settings: () => {
        given = defaults();
        return this.settings(script, place());
      },
      remember: (draft) => this.keep(script, place(), draft, given),
    };
  }

  /** `given`: what the SDK's defaults said when the form was filled in. */
  keep(script: string, { id }: Place, draft: LaunchDraft, given?: LaunchSettings): void {
    const { store } = this.stores;
    void store.set('drafts', { ...store.get('drafts'), [script]: draft });
    void this.remember(script, id, { left: draft.settings, given });
  }

  /** Forgets the form that was kept by a path, and its settings on all connections. */
  async forget(path: string): Promise<void> {
    const { store } = this.stores;
    await store.set('drafts', without(store.get('drafts'), path));
    await store.set('launchSettings', without(store.get('launchSettings'), path));
  }

  async launched(script: string, { id }: Place, draft: LaunchDraft): Promise<void> {
    const { store } = this.stores;
    await store.set('launches', { ...store.get('launches'), [script]: draft });
    await this.remember(script, id, { launched: draft.settings });
    await this.used.launched(id, draft.settings);
    await this.rememberRole(id, settingText(draft.settings, 'roleArn'));
  }

  /** Roles of the account, the one that was used last first. */
  roles({ id, account }: Place): readonly string[] {
    const all = this.stores.shared.get('launchRoles');
    return all?.[account?.id ?? id] ?? all?.[id] ?? [];
  }

  private known(script: string, { id }: Place) {
    return this.stores.store.get('launchSettings')?.[script]?.[id];
  }

  private first(place: Place): LaunchSettings {
    const [role] = this.roles(place);
    const { fields, ...rows } = this.stores.defaults?.(place.id) ?? noSettings;
    return { ...rows, fields: { ...(role !== undefined && { roleArn: role }), ...fields } };
  }

  private async remember(script: string, id: string, settings: object): Promise<void> {
    const { store } = this.stores;
    const all = store.get('launchSettings');
    const own = all?.[script];
    await store.set('launchSettings', {
      ...all,
      [script]: { ...own, [id]: { ...own?.[id], ...settings } },
    });
  }

  /** An account's number is known late, and is part of each of its roles. */
  async rememberRole(id: string, role: string): Promise<void> {
    if (role === '') {
      return;
    }
    const { shared } = this.stores;
    const all = shared.get('launchRoles') ?? {};
    const keys = [id, role.split(':')[4] ?? id];
    const lists = keys.map((key) => {
      const others = (all[key] ?? []).filter((other) => other !== role);
      return [key, [role, ...others].slice(0, mostRoles)] as const;
    });
    await shared.set('launchRoles', { ...all, ...Object.fromEntries(lists) });
  }
}

function parsed(raw: unknown): LaunchSettings | undefined {
  try {
    return parseSettings(raw);
  } catch {
    return undefined; // None, or those of another version.
  }
}

function without<Value>(
  all: Readonly<Record<string, Value>> | undefined,
  path: string,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(all ?? {}).filter(([other]) => other !== path));
}

function withSettings(form: unknown, settings: LaunchSettings): unknown {
  return typeof form === 'object' && form !== null ? { ...form, settings } : undefined;
}
