import { basename, dirname } from 'node:path';
import { AppError } from '../../core/errors';
import type { ConnectionInfo } from '../../core/connections/connection';
import type { TrainingLaunch } from '../../core/training/launch';
import type { LaunchDraft } from '../../shared/contracts/launch';
import { accountAsked } from './accountAsked';
import { AccountState } from './accountState';
import type { ReadFrom } from './formPorts';
import { LastSeen } from './lastSeen';
import { LaunchForm } from './launchForm';
import type { LaunchPorts } from './launchPorts';
import { PackageChecks } from './packageChecks';
import { Preflight } from './preflight';
import { SourceCheck } from './sourceCheck';
import { unlessAborted } from './launchFailure';
import { LaunchStart } from './launchStart';
import { NameCheck } from './nameCheck';
import { channelsOf, launchOf, shownLaunchOf } from './launchOf';
import { Mending } from './mending';
import { launchParts } from './launchParts';
import { launchState, type LaunchParts } from './launchState';
import { MovedForm } from './movedForm';
import { SourceChanges } from './sourceChanges';
import { offeredSourceFolders, packedPlaces, type SourceRoots } from './sourceRoots';
import { trainingPlace } from './trainingPlace';

/** The launch of one script: what the page shows and what its Start button does. */
export class LaunchSession {
  private readonly form: LaunchForm;
  private readonly name: NameCheck;
  /** The roots that were listed last. */
  private readonly followed = new LastSeen();
  private readonly starting: LaunchStart;
  private readonly changes: SourceChanges;
  private readonly preflight: Preflight;
  /** What is packed of the source folder. */
  readonly source: SourceCheck;
  private readonly packages: PackageChecks;
  readonly moved = new MovedForm();
  /** What the account of the connection has against it. */
  readonly account: AccountState;
  /** What the links of the checks do. */
  readonly mending: Mending;
  private isDisposed = false;

  constructor(
    private readonly script: string,
    private info: ConnectionInfo,
    private readonly ports: LaunchPorts,
  ) {
    this.form = new LaunchForm(script, {
      ...ports,
      traits: () => this.info.traits,
      place: (draft) => trainingPlace(this.info, draft),
    });
    const send = (): void => this.send();
    this.name = new NameCheck(ports, send);
    this.account = new AccountState(ports, send, () => this.starting.checkedAgain());
    this.starting = new LaunchStart(send);
    this.changes = new SourceChanges(ports.clock, {
      list: () => this.preflight.checkSource(),
      read: () => this.readScript('any'),
      readTyped: () => this.readScript('whole'),
    });
    const roots = (): SourceRoots => this.form.roots;
    const files = { name: basename(script), directory: dirname(script), roots };
    this.source = new SourceCheck(ports.source, roots, () => this.send());
    const checks = { ...ports.checks, clock: ports.clock };
    this.preflight = new Preflight(checks, this.source, files, () => this.send());
    this.packages = new PackageChecks(this.preflight, ports, {
      info: () => this.info,
      inspection: () => this.form.inspection,
      roots,
      sourceFolders: () => offeredSourceFolders(script, ports.sourceFolders(), '.'),
    });
    const { form, packages, changes } = this;
    this.mending = new Mending({
      ...{ form, packages, changes, ports },
      update: (change) => this.update(change),
      edited: () => this.edited(),
    });
  }

  /** Reads the script and sends the first snapshot; rejects when the script cannot be read. */
  async open(): Promise<LaunchDraft> {
    const draft = await this.form.open();
    await this.packages.find();
    this.name.proposed = draft.jobName;
    this.edited();
    this.startChecks();
    return draft;
  }

  edit(draft: LaunchDraft): void {
    this.form.edit(draft);
    this.edited();
  }

  /** Everything as the script says it. */
  async reset(): Promise<void> {
    await this.form.reset(this.readFrom);
    this.name.proposed = this.form.draft?.jobName;
    this.edited();
  }

  /** The script or another file of its folder was saved. */
  async sourceChanged(): Promise<void> {
    if (this.form.draft) {
      await this.changes.saved();
    }
  }

  /** The script or another file of its folder is being edited. */
  sourceTyped(): void {
    if (this.form.draft) {
      this.changes.typed();
    }
  }

  pythonChanged(): void {
    this.startChecks();
  }

  connectionChanged(info: ConnectionInfo): void {
    this.moved.left(this.info, this.form.draft);
    this.info = info;
    this.name.forget();
    this.form.moved();
    this.preflight.moved();
    this.account.moved();
    this.lookAtService();
    this.startChecks();
  }

  /** The SageMaker SDK's defaults were read anew: what nobody has changed since is as they say. */
  defaultsChanged(): void {
    this.form.followDefaults();
    this.edited();
  }

  /** Something may have been installed meanwhile. */
  async packagesChanged(): Promise<void> {
    if (this.preflight.lacksPackages) {
      await this.packages.look({ fresh: true, quiet: true });
    }
  }

  /** The person asks for a look at `requirements.txt` and what is installed. */
  async checkRequirements(): Promise<void> {
    await this.packages.look({ fresh: true, quiet: false });
    this.send();
  }

  /** Looks again at data that could not be used. */
  checkDataAgain(): void {
    this.preflight.checkDataAgain();
    this.send();
  }

  /** What Python is given: the script, and what follows its name. */
  get commandLine(): readonly string[] {
    return [this.form.roots.entryPoint, ...(this.form.commandLine?.words ?? [])];
  }

  /** The form as it is; `undefined` until it was opened. */
  get draft(): LaunchDraft | undefined {
    return this.form.draft;
  }

  /** Where the code comes from, as the form says. */
  get roots(): SourceRoots {
    return this.form.roots;
  }

  /** Changes the draft in one place, which the page did not do itself. */
  update(change: (draft: LaunchDraft) => LaunchDraft): void {
    if (this.form.draft) {
      this.form.change(change(this.form.draft));
      this.edited();
    }
  }

  /** Fills the form in as another launch or a request has it, under the name that it has. */
  refill(fill: (draft: LaunchDraft) => LaunchDraft): void {
    this.form.refill(fill);
    this.edited();
  }

  /** Starts the job; rejects with the reason why not, which the page shows as well. */
  async start(draft: LaunchDraft): Promise<TrainingLaunch> {
    this.edit(draft);
    try {
      return await this.starting.run((report, signal) =>
        this.changes.whileStarting(async () => {
          await unlessAborted(this.readyToPack(signal), signal);
          const launch = launchOf(this.parts, this.form.draft ?? draft);
          await this.ports.launch(launch, report, signal);
          return launch;
        }),
      );
    } catch (error) {
      if (AppError.is(error, 'invalid')) {
        // What was refused may have come into the folder since it was looked at.
        this.preflight.checkSource();
      }
      throw error;
    }
  }

  readonly isStarting = (): boolean => this.starting.progress !== null;

  cancel(): void {
    this.starting.cancel();
  }

  /** What the form launches, with what editors show and have not saved; rejects where it is wrong. */
  async preview(draft: LaunchDraft): Promise<TrainingLaunch> {
    this.edit(draft);
    await this.readScript('any');
    return shownLaunchOf(this.parts, this.form.draft ?? draft);
  }

  dispose(): void {
    this.isDisposed = true;
    this.starting.cancel();
    this.changes.dispose();
    this.name.forget();
    this.account.dispose();
    this.preflight.dispose();
  }

  private edited(): void {
    this.starting.failure = null;
    this.check();
  }

  private check(): void {
    this.followRoots();
    this.preflight.checkChannels(channelsOf(this.form, this.info));
    this.lookAtService();
    this.send();
  }

  private async readyToPack(signal: AbortSignal): Promise<void> {
    await this.changes.whileSaving(() =>
      unlessAborted(this.ports.save(packedPlaces(this.roots)), signal),
    );
    await this.preflight.settled();
  }

  private lookAtService(): void {
    this.name.look(this.isDisposed ? undefined : this.form.draft?.jobName);
    const { script, info, form } = this;
    this.account.look(this.isDisposed ? undefined : accountAsked({ script, info, form }));
  }

  /** Code from elsewhere is listed and read anew. */
  private followRoots(): void {
    if (this.followed.hasChanged(this.form.roots)) {
      this.preflight.checkSource();
      // A script that cannot be read any more keeps the form as it is; starting says why.
      this.readScript('any').catch(() => undefined);
    }
  }

  private startChecks(): void {
    this.preflight.start(this.info.traits.runsHere);
    this.packages.compare({ fresh: true, quiet: false });
    this.send();
  }

  /** Takes over what the script says now; `whole`: unless it is broken. */
  private async readScript(takes: 'any' | 'whole'): Promise<void> {
    await this.form.readScript({ takes, from: this.readFrom });
    await this.packages.look({ fresh: false, quiet: true });
    if (takes === 'any') {
      this.starting.failure = null;
    }
    this.check();
  }

  private get readFrom(): ReadFrom {
    return this.changes.isStarting ? 'disk' : 'editors';
  }

  private get parts(): LaunchParts {
    const { script, info, form, starting, preflight, packages, account } = this;
    const { moved, source, name, ports } = this;
    return launchParts({
      ...{ script, info, form, starting, preflight, packages, account, moved, source, name, ports },
    });
  }

  private send(): void {
    const state = this.isDisposed ? undefined : launchState(this.parts);
    if (state) {
      this.ports.send(state);
    }
  }
}
