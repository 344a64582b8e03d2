import * as vscode from 'vscode';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../aws/connection';
import { AppError } from '../../core/errors';
import { shownPath } from '../../core/packaging/shownPath';
import type { SandboxDebugMode, WaitingDebugger } from '../../core/sandbox/protocol';
import type { TrainingLaunch } from '../../core/training/launch';
import { withProgress, type Report } from '../../platform/progress';
import { confirm } from '../../platform/prompts';
import type { Store } from '../../platform/state';
import { trainingKind, type BackendLoader } from '../backend';
import type { ChosenConnection } from '../connection/chosenConnection';
import type { Launcher } from '../launch/launcher';
import type { JobFileLauncher } from '../jobFile/jobFileLauncher';
import type { JobOfFile } from '../jobFile/jobOfFile';
import { launchWithoutPage } from '../launch/launchWithoutPage';
import { sourceRoots, type SourceRoots } from '../launch/sourceRoots';
import type { PythonFinder } from '../launch/pythonFinder';
import type { Launched } from '../panels/launchPanel';

export interface DebugServices {
  readonly backend: BackendLoader;
  readonly chosen: ChosenConnection;
  readonly launcher: Launcher;
  readonly python: PythonFinder;
  readonly store: Store;
  readonly jobFileLauncher: Pick<JobFileLauncher, 'start'>;
  /** A job was created that is to be debugged. */
  debugged(launched: Launched): Promise<void>;
  /** The same of a job file's job. */
  debuggedFile(connection: Connection, file: vscode.Uri, job: JobOfFile): Promise<void>;
}

/** A job whose script waits for its debugger. */
export interface DebuggedJob extends WaitingDebugger {
  readonly name: string;
  /** Where its code comes from. */
  readonly roots: SourceRoots;
  stop(): Promise<void>;
}

/** A job that was created to be debugged. */
interface Created extends Pick<DebuggedJob, 'name' | 'roots'> {
  /** Tells the rest of the workbench of it. */
  readonly tell: () => Promise<void>;
}

/** How a job is to be created. */
interface Creation {
  readonly connection: Connection;
  readonly change: (launch: TrainingLaunch) => TrainingLaunch;
  readonly report: Report;
  readonly signal: AbortSignal;
}

const lookMilliseconds = 200;
/** The time is the person's, who looks and thinks, and not the script's: a day. */
const leastRuntimeSeconds = 86_400;

/** Starts the job of a script for debugging, on this computer whatever connection is chosen. */
export class DebugStarter {
  constructor(private readonly services: DebugServices) {}

  /**
   * Creates the job with the form of the script as it was left, and waits until its script does. Rejects
   * with `invalid` when something in the form must be mended first, and with `cancelled`.
   */
  async start(script: string): Promise<DebuggedJob> {
    return await this.run(script, (creation) => this.launchScript(script, creation));
  }

  /** The same with the job that a file says. */
  async startFile(file: vscode.Uri): Promise<DebuggedJob> {
    return await this.run(file.fsPath, (creation) => this.launchFile(file, creation));
  }

  private async run(
    path: string,
    create: (creation: Creation) => Promise<Created>,
  ): Promise<DebuggedJob> {
    const name = shownPath(vscode.workspace.asRelativePath(path));
    const title = vscode.l10n.t('Debugging {0} in the sandbox', name);
    return await withProgress(title, async (report, signal) => {
      const mode = await this.mode(path, signal);
      const connection = await this.services.chosen.openLocal(signal);
      const change = (launch: TrainingLaunch) => debugged(launch, mode);
      const created = await create({ connection, change, report, signal });
      report(vscode.l10n.t('Waiting until the script can be debugged…'));
      return await this.follow(created, connection, signal);
    });
  }

  /** Stops the job when something goes wrong, as nobody comes to debug it then. */
  private async follow(
    { name, roots, tell }: Created,
    connection: Connection,
    signal: AbortSignal,
  ): Promise<DebuggedJob> {
    const stop = () => this.stop(connection, name);
    try {
      await tell();
      const waiting = await this.untilWaiting(name, signal);
      if (waiting) {
        return { ...waiting, name, roots, stop };
      }
    } catch (error) {
      // What went wrong first is told.
      await stop().catch(() => undefined);
      throw error;
    }
    const message = vscode.l10n.t(
      'The job ended before it could be debugged; its log says why: {0}',
      name,
    );
    throw new AppError('conflict', message);
  }

  /** Asks for the consent to install debugpy where it is missing, once for each interpreter. */
  private async mode(path: string, signal: AbortSignal): Promise<SandboxDebugMode> {
    const { backend, python, store } = this.services;
    const { path: interpreter, version } = await python.find(vscode.Uri.file(path));
    const { training } = await backend();
    if (await training.hasDebugger(interpreter, signal)) {
      return 'wait';
    }
    const consents = store.get('debuggerConsents') ?? [];
    if (!consents.includes(interpreter)) {
      const question = vscode.l10n.t('Install debugpy for the local sandbox?');
      const detail = vscode.l10n.t(
        'Python {0} ({1}) does not have it, and debugging needs it. pip installs it from the package index into a virtual environment of the sandbox; the interpreter itself is not changed.',
        version,
        interpreter,
      );
      if (!(await confirm(question, detail, vscode.l10n.t('Install and Debug')))) {
        throw new AppError('cancelled', vscode.l10n.t('Cancelled'));
      }
      await store.set('debuggerConsents', [...consents, interpreter]);
    }
    return 'install-and-wait';
  }

  private async launchScript(
    script: string,
    { connection, change, report, signal }: Creation,
  ): Promise<Created> {
    const { launcher } = this.services;
    const remembered = launcher.memory.form(script, connection.info);
    const quiet = { script, connection, remembered, change };
    const launched = await launchWithoutPage(launcher, quiet, report, signal);
    return {
      name: launched.jobName,
      roots: sourceRoots(script, launched.draft),
      tell: () => this.services.debugged(launched),
    };
  }

  private async launchFile(
    file: vscode.Uri,
    { connection, change, report, signal }: Creation,
  ): Promise<Created> {
    const start = { connection, report, signal };
    const job = await this.services.jobFileLauncher.start(file, start, change);
    const { jobName: name, script: entryPoint, sourceDirectory, alsoPacked } = job.launch;
    return {
      name,
      roots: { sourceFolder: '.', directory: sourceDirectory, entryPoint, alsoPacked },
      tell: () => this.services.debuggedFile(connection, file, job),
    };
  }

  /** `undefined`: the job has ended. */
  private async untilWaiting(
    jobName: string,
    signal: AbortSignal,
  ): Promise<WaitingDebugger | undefined> {
    const { connections } = await this.services.backend();
    for (;;) {
      const { waiting, hasEnded } = await connections.findDebugger(jobName, signal);
      if (waiting || hasEnded) {
        return waiting ?? undefined;
      }
      await sleep(lookMilliseconds, undefined, { signal });
    }
  }

  private async stop({ sagemaker }: Connection, jobName: string): Promise<void> {
    const kind = await trainingKind(this.services.backend);
    await kind.stop?.(sagemaker, { name: jobName });
  }
}

/** Rejects with `invalid` what has no script to debug. */
function debugged(launch: TrainingLaunch, mode: SandboxDebugMode): TrainingLaunch {
  if (launch.algorithm !== undefined) {
    throw new AppError(
      'invalid',
      vscode.l10n.t('An algorithm has no script that can be debugged.'),
    );
  }
  return {
    ...launch,
    debug: mode,
    maxRuntimeSeconds: Math.max(launch.maxRuntimeSeconds, leastRuntimeSeconds),
  };
}
