import { dataLinks } from '../../core/training/dataLinks';
import { requirementsLinks } from '../../core/training/requirementsLinks';
import type { LaunchDraft, LaunchState, PreflightLine } from '../../shared/contracts/launch';
import type { launchContract } from '../../shared/contracts/launchContract';
import { RequestError, type ClientEnd } from '../../shared/rpc/client';
import { DraftSync } from './draftSync';
import { fieldSelector, firstProblem } from './fieldSelector';
import { foldLinks, foldOf, type Fold } from './foldLinks';
import { ChannelEdits } from './channelEdits';
import { OpenFolds } from './openFolds';
import { withItem, type FormEdits } from './formEdits';
import { SettingEdits } from './settingEdits';

type Host = ClientEnd<typeof launchContract>;

const editPause = 150;

/** What the launch page knows and does; `changed` is called whenever there is something to draw. */
export class LaunchSession implements FormEdits {
  state: LaunchState | undefined;
  /** As typed; it need not be a number. */
  runtimeText = '';
  /** Why the last thing that was asked for did not happen. */
  notice: string | undefined;
  startedJob: string | undefined;
  /** Whether the command line was copied since the last edit. */
  copied = false;
  /** Selector of what wants the focus once it is drawn. */
  focusNext: string | undefined;
  readonly channels = new ChannelEdits(this);
  readonly settings = new SettingEdits(this);
  private startAsked = false;
  private readonly sync: DraftSync;

  constructor(
    readonly host: Host,
    private readonly changed: () => void,
    readonly folds = new OpenFolds(),
  ) {
    this.sync = new DraftSync({
      send: (draft) => this.ask(this.host.call('edit', draft)),
      later: (action) => {
        const timer = setTimeout(action, editPause);
        return () => clearTimeout(timer);
      },
    });
    host.on('state', (state) => {
      const was = this.isStarting();
      this.state = state;
      this.settle(was);
      if (this.sync.take(state)) {
        this.runtimeText = String(this.draft.maxRuntimeMinutes);
      }
      this.changed();
    });
  }

  /** Only to be asked for once there is a `state`. */
  get draft(): LaunchDraft {
    const { draft } = this.sync;
    if (!draft) {
      throw new Error('there is no draft before the first snapshot');
    }
    return draft;
  }

  /** Between the press of Start and what comes of it. */
  isStarting(): boolean {
    return this.startAsked || Boolean(this.state?.progress);
  }

  /** Why Start would not start, as the host said last. */
  get refusal(): string | null {
    return this.state?.refusal ?? null;
  }

  get runtimeValid(): boolean {
    return /^\d{1,15}$/.test(this.runtimeText.trim());
  }

  edit(patch: Partial<LaunchDraft>): void {
    this.notice = undefined;
    this.copied = false;
    this.sync.change({ ...this.draft, ...patch });
    this.changed();
  }

  /** The text of an argument's field; a name such as `constructor` is not what objects inherit. */
  value(name: string): string | null {
    const { values } = this.draft;
    return Object.hasOwn(values, name) ? (values[name] ?? null) : null;
  }

  setValue(name: string, value: string | null): void {
    this.edit({ values: { ...this.draft.values, [name]: value } });
  }

  setExtra(index: number, row: { name: string; value: string } | undefined): void {
    this.edit({ extra: withItem(this.draft.extra, index, row) });
  }

  /** `name`: where it is known, its value is what is asked for next. */
  addExtra(name = ''): void {
    const field = name === '' ? 'name' : 'value';
    this.focusNext = `#extra-${field}-${this.draft.extra.length}`;
    this.edit({ extra: [...this.draft.extra, { name, value: '' }] });
  }

  /** Adds a file or folder that the person picks; one that is there already says so itself. */
  alsoPack(kind: 'folder' | 'file'): Promise<boolean> {
    const picking = this.host.call('browseCode', { kind }).then((picked) => {
      if (picked) {
        this.focusNext = `#also-packed-${this.draft.alsoPacked.length}`;
        this.edit({ alsoPacked: [...this.draft.alsoPacked, picked.path] });
      }
    });
    return this.ask(picking);
  }

  /** What is no whole number is sent as 0, which no job may have, so that it cannot be started. */
  setRuntime(text: string): void {
    this.runtimeText = text;
    this.edit({ maxRuntimeMinutes: this.runtimeValid ? Number(text) : 0 });
  }

  /** Sends what was typed last, then starts unless the host has a reason against it. */
  async start(): Promise<void> {
    if (!this.state || this.isStarting()) {
      return;
    }
    this.startAsked = true;
    this.notice = undefined;
    this.focusNext = '#cancel';
    this.changed();
    await this.sync.flush();
    if (this.refusal === null) {
      await this.ask(
        this.host.call('start', this.draft).then(({ jobName }) => {
          this.startedJob = jobName;
        }),
      );
    }
    if (this.refusal !== null) {
      // It says why, and better.
      this.notice = undefined;
    }
    this.startAsked = false;
    this.settle(true);
    this.changed();
  }

  cancel(): void {
    void this.ask(this.host.call('cancel', undefined));
  }

  /** The button goes with it; the name is what one changes next. */
  async resetAll(): Promise<void> {
    this.focusNext = '#job-name';
    // What was typed last would else come after it.
    await this.sync.flush();
    await this.ask(this.host.call('reset', undefined));
  }

  /** Shows or copies the launch, or saves it as a file; where fields are wrong it leads there, as Start does. */
  async keep(how: 'preview' | 'copyAs' | 'saveFile'): Promise<void> {
    this.notice = undefined;
    await this.sync.flush();
    const isKept = !this.isWrong() && (await this.ask(this.host.call(how, this.draft)));
    if (!isKept && this.isWrong()) {
      // What the host reads only then may be what is wrong.
      this.notice = undefined;
      this.showProblem();
    }
  }

  private isWrong(): boolean {
    return this.state?.refusalPlace === 'fields';
  }

  /** The form is then as what was pasted; what was typed last would else come after it. */
  async paste(): Promise<void> {
    await this.sync.flush();
    await this.ask(this.host.call('paste', undefined));
  }

  useScript(): void {
    void this.ask(this.host.call('useScript', this.draft));
  }

  /** Leads to the first field that is marked, else to the first error of the checks. */
  showProblem(): void {
    this.focusNext = firstProblem(this.state?.refusalPlace);
    this.changed();
  }

  fix(id: string): void {
    if (id === requirementsLinks.install) {
      // The link goes; whoever followed it finds the box that it has ticked.
      this.focusNext = '#install-requirements';
      this.edit({ installRequirements: true });
      return;
    }
    const fold = foldLinks[id];
    if (fold) {
      this.focusNext = `#${fold} > summary`;
      this.setOpen(fold, true);
      return;
    }
    if (id.startsWith('field:')) {
      this.showField(id.slice('field:'.length));
      return;
    }
    if (id.startsWith(dataLinks.browse)) {
      void this.channels.browse(Number(id.slice(dataLinks.browse.length)), 'folder');
      return;
    }
    void this.mend(id);
  }

  private showField(field: string): void {
    const fold = foldOf(field);
    if (fold) {
      this.folds.set(fold, true);
    }
    this.focusNext = fieldSelector(field);
    this.changed();
  }

  setOpen(fold: Fold, isOpen: boolean): void {
    this.folds.set(fold, isOpen);
    this.changed();
  }

  leaveOut(path: string): void {
    void this.ask(this.host.call('leaveOut', { path }));
  }

  pack(path: string): void {
    void this.ask(this.host.call('pack', { path }));
  }

  async copyCommandLine(): Promise<void> {
    await this.sync.flush();
    this.copied = await this.ask(this.host.call('copyCommandLine', undefined));
    this.changed();
  }

  /** What the preflight says of one field. */
  linesOf(field: string): readonly PreflightLine[] {
    return this.state?.preflight.filter((line) => line.field === field) ?? [];
  }

  private async mend(id: string): Promise<void> {
    this.notice = undefined;
    // What was typed last would else come after it.
    await this.sync.flush();
    const line = this.state?.preflight.find(({ links }) => links?.some((link) => link.id === id));
    if (line?.field !== undefined) {
      // The link goes with what it mends.
      this.focusNext = fieldSelector(line.field);
    }
    await this.ask(this.host.call('fix', { id }));
  }

  openScript(line: number, beside: boolean): void {
    void this.ask(this.host.call('openScript', { line, beside }));
  }

  async chooseConnection(): Promise<void> {
    // What was typed last belongs to the connection that was.
    await this.sync.flush();
    await this.ask(this.host.call('chooseConnection', undefined));
  }

  /** Sends what is waiting, before the page may be thrown away. */
  flush(): void {
    void this.sync.flush();
  }

  /** The button that had the focus went away with the progress: back to Start or what is wrong. */
  private settle(wasStarting: boolean): void {
    if (wasStarting && !this.isStarting()) {
      this.focusNext = this.refusal === null ? '#start' : firstProblem(this.state?.refusalPlace);
    }
  }

  /** Awaits a request; a failure becomes the notice, but for what the person cancelled. */
  async ask(request: Promise<unknown>): Promise<boolean> {
    try {
      await request;
      return true;
    } catch (error) {
      const cancelled = error instanceof RequestError && error.reason === 'cancelled';
      this.notice = cancelled ? undefined : (error as Error).message;
      this.changed();
      return false;
    }
  }
}
