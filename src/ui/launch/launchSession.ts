import * as vscode from 'vscode';
import { basename } from 'node:path';
import { AppError } from '../../core/errors';
import type { ConnectionInfo } from '../../core/connections/connection';
import { checkDraft } from '../../core/training/checkDraft';
import { channelFolders, formArguments, toHyperparameters } from '../../core/training/draft';
import { defaultTrainingImage, type TrainingImage } from '../../core/training/images';
import type { ScriptInspection } from '../../core/training/inspection';
import type { LaunchStep, TrainingLaunch } from '../../core/training/launch';
import { preflightOfScript } from '../../core/training/preflight';
import type { LaunchDraft, LaunchState, PreflightLine } from '../../shared/contracts/launch';
import { adaptDraft, openingDraft } from './launchDraft';
import { channelPath, type CheckPorts } from './preflightChecks';
import { Preflight, type RequirementsLook } from './preflight';
import { requirementsFile } from './requirementsCheck';
import { argumentsOrigin, costText, frameworkOrigin, stepText } from './launchTexts';

/** How far a launch is; `fraction` of its step, where it is known. */
export type LaunchReport = (step: LaunchStep, fraction: number | null) => void;

export interface LaunchPorts {
  readonly checks: CheckPorts;
  /** Reads the script as it is on disk and what it says about itself. */
  inspect(): Promise<ScriptInspection>;
  /** Those of `paths`, relative to the source folder, that exist. */
  existing(paths: readonly string[]): Promise<readonly string[]>;
  /** The form as it was left, and keeping it. */
  remembered(): unknown;
  remember(draft: LaunchDraft): void;
  isTrusted(): boolean;
  now(): Date;
  send(state: LaunchState): void;
  /** Writes what is changed in editors to the source folder, since files are what is packed. */
  save(): Promise<void>;
  /** Packs, uploads and creates the job. */
  launch(launch: TrainingLaunch, report: LaunchReport, signal: AbortSignal): Promise<void>;
}

/** The launch of one script: what the page shows and what its Start button does. */
export class LaunchSession {
  private inspection: ScriptInspection | undefined;
  private draft: LaunchDraft | undefined;
  private draftVersion = 0;
  private hasRequirements = false;
  private progress: LaunchState['progress'] = null;
  private failure: LaunchState['failure'] = null;
  private starting: AbortController | undefined;
  private readonly preflight: Preflight;

  constructor(
    private readonly script: string,
    private readonly sourceDirectory: string,
    private info: ConnectionInfo,
    private readonly ports: LaunchPorts,
  ) {
    this.preflight = new Preflight(ports.checks, sourceDirectory, () => this.send());
  }

  /** Reads the script and sends the first snapshot; rejects when the script cannot be read. */
  async open(): Promise<LaunchDraft> {
    const inspection = await this.ports.inspect();
    const folders = await this.ports.existing(channelFolders(inspection));
    const options = { script: this.script, folders, now: this.ports.now() };
    const draft = openingDraft(inspection, options, this.ports.remembered());
    await this.findRequirements();
    this.inspection = inspection;
    this.change(draft);
    this.startChecks();
    return draft;
  }

  edit(draft: LaunchDraft): void {
    this.draft = draft;
    this.failure = null;
    this.ports.remember(draft);
    this.preflight.checkChannels(draft.channels);
    this.send();
  }

  /** The script or another file of its folder was saved. */
  async sourceChanged(): Promise<void> {
    if (this.draft) {
      this.preflight.checkSource();
      await this.readScript();
    }
  }

  pythonChanged(): void {
    this.startChecks();
  }

  connectionChanged(info: ConnectionInfo): void {
    this.info = info;
    this.startChecks();
  }

  /** Something may have been installed meanwhile. */
  async packagesChanged(): Promise<void> {
    if (this.preflight.lacksPackages) {
      await this.lookAtRequirements({ fresh: true, quiet: true });
    }
  }

  /** The person asks for a look at `requirements.txt` and what is installed. */
  async checkRequirements(): Promise<void> {
    await this.lookAtRequirements({ fresh: true, quiet: false });
    this.send();
  }

  /** A change that the page did not make itself. */
  change(draft: LaunchDraft): void {
    this.draftVersion++;
    this.edit(draft);
  }

  /** Changes the draft in one place. */
  update(change: (draft: LaunchDraft) => LaunchDraft): void {
    if (this.draft) {
      this.change(change(this.draft));
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
      const launch = this.toLaunch(this.draft ?? draft);
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
    const args = this.inspection ? formArguments(this.inspection) : [];
    return {
      jobName: draft.jobName,
      sourceDirectory: this.sourceDirectory,
      script: basename(this.script),
      hyperparameters: toHyperparameters(draft, args),
      channels: draft.channels.map((channel) => ({
        name: channel.name,
        path: channelPath(channel, this.sourceDirectory),
      })),
      image: this.image.uri,
      instanceType: 'ml.m5.large',
      maxRuntimeSeconds: draft.maxRuntimeMinutes * 60,
      installRequirements: draft.installRequirements && this.offersInstallation,
    };
  }

  dispose(): void {
    this.starting?.abort();
    this.preflight.dispose();
  }

  private startChecks(): void {
    this.preflight.start(this.info.traits.runsHere);
    this.compareRequirements({ fresh: true, quiet: false });
    this.send();
  }

  /** Takes over what the script on disk says now. */
  private async readScript(): Promise<void> {
    const inspection = await this.ports.inspect();
    this.inspection = inspection;
    await this.lookAtRequirements({ fresh: false, quiet: true });
    this.update((draft) => adaptDraft(draft, inspection));
  }

  private async lookAtRequirements(look: RequirementsLook): Promise<void> {
    await this.findRequirements();
    this.compareRequirements(look);
  }

  private async findRequirements(): Promise<void> {
    this.hasRequirements = (await this.ports.existing([requirementsFile])).length > 0;
  }

  private compareRequirements(look: RequirementsLook): void {
    this.preflight.checkRequirements(this.offersInstallation ? look : undefined);
  }

  /** To compare is to run the interpreter, which may be one of the workspace. */
  private get offersInstallation(): boolean {
    return this.hasRequirements && this.info.traits.runsHere && this.ports.isTrusted();
  }

  private get image(): TrainingImage {
    return defaultTrainingImage(this.inspection?.framework?.name ?? null);
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
    return this.draft && this.inspection
      ? checkDraft(this.draft, formArguments(this.inspection))
      : {};
  }

  private lines(): readonly PreflightLine[] {
    const ofScript =
      this.draft && this.inspection
        ? preflightOfScript(this.inspection, this.draft, this.image.framework)
        : [];
    return [...this.preflight.lines(this.draft?.installRequirements ?? false), ...ofScript];
  }

  private send(): void {
    const { draft, inspection } = this;
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
      requirements: this.offersInstallation ? requirementsFile : null,
      draft,
      draftVersion: this.draftVersion,
      errors: this.errors(),
      preflight: this.lines(),
      cost: costText(this.info.traits),
      refusal: this.refusal(),
      progress: this.progress,
      failure: this.failure,
    });
  }
}

function refuseIfAborted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new AppError('cancelled', vscode.l10n.t('Cancelled'));
  }
}

function toFailure(error: unknown): LaunchState['failure'] {
  if (AppError.is(error, 'cancelled')) {
    return null;
  }
  const message = error instanceof AppError ? error.message : String(error);
  const isOurs = error instanceof AppError && error.reason === 'sandboxUnavailable';
  return { message, fix: isOurs ? vscode.l10n.t('Restart sandbox') : null };
}
