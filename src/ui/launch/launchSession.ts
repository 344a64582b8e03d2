import * as vscode from 'vscode';
import { basename } from 'node:path';
import { AppError } from '../../core/errors';
import type { ConnectionInfo } from '../../core/connections/connection';
import { formArguments, toHyperparameters } from '../../core/training/draft';
import { defaultTrainingImage, type TrainingImage } from '../../core/training/images';
import { isBegun } from '../../core/training/keepDraft';
import type { LaunchStep, TrainingLaunch } from '../../core/training/launch';
import { jobNameProblem } from '../../core/training/names';
import { preflightOfScript } from '../../core/training/preflight';
import type {
  DraftChannel,
  LaunchDraft,
  LaunchState,
  PreflightLine,
} from '../../shared/contracts/launch';
import { LaunchForm, type FormPorts } from './launchForm';
import { channelPath, type CheckPorts } from './preflightChecks';
import { PackageChecks, type PackagePorts } from './packageChecks';
import { Preflight } from './preflight';
import { requirementsFile } from './requirementsCheck';
import { refuseIfAborted, toFailure } from './launchFailure';
import { NameCheck, type NamePorts } from './nameCheck';
import { argumentsOrigin, costText, frameworkOrigin, stepText } from './launchTexts';

/** How far a launch is; `fraction` of its step, where it is known. */
export type LaunchReport = (step: LaunchStep, fraction: number | null) => void;

export interface LaunchPorts extends FormPorts, NamePorts, PackagePorts {
  readonly checks: CheckPorts;
  send(state: LaunchState): void;
  /** Writes what is changed in editors to the source folder, since files are what is packed. */
  save(): Promise<void>;
  /** Packs, uploads and creates the job. */
  launch(launch: TrainingLaunch, report: LaunchReport, signal: AbortSignal): Promise<void>;
}

/** The launch of one script: what the page shows and what its Start button does. */
export class LaunchSession {
  private readonly form: LaunchForm;
  private readonly name: NameCheck;
  private proposedName: string | undefined;
  private progress: LaunchState['progress'] = null;
  private failure: LaunchState['failure'] = null;
  private starting: AbortController | undefined;
  private readonly preflight: Preflight;
  private readonly packages: PackageChecks;

  constructor(
    private readonly script: string,
    private readonly sourceDirectory: string,
    private info: ConnectionInfo,
    private readonly ports: LaunchPorts,
  ) {
    this.form = new LaunchForm(script, ports);
    this.name = new NameCheck(ports, () => this.send());
    const files = { name: basename(script), directory: sourceDirectory };
    this.preflight = new Preflight(ports.checks, files, () => this.send());
    this.packages = new PackageChecks(this.preflight, ports, {
      info: () => this.info,
      inspection: () => this.form.inspection,
    });
  }

  /** Reads the script and sends the first snapshot; rejects when the script cannot be read. */
  async open(): Promise<LaunchDraft> {
    const draft = await this.form.open();
    await this.packages.find();
    this.proposedName = draft.jobName;
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
    await this.form.reset();
    this.proposedName = this.form.draft?.jobName;
    this.edited();
  }

  /** The script or another file of its folder was saved. */
  async sourceChanged(): Promise<void> {
    if (this.form.draft) {
      this.preflight.checkSource();
      await this.readScript();
    }
  }

  pythonChanged(): void {
    this.startChecks();
  }

  connectionChanged(info: ConnectionInfo): void {
    this.info = info;
    this.name.forget();
    this.lookAtName();
    this.startChecks();
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

  /** Writes missing packages into `requirements.txt`; `installs`: and consents to their installation. */
  async addRequirements(installs: boolean): Promise<void> {
    await this.packages.add();
    this.update((draft) => ({
      ...draft,
      installRequirements: draft.installRequirements || installs,
    }));
  }

  /** Changes the draft in one place, which the page did not do itself. */
  update(change: (draft: LaunchDraft) => LaunchDraft): void {
    if (this.form.draft) {
      this.form.change(change(this.form.draft));
      this.edited();
    }
  }

  /** Starts the job; rejects with the reason why not, which the page shows as well. */
  async start(draft: LaunchDraft): Promise<TrainingLaunch> {
    this.edit(draft);
    if (this.starting) {
      throw new AppError('conflict', vscode.l10n.t('The job is being started already.'));
    }
    const starting = new AbortController();
    this.starting = starting;
    this.report('packing', null);
    try {
      await this.ports.save();
      await this.readScript();
      await this.preflight.settled();
      refuseIfAborted(starting.signal);
      const launch = this.toLaunch(this.form.draft ?? draft);
      await this.ports.launch(
        launch,
        (step, fraction) => this.report(step, fraction),
        starting.signal,
      );
      return launch;
    } catch (error) {
      this.failure = toFailure(error);
      throw error;
    } finally {
      this.starting = undefined;
      this.progress = null;
      this.send();
    }
  }

  cancel(): void {
    this.starting?.abort();
  }

  /** What the draft asks for; rejects when something in it is wrong. */
  toLaunch(draft: LaunchDraft): TrainingLaunch {
    const refusal = this.refusal();
    if (refusal !== null) {
      throw new AppError('invalid', refusal);
    }
    const { inspection } = this.form;
    const args = inspection ? formArguments(inspection) : [];
    return {
      jobName: draft.jobName,
      sourceDirectory: this.sourceDirectory,
      script: basename(this.script),
      hyperparameters: toHyperparameters(draft, args),
      channels: draft.channels.filter(isFilledIn).map((channel) => ({
        name: channel.name,
        path: channelPath(channel, this.sourceDirectory),
      })),
      image: this.image.uri,
      instanceType: 'ml.m5.large',
      maxRuntimeSeconds: draft.maxRuntimeMinutes * 60,
      installRequirements: draft.installRequirements && this.packages.offersInstallation,
    };
  }

  dispose(): void {
    this.starting?.abort();
    this.name.forget();
    this.preflight.dispose();
  }

  private edited(): void {
    this.failure = null;
    this.preflight.checkChannels(this.form.draft?.channels ?? []);
    this.lookAtName();
    this.send();
  }

  /** A name that the time is part of is free; one that could not be used need not be. */
  private lookAtName(): void {
    const name = this.form.draft?.jobName ?? '';
    const asks = name !== this.proposedName && jobNameProblem(name) === null;
    const isHere = this.info.traits.launchRefusal === undefined;
    this.name.look(asks && isHere ? name : undefined);
  }

  private startChecks(): void {
    this.preflight.start(this.info.traits.runsHere);
    this.packages.compare({ fresh: true, quiet: false });
    this.send();
  }

  /** Takes over what the script on disk says now. */
  private async readScript(): Promise<void> {
    await this.form.readScript();
    await this.packages.look({ fresh: false, quiet: true });
    this.edited();
  }

  private get image(): TrainingImage {
    return defaultTrainingImage(this.form.inspection?.framework?.name ?? null);
  }

  private report(step: LaunchStep, fraction: number | null): void {
    this.progress = { message: stepText(step), fraction };
    this.send();
  }

  /** Why the job cannot be started as things are; the first reason counts. */
  private refusal(): string | null {
    if (!this.ports.isTrusted()) {
      return vscode.l10n.t(
        'Training runs the code of this folder. Trust the workspace to start it.',
      );
    }
    if (this.info.traits.launchRefusal !== undefined) {
      return this.info.traits.launchRefusal;
    }
    if (Object.keys(this.errors()).length > 0) {
      return vscode.l10n.t('Mend the marked fields first.');
    }
    return this.lines().find(({ tone }) => tone === 'error')?.message ?? null;
  }

  private errors(): LaunchState['errors'] {
    const { problem } = this.name;
    return { ...this.form.errors, ...(problem === undefined ? {} : { jobName: problem }) };
  }

  private lines(): readonly PreflightLine[] {
    const { draft, inspection } = this.form;
    const ofScript =
      draft && inspection ? preflightOfScript(inspection, draft, this.image.framework) : [];
    return [...this.preflight.lines(draft?.installRequirements ?? false), ...ofScript];
  }

  private send(): void {
    const { draft, inspection, version, isChanged } = this.form;
    if (!draft || !inspection) {
      return;
    }
    this.ports.send({
      connectionId: this.info.id,
      connection: this.info.label,
      region: this.info.region,
      script: basename(this.script),
      sourceDirectory: this.sourceDirectory,
      framework: { label: this.image.label, origin: frameworkOrigin(inspection.framework) },
      arguments: formArguments(inspection),
      argumentsOrigin: argumentsOrigin(inspection),
      requirements: this.packages.offersInstallation ? requirementsFile : null,
      draft,
      draftVersion: version,
      isChanged,
      errors: this.errors(),
      preflight: this.lines(),
      cost: costText(this.info.traits),
      refusal: this.refusal(),
      progress: this.progress,
      failure: this.failure,
    });
  }
}

const isFilledIn = (channel: DraftChannel): boolean => !isBegun(channel);
