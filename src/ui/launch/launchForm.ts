import { checkDraft } from '../../core/training/checkDraft';
import { containerImage } from '../../core/training/containerImage';
import {
  channelFolders,
  formArguments,
  initialDraft,
  toHyperparameters,
} from '../../core/training/draft';
import { trainingImage, type TrainingImage } from '../../core/training/images';
import type { DeclaredVersion } from '../../core/training/inspect/frameworkVersion';
import type { ScriptInspection } from '../../core/training/inspection';
import type { TrainingLaunch } from '../../core/training/launch';
import { proposedMetrics } from '../../core/training/proposedMetrics';
import { keepDraft } from '../../core/training/keepDraft';
import type { FieldErrors, LaunchDraft } from '../../shared/contracts/launch';
import { CommandLineCheck, fillIn } from './commandLine';
import { adaptDraft, openingDrafts, parseForm, type RememberedForm } from './launchDraft';

/** A script as it was read. */
export interface InspectedScript {
  readonly inspection: ScriptInspection;
  readonly text: string;
  /** The release of its framework that the files beside it ask for. */
  readonly declared: DeclaredVersion | null;
}

export interface FormPorts {
  /** Reads the script as its editor shows it, else as it is on disk, and what it says about itself. */
  inspect(): Promise<InspectedScript>;
  /** Those of `paths`, absolute or relative to the source folder, that exist. */
  existing(paths: readonly string[]): Promise<readonly string[]>;
  remembered(): RememberedForm;
  /** Keeps the form for the next time; it is as it could be launched. */
  remember(draft: LaunchDraft): void;
  now(): Date;
}

/** The form of a launch: what the script says of itself, and what the person has made of it. */
export class LaunchForm {
  /** Grows with every change that the page did not make itself. */
  version = 0;
  /** What a job is given, until that can be chosen. */
  readonly instanceType = 'ml.m5.large';
  private current: LaunchDraft | undefined;
  private read: InspectedScript | undefined;
  private argv: CommandLineCheck | undefined;
  private defaults: LaunchDraft | undefined;
  private kept: LaunchDraft | undefined;

  constructor(
    private readonly script: string,
    private readonly ports: FormPorts,
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

  get image(): TrainingImage {
    return trainingImage(this.inspection?.framework?.name ?? null, this.declared);
  }

  /** What a draft of the script's form is in a launch. */
  launchOf(
    draft: LaunchDraft,
  ): Pick<TrainingLaunch, 'hyperparameters' | 'metrics' | 'image' | 'instanceType'> {
    const { inspection, image, instanceType } = this;
    const metrics = inspection ? proposedMetrics(inspection) : [];
    return {
      hyperparameters: toHyperparameters(draft, inspection ? formArguments(inspection) : []),
      metrics: metrics
        .filter(({ name }) => !draft.leftOutMetrics.includes(name))
        .map(({ name, regex }) => ({ name, regex })),
      image: image.uri,
      instanceType,
    };
  }

  /** What the image makes of the form, and what the script makes of that; `undefined` until opened. */
  get commandLine(): CommandLineCheck | undefined {
    return this.argv;
  }

  /** As it was left or launched, else as the script fills it in; rejects when that cannot be read. */
  async open(): Promise<LaunchDraft> {
    const read = await this.ports.inspect();
    const { inspection } = read;
    const remembered = parseForm(this.ports.remembered());
    const paths = remembered.left?.channels.map(({ path }) => path) ?? [];
    const folders = await this.ports.existing([...channelFolders(inspection), ...paths]);
    const options = { script: this.script, folders, now: this.ports.now() };
    const { draft, defaults } = openingDrafts(inspection, options, remembered);
    this.read = read;
    this.defaults = defaults;
    this.kept = draft;
    this.change(draft);
    return draft;
  }

  edit(draft: LaunchDraft): void {
    this.current = draft;
    this.argv = this.checkCommandLine(draft);
    this.kept = keepDraft(draft, this.errors, this.kept ?? draft);
    this.ports.remember(this.kept);
  }

  /** A change that the page did not make itself. */
  change(draft: LaunchDraft): void {
    this.version++;
    this.edit(draft);
  }

  /** Takes over what the script says now. */
  async readScript(): Promise<void> {
    await this.readAnew();
    if (this.current && this.read) {
      this.change(adaptDraft(this.current, this.read.inspection));
    }
  }

  /** Fills in one field, or with `null` leaves it out. */
  fillIn(name: string, value: string | null): void {
    if (this.current && this.read) {
      const { inspection } = this.read;
      this.change(fillIn({ draft: this.current, inspection }, { kind: 'form', name, value }));
    }
  }

  /** Everything as the script fills it in now, under a new name. */
  async reset(): Promise<void> {
    await this.readAnew();
    if (this.defaults) {
      this.change(this.defaults);
    }
  }

  get errors(): FieldErrors {
    const { current, inspection } = this;
    const own = current && inspection ? checkDraft(current, formArguments(inspection)) : {};
    return { ...this.argv?.errors, ...own };
  }

  /** Whether `reset` would change anything but the name. */
  get isChanged(): boolean {
    const plain = (draft: LaunchDraft | undefined): string =>
      JSON.stringify({ ...draft, jobName: '', values: sorted(draft?.values ?? {}) });
    return plain(this.current) !== plain(this.defaults);
  }

  private checkCommandLine(draft: LaunchDraft): CommandLineCheck | undefined {
    const image = containerImage(this.image.uri);
    return this.read && new CommandLineCheck({ ...this.read, draft, image });
  }

  private async readAnew(): Promise<void> {
    const read = await this.ports.inspect();
    const { inspection } = read;
    const folders = await this.ports.existing(channelFolders(inspection));
    const options = { script: this.script, folders, now: this.ports.now() };
    this.read = read;
    this.defaults = initialDraft(inspection, options);
  }
}

/** An argument that is left out is one that is `null`; the page may say either, in any order. */
function sorted(values: LaunchDraft['values']): readonly (readonly [string, string])[] {
  return Object.entries(values)
    .flatMap(([name, text]) => (text === null || text === '' ? [] : [[name, text] as const]))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
