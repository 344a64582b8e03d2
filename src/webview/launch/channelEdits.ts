import type { DraftChannel } from '../../shared/contracts/launch';
import { withItem, type FormEdits } from './formEdits';

/** What the page does to the rows of the data. */
export class ChannelEdits {
  constructor(private readonly form: FormEdits) {}

  /** `undefined` removes it. */
  set(index: number, channel: DraftChannel | undefined): void {
    this.form.edit({ channels: withItem(this.form.draft.channels, index, channel) });
  }

  add(): void {
    const { channels } = this.form.draft;
    this.form.focusNext = `#channel-name-${channels.length}`;
    this.form.edit({ channels: [...channels, { name: '', path: '' }] });
  }

  async browse(index: number, kind: 'folder' | 'file' | 's3'): Promise<void> {
    const before = this.form.draft.channels[index];
    const { host } = this.form;
    const picking =
      kind === 's3' ? host.call('browseS3', undefined) : host.call('browse', { kind });
    await this.form.ask(
      picking.then((picked) => {
        const channel = this.form.draft.channels[index];
        if (picked && channel && channel.name === before?.name) {
          this.set(index, { ...channel, path: picked.path });
        }
      }),
    );
  }
}
