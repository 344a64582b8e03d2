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
  /** A job was created that is to be debugged. */
  debugged(launched: Launched): Promise<void>;
}

/** A job whose script waits for its debugger. */
export interface DebuggedJob extends WaitingDebugger {
  readonly name: string;
  /** Where its code comes from. */
  readonly roots: SourceRoots;
  stop(): Promise<void>;
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
    const name = shownPath(vscode.workspace.asRelativePath(script));
    const title = vscode.l10n.t('Debugging {0} in the sandbox', name);
    return await withProgress(title, async (report, signal) => {
      const mode = await this.mode(script, signal);
      const connection = await this.services.chosen.openLocal(signal);
      const launched = await this.launch(script, connection, { mode, report, signal });
      report(vscode.l10n.t('Waiting until the script can be debugged…'));
      return await this.follow(launched, signal);
    });
  }

  /** Stops the job when something goes wrong, as nobody comes to debug it then. */
  private async follow(launched: Launched, signal: AbortSignal): Promise<DebuggedJob> {
    const { connection, jobName } = launched;
    const stop = () => this.stop(connection, jobName);
    try {
      await this.services.debugged(launched);
      const waiting = await this.untilWaiting(jobName, signal);
      if (waiting) {
        const roots = sourceRoots(launched.script, launched.draft);
        return { ...waiting, name: jobName, roots, stop };
      }
    } catch (error) {
      // What went wrong first is told.
      await stop().catch(() => undefined);
      throw error;
    }
    const message = vscode.l10n.t(
      'The job ended before it could be debugged; its log says why: {0}',
      jobName,
    );
    throw new AppError('conflict', message);
  }

  /** Asks for the consent to install debugpy where it is missing, once for each interpreter. */
  private async mode(script: string, signal: AbortSignal): Promise<SandboxDebugMode> {
    const { backend, python, store } = this.services;
    const { path, version } = await python.find(vscode.Uri.file(script));
    const { training } = await backend();
    if (await training.hasDebugger(path, signal)) {
      return 'wait';
    }
    const consents = store.get('debuggerConsents') ?? [];
    if (!consents.includes(path)) {
      const question = vscode.l10n.t('Install debugpy for the local sandbox?');
      const detail = vscode.l10n.t(
        'Python {0} ({1}) does not have it, and debugging needs it. pip installs it from the package index into a virtual environment of the sandbox; the interpreter itself is not changed.',
        version,
        path,
      );
      if (!(await confirm(question, detail, vscode.l10n.t('Install and Debug')))) {
        throw new AppError('cancelled', vscode.l10n.t('Cancelled'));
      }
      await store.set('debuggerConsents', [...consents, path]);
    }
    return 'install-and-wait';
  }

  private async launch(
    script: string,
    connection: Connection,
    options: {
      readonly mode: SandboxDebugMode;
      readonly report: Report;
      readonly signal: AbortSignal;
    },
  ): Promise<Launched> {
    const { launcher } = this.services;
    const { mode, report, signal } = options;
    const debugged = (launch: TrainingLaunch): TrainingLaunch => ({
      ...launch,
      debug: mode,
      maxRuntimeSeconds: Math.max(launch.maxRuntimeSeconds, leastRuntimeSeconds),
    });
    const remembered = launcher.memory.form(script, connection.info);
    const quiet = { script, connection, remembered };
    return await launchWithoutPage(launcher, { ...quiet, change: debugged }, report, signal);
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
