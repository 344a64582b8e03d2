import { isDeepStrictEqual } from 'node:util';
import type { TrainingImage, WantedFramework } from '../../core/images/trainingImage';
import { renewSettings } from '../../core/sdkDefaults/renewSettings';
import { checkDraft } from '../../core/training/checkDraft';
import { ScriptRepairs } from '../../core/training/argv/scriptFix';
import { containerImage } from '../../core/training/containerImage';
import { channelsSeen, isInS3, isOnFileSystem } from '../../core/training/dataPlace';
import { channelFolders, draftText, formArguments, initialDraft } from '../../core/training/draft';
import type { DeclaredVersion } from '../../core/training/inspect/frameworkVersion';
import type { ScriptInspection } from '../../core/training/inspection';
import { proposedMetrics } from '../../core/training/proposedMetrics';
import { keepDraft } from '../../core/training/keepDraft';
import type { FieldErrors, LaunchDraft, LaunchState } from '../../shared/contracts/launch';
import type { LaunchSettings, SettingsOffer } from '../../shared/contracts/launchSettings';
import { CommandLineCheck, fillIn } from './commandLine';
import { adaptDraft, isBroken, openingDrafts, parseForm } from './launchDraft';
import { FormImages, type FormImage } from './formImages';
import type { InspectedScript, PlacedPorts, ReadFrom } from './formPorts';
import { wrongSourceFolder } from './launchTexts';
import { offeredSourceFolders, ownFolder, sourceRoots, type SourceRoots } from './sourceRoots';
import { wrongSettings } from './wrongSettings';

/** How the script is read anew. */
interface Reading {
  /** Which scripts are taken over: any, or none with a syntax error. */
  readonly takes: 'any' | 'whole';
  readonly from: ReadFrom;
}

/** What the form offers of a script, made once for each reading. */
interface OfScript extends Pick<LaunchState, 'arguments' | 'metrics'> {
  readonly repairs: ScriptRepairs;
}

/** The form of a launch: what the script says of itself, and what the person has made of it. */
export class LaunchForm {
  /** Grows with every change that the page did not make itself. */
  version = 0;
  private current: LaunchDraft | undefined;
  private read: InspectedScript | undefined;
  private images: FormImages | undefined;
  private argv: CommandLineCheck | undefined;
  private defaults: LaunchDraft | undefined;
  private kept: LaunchDraft | undefined;
  private wrong: FieldErrors = {};
  private ofScript: OfScript = { arguments: [], metrics: [], repairs: new ScriptRepairs('') };
  /** Whether the job goes elsewhere than where the page began. */
  private hasMoved = false;
  /** Grows with every reading of the script; `read`: whether the newest, or a newer one, was taken. */
  private reading = { run: 0, read: Promise.resolve(false) };
  /** The newest reading that was taken. */
  private takenRun = 0;

  constructor(
    private readonly script: string,
    private readonly ports: PlacedPorts,
  ) {}

  /** As it is now; `undefined` until it was opened. */
  get draft(): LaunchDraft | undefined {
    return this.current;
  }

  get inspection(): ScriptInspection | undefined {
    return this.read?.inspection;
  }

  /** The script's text that `inspection` is of. */
  get scriptText(): string {
    return this.read?.text ?? '';
  }

  /** The release of the framework that is asked for. */
  get declared(): DeclaredVersion | null {
    return this.read?.declared ?? null;
  }

  get arguments(): LaunchState['arguments'] {
    return this.ofScript.arguments;
  }

  /** What the script prints of its training, as far as a job can read it. */
  get metrics(): LaunchState['metrics'] {
    return this.ofScript.metrics;
  }

  /** Where the code comes from: from the script's own folder where another cannot be packed. */
  get roots(): SourceRoots {
    return this.rootsOf(this.current);
  }

  /** The folders that the page offers to pack. */
  get sourceFolders(): LaunchState['sourceFolders'] {
    const chosen = this.current?.sourceFolder ?? '.';
    return offeredSourceFolders(this.script, this.ports.sourceFolders(), chosen);
  }

  private rootsOf(draft: LaunchDraft | undefined): SourceRoots {
    const named = draft ?? ownFolder;
    const isAllowed = this.ports.sourceFolders().includes(named.sourceFolder);
    return sourceRoots(this.script, isAllowed ? named : { ...named, sourceFolder: '.' });
  }

  /** `undefined` until it was opened. */
  get image(): TrainingImage | undefined {
    return this.chosenImage?.image;
  }

  /** The image with who has chosen it, and what is wrong with the choice. */
  get chosenImage(): FormImage | undefined {
    return this.images?.of(this.current, this.wanted);
  }

  /** What the fields of the image offer. */
  get imageOptions(): SettingsOffer['options'] {
    return (this.current && this.images?.options(this.current, this.wanted)) ?? {};
  }

  private get wanted(): WantedFramework {
    return { framework: this.inspection?.framework?.name ?? null, declared: this.declared };
  }

  /** What the image makes of the form, and what the script makes of that; `undefined` until opened. */
  get commandLine(): CommandLineCheck | undefined {
    return this.argv;
  }

  /** As it was left or launched, else as the script fills it in; rejects when that cannot be read. */
  async open(): Promise<LaunchDraft> {
    this.images = await FormImages.load(this.ports);
    const remembered = parseForm(this.ports.remembered());
    const read = await this.ports.inspect(this.rootsOf(remembered.left), 'editors');
    const { inspection } = read;
    const local = (remembered.left?.channels ?? [])
      .filter((channel) => !isInS3(channel.path) && !isOnFileSystem(channel))
      .map(({ path }) => path);
    const folders = await this.ports.existing([...channelFolders(inspection), ...local]);
    const options = { script: this.script, folders, now: this.ports.now() };
    const { draft, defaults } = openingDrafts(read, options, remembered);
    this.take(read, defaults);
    // What was remembered is of the connection that the page began with.
    const isThere = remembered.left !== undefined && !this.hasMoved;
    const opened = isThere ? draft : { ...draft, settings: this.ports.settings() };
    this.kept = opened;
    this.change(opened);
    return opened;
  }

  edit(draft: LaunchDraft): void {
    this.current = draft;
    this.argv = this.checkCommandLine(draft);
    const channels = channelsSeen(draft.channels, this.ports.traits().runsHere);
    this.wrong = {
      ...this.argv?.errors,
      ...checkDraft({ ...draft, channels }, this.arguments),
      ...wrongSettings(draft, this.ports.traits(), this.chosenImage?.errors),
    };
    this.kept = keepDraft(draft, this.wrong, this.kept ?? draft);
    this.ports.remember(this.kept);
  }

  /** The job goes to another connection, which has settings of its own. */
  moved(): void {
    this.hasMoved = true;
    this.takeSettings((settings) => settings);
  }

  /** Settings as they are filled in now; what a person has typed stays, right or wrong. */
  followDefaults(): void {
    this.takeSettings((now, current, before) => renewSettings(current, before, now));
  }

  private takeSettings(
    shown: (now: LaunchSettings, current: LaunchSettings, before: LaunchSettings) => LaunchSettings,
  ): void {
    if (this.current) {
      const now = this.ports.settings();
      const kept = this.kept ?? this.current;
      // A setting that is wrong there must not go back to that of the connection before.
      this.kept = { ...kept, settings: now };
      const settings = shown(now, this.current.settings, kept.settings);
      this.change({ ...this.current, settings });
    }
  }

  /** A change that the page did not make itself. */
  change(draft: LaunchDraft): void {
    this.version++;
    this.edit(draft);
  }

  /** Takes over what the script says now. */
  async readScript(reading: Reading): Promise<void> {
    await this.readAnew(reading);
    if (this.current && this.read) {
      const adapted = adaptDraft(this.current, this.read);
      if (isDeepStrictEqual(adapted, this.current)) {
        this.edit(adapted);
      } else {
        this.change(adapted);
      }
    }
  }

  /** As another launch or a request has it, under the name that it has now. */
  refill(fill: (draft: LaunchDraft) => LaunchDraft): void {
    if (this.current && this.read) {
      const { jobName } = this.current;
      this.change({ ...adaptDraft(fill(this.current), this.read), jobName });
    }
  }

  /** Fills in one field, or with `null` leaves it out. */
  fillIn(name: string, value: string | null): void {
    if (this.current && this.read) {
      const { inspection } = this.read;
      this.change(fillIn({ draft: this.current, inspection }, { kind: 'form', name, value }));
    }
  }

  /** Everything as the script fills it in now, under a new name; settings are not the script's. */
  async reset(from: ReadFrom): Promise<void> {
    await this.readAnew({ takes: 'any', from });
    if (this.defaults) {
      const { settings } = this.current ?? this.defaults;
      this.change({ ...this.defaults, settings });
    }
  }

  get errors(): FieldErrors {
    const { sourceFolder = '.' } = this.current ?? {};
    return this.ports.sourceFolders().includes(sourceFolder)
      ? this.wrong
      : { sourceFolder: wrongSourceFolder(), ...this.wrong };
  }

  /** Whether `reset` would change anything but the name. */
  get isChanged(): boolean {
    return this.current !== undefined && this.defaults !== undefined
      ? this.plain(this.current) !== this.plain(this.defaults)
      : false;
  }

  /** What tells two drafts apart: an argument that is left out may be empty, `null` or not there. */
  private plain(draft: LaunchDraft): string {
    const values = this.arguments.map(({ name }) => draftText(draft, name) ?? '');
    const leftOut = this.metrics.filter(({ name }) => draft.leftOutMetrics.includes(name));
    const plain = { ...draft, jobName: '', values, leftOutMetrics: leftOut, settings: null };
    return JSON.stringify(plain);
  }

  private checkCommandLine(draft: LaunchDraft): CommandLineCheck | undefined {
    const image = containerImage(this.image?.uri ?? '');
    const { repairs } = this.ofScript;
    return (
      this.read && new CommandLineCheck({ inspection: this.read.inspection, repairs, draft, image })
    );
  }

  /** Resolves when the newest reading that was begun has been taken. */
  private async readAnew(reading: Reading): Promise<void> {
    const run = this.reading.run + 1;
    this.reading = { run, read: this.readOnce(run, reading) };
    await this.reading.read;
  }

  /** Answers whether this reading or a newer one was taken. */
  private async readOnce(run: number, { takes, from }: Reading): Promise<boolean> {
    const read = await this.ports.inspect(this.roots, from);
    const { inspection } = read;
    const folders = await this.ports.existing(channelFolders(inspection));
    if (run !== this.reading.run && (await this.reading.read)) {
      return true;
    }
    // Older ones that waited for one which was not taken may end in any order.
    const isWanted = run > this.takenRun && (takes === 'any' || !isBroken(inspection));
    if (isWanted) {
      const options = { script: this.script, folders, now: this.ports.now() };
      this.takenRun = run;
      this.take(read, initialDraft(inspection, options));
    }
    return isWanted;
  }

  private take(read: InspectedScript, defaults: LaunchDraft): void {
    const { inspection } = read;
    this.read = read;
    this.defaults = defaults;
    this.ofScript = {
      arguments: formArguments(inspection),
      metrics: proposedMetrics(inspection),
      repairs: new ScriptRepairs(read.text),
    };
  }
}
