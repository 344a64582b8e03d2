import * as vscode from 'vscode';
import { readFile } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import type { Connection } from '../../aws/connection';
import type { Clock } from '../../core/clock';
import type { ConnectionInfo } from '../../core/connections/connection';
import { AppError } from '../../core/errors';
import type { Finding } from '../../core/preflight/finding';
import { accountParts, accountQuestion, type AccountPart } from '../../core/preflight/question';
import { askedLaunch } from '../../core/training/askedLaunch';
import { formArguments } from '../../core/training/draft';
import type { WantedFramework } from '../../core/images/trainingImage';
import type { TrainingLaunch } from '../../core/training/launch';
import { proposedMetrics } from '../../core/training/proposedMetrics';
import { settingText } from '../../core/training/settings/settingText';
import { fileDraft } from '../../core/training/spec/file/fileDraft';
import { fieldOrigins } from '../../core/training/spec/file/fieldOrigins';
import { requestText } from '../../core/training/spec/file/requestText';
import { saysMetrics } from '../../core/training/spec/file/saysMetrics';
import { unsavedText } from '../../platform/documents';
import type { Report } from '../../platform/progress';
import { pathInForm } from '../../platform/pathInForm';
import type { LaunchDraft } from '../../shared/contracts/launch';
import type { LaunchSettings } from '../../shared/contracts/launchSettings';
import type { BackendLoader } from '../backend';
import type { InspectedScript } from '../launch/formPorts';
import { parseForm } from '../launch/launchDraft';
import type { Launcher } from '../launch/launcher';
import { stepText } from '../launch/launchTexts';
import { saveSource } from '../launch/saveSource';
import { accountNote } from './accountNote';
import { saidByDefaults, withSdkDefaults } from './jobDefaults';
import { jobOfFile, type JobOfFile } from './jobOfFile';
import { originText } from './originText';
import { refuseMissing, soundJobFile } from './soundJobFile';
import { StartsUnderWay } from './startsUnderWay';

export interface JobFileServices {
  readonly backend: BackendLoader;
  readonly launcher: Launcher;
  readonly clock: Clock;
}

/** A start that can be watched and given up. */
export interface JobFileStart {
  readonly connection: Connection;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/** Launches what job files say, without a page. */
export class JobFileLauncher {
  private readonly starts = new StartsUnderWay();

  constructor(private readonly services: JobFileServices) {}

  /** The job that a file says, as its editor shows it; rejects with `invalid` where it says none. */
  async read(uri: vscode.Uri, connection: Connection, signal: AbortSignal): Promise<JobOfFile> {
    const path = uri.fsPath;
    const { info } = connection;
    const { defaults } = this.services.launcher;
    const text = await textOf(path, signal);
    const { clock } = this.services;
    const job = await jobOfFile(soundJobFile(text, uri), uri, info, {
      wanted: (script, directory) => this.wanted(script, directory),
      now: () => new Date(clock.now()),
    });
    await defaults.read(connection, job.script ?? path);
    signal.throwIfAborted();
    const metrics = await this.metrics(job);
    signal.throwIfAborted();
    const own = { ...job, launch: { ...job.launch, metrics, ...this.remembered(job, info) } };
    const said = defaults.settings(info.id);
    return said ? withSdkDefaults(own, said) : own;
  }

  /** Those of the file, else what its script prints, as the launch page proposes. */
  private async metrics({ spec, launch, script }: JobOfFile): Promise<TrainingLaunch['metrics']> {
    const { apiFields = {}, sourceDirectory, alsoPacked } = launch;
    if (script === undefined || saysMetrics({ spec, apiFields })) {
      return launch.metrics;
    }
    const { inspection } = await this.inspect(script, sourceDirectory, alsoPacked);
    return proposedMetrics(inspection).map(({ name, regex }) => ({ name, regex }));
  }

  /** What a file does not say, and this person's launches do. */
  private remembered({ script, launch }: JobOfFile, info: ConnectionInfo): Partial<TrainingLaunch> {
    const { memory } = this.services.launcher;
    if (!info.traits.runsHere) {
      const settings = memory.settings(script ?? '', info);
      return launch.role === undefined ? { role: roleOf(settings) } : {};
    }
    // To install packages is the consent of this person, which no file gives.
    const { left } = parseForm(script === undefined ? {} : memory.form(script, info));
    return { installRequirements: left?.installRequirements ?? false };
  }

  /** The form that says the same on the launch page of the file's script. */
  async form({ spec, launch }: JobOfFile, script: string): Promise<LaunchDraft> {
    const { inspection } = await this.inspect(script, launch.sourceDirectory, launch.alsoPacked);
    const folder = dirname(script);
    return fileDraft(launch, spec, {
      arguments: formArguments(inspection).map(({ name }) => name),
      metrics: proposedMetrics(inspection).map(({ name }) => name),
      sourceFolder: relative(folder, launch.sourceDirectory).split(sep).join('/') || '.',
      shown: (path) => pathInForm(path, folder),
    });
  }

  private async wanted(script: string, directory: string): Promise<WantedFramework> {
    const { inspection, declared } = await this.inspect(script, directory, []);
    return { framework: inspection.framework?.name ?? null, declared };
  }

  private inspect(
    script: string,
    directory: string,
    alsoPacked: readonly string[],
  ): Promise<InspectedScript> {
    const roots = { sourceFolder: '.', entryPoint: script, alsoPacked, directory };
    return this.services.launcher.inspect(script, roots);
  }

  /**
   * Saves file and code, asks the account, asks the person where it costs money, and creates the job. One
   * start of a file at a time: another one meanwhile says so, and rejects with `cancelled`.
   */
  async start(
    uri: vscode.Uri,
    start: JobFileStart,
    change: (launch: TrainingLaunch) => TrainingLaunch = (launch) => launch,
  ): Promise<JobOfFile> {
    return await this.starts.one(uri, () => this.startNow(uri, start, change));
  }

  private async startNow(
    uri: vscode.Uri,
    { connection, report, signal }: JobFileStart,
    change: (launch: TrainingLaunch) => TrainingLaunch,
  ): Promise<JobOfFile> {
    report(vscode.l10n.t('Checking…'));
    await saveSource([uri.fsPath]);
    // Nobody is asked about a job that cannot be.
    await refuseMissing(await textOf(uri.fsPath, signal), uri);
    const read = await this.read(uri, connection, signal);
    const job = { ...read, launch: change(read.launch) };
    const { launch } = job;
    await saveSource(
      job.script === undefined ? [] : [launch.sourceDirectory, ...launch.alsoPacked],
    );
    const note = await this.askAccount(launch, connection, signal);
    await this.services.launcher.create(connection, launch, {
      scope: uri,
      report: (step) => report(stepText(step)),
      ...{ signal, note },
    });
    return job;
  }

  /** The request as it would be sent, each value with who said it. */
  async preview(job: JobOfFile, connection: Connection, signal: AbortSignal): Promise<string> {
    const { training } = await this.services.backend();
    const request = await training.preview(connection, job.launch, signal);
    const origins = fieldOrigins(request, job.launch, job.spec);
    const isOfSdk = saidByDefaults(job, request);
    return requestText(request as Readonly<Record<string, unknown>>, (field) =>
      originText(field, origins.get(field), isOfSdk(field)),
    );
  }

  /** What would be refused is refused before anything is uploaded; answers what else is to be known. */
  private async askAccount(
    launch: TrainingLaunch,
    connection: Connection,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const { traits } = connection.info;
    if (!traits.billable) {
      return undefined;
    }
    const { account } = await this.services.backend();
    // What is said again of a part replaces what was said.
    const found = new Map<AccountPart, readonly Finding[]>();
    const question = accountQuestion(askedLaunch(launch), traits.defaultRole);
    await account.check(connection, question, {
      report: (part, findings) => void found.set(part, findings),
      signal,
    });
    const findings = accountParts.flatMap((part) => found.get(part) ?? []);
    const refusals = findings.filter(({ tone }) => tone === 'error');
    if (refusals.length > 0) {
      throw new AppError('invalid', refusals.map(({ message }) => message).join(' '));
    }
    return accountNote(findings);
  }
}

/** As its editor shows it. */
const textOf = async (path: string, signal: AbortSignal): Promise<string> =>
  unsavedText(path) ?? (await readFile(path, { encoding: 'utf8', signal }));

/** Of the script's last launch there, else of the last one in the account. */
const roleOf = (settings: LaunchSettings): string | undefined =>
  settingText(settings, 'roleArn') || undefined;
