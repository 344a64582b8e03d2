import type { ChosenSetting, SettingName } from '../../shared/contracts/launchSettings';
import type { FormEdits } from './formEdits';

/** What the page does to the settings of a job that runs elsewhere. */
export class SettingEdits {
  constructor(private readonly form: FormEdits) {}

  text(name: SettingName): string {
    return this.form.draft.settings.fields[name] ?? '';
  }

  set(name: SettingName, text: string): void {
    const { settings } = this.form.draft;
    this.form.edit({ settings: { ...settings, fields: { ...settings.fields, [name]: text } } });
  }

  async choose(setting: ChosenSetting): Promise<void> {
    await this.form.ask(
      this.form.host.call('choose', { setting }).then((chosen) => {
        if (chosen) {
          this.set(setting, chosen.value);
        }
      }),
    );
  }
}
