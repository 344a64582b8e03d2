import type {
  ChosenSetting,
  DraftGroup,
  LaunchSettings,
  NamedText,
  SettingName,
} from '../../shared/contracts/launchSettings';
import { withItem, type FormEdits } from './formEdits';

/** What was chosen for another value of a field. */
const dependents: Readonly<Partial<Record<SettingName, readonly SettingName[]>>> = {
  framework: ['frameworkVersion', 'pythonVersion'],
  frameworkVersion: ['pythonVersion'],
};

/** Rows of a name and a text. */
export type NamedRows = 'tags' | 'environment';

/** What the page does to the settings of a job that runs elsewhere. */
export class SettingEdits {
  constructor(private readonly form: FormEdits) {}

  text(name: SettingName): string {
    return this.all.fields[name] ?? '';
  }

  set(name: SettingName, text: string): void {
    const gone = (dependents[name] ?? []).map((dependent) => [dependent, ''] as const);
    const fields = { ...this.all.fields, ...Object.fromEntries(gone), [name]: text };
    this.change({ fields });
  }

  isTicked(name: SettingName): boolean {
    return this.text(name) === 'true';
  }

  tick(name: SettingName, isTicked: boolean): void {
    this.set(name, isTicked ? 'true' : '');
  }

  /** `undefined` removes it. */
  setRow(rows: NamedRows, index: number, row: NamedText | undefined): void {
    this.change({ [rows]: withItem(this.all[rows], index, row) });
  }

  addRow(rows: NamedRows): void {
    const own = this.all[rows];
    this.form.focusNext = `#${rows}-name-${own.length}`;
    this.change({ [rows]: [...own, { name: '', value: '' }] });
  }

  /** `undefined` removes it. */
  setGroup(index: number, group: DraftGroup | undefined): void {
    this.change({ groups: withItem(this.all.groups, index, group) });
  }

  /** The first one has what was there for all instances; `usualType` is what an empty field stands for. */
  addGroup(usualType: string): void {
    const { groups } = this.all;
    this.form.focusNext = `#group-name-${groups.length}`;
    const [type, count] =
      groups.length === 0
        ? [this.text('instanceType').trim() || usualType, this.text('instanceCount').trim()]
        : ['', ''];
    const group = { name: `group-${groups.length + 1}`, type, count: count || '1' };
    this.change({ groups: [...groups, group] });
  }

  async choose(setting: ChosenSetting): Promise<void> {
    await this.form.ask(
      this.form.host.call('choose', { setting, fields: this.all.fields }).then((chosen) => {
        if (chosen) {
          this.set(setting, chosen.value);
        }
      }),
    );
  }

  /** Of a group that is still there when the answer comes. */
  async chooseGroupType(index: number): Promise<void> {
    const before = this.all.groups[index];
    const { fields } = this.all;
    await this.form.ask(
      this.form.host.call('choose', { setting: 'instanceType', fields }).then((chosen) => {
        const group = this.all.groups[index];
        if (chosen && group && group.name === before?.name) {
          this.setGroup(index, { ...group, type: chosen.value });
        }
      }),
    );
  }

  private get all(): LaunchSettings {
    return this.form.draft.settings;
  }

  private change(patch: Partial<LaunchSettings>): void {
    this.form.edit({ settings: { ...this.all, ...patch } });
  }
}
