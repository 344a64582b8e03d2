import * as vscode from 'vscode';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { AppError } from '../../core/errors';
import type { Output } from '../../platform/output';
import { completeConfiguration, type DebugConfiguration } from './debugConfiguration';
import { pathMappings as mappingsOf } from '../launch/sourceRoots';
import { DebugRelay } from './debugRelay';
import { DebugStarter, type DebuggedJob, type DebugServices } from './debugStarter';

export interface DebuggingServices extends DebugServices {
  readonly output: Output;
  /** Shows the person what went wrong in `work`. */
  guard(work: () => Promise<void>): Promise<void>;
  openLaunchPage(script: string): Promise<void>;
  /** Starts a script's job as it is, for who wants to run without debugging. */
  train(script: vscode.Uri): Thenable<unknown>;
  /** Starts a file's job with the chosen connection, and follows its log. */
  trainFile(file: vscode.Uri): Thenable<unknown>;
}

/** The debug type of this extension, as the workbench asks for it. */
export class Debugging {
  private readonly starter: DebugStarter;

  constructor(private readonly services: DebuggingServices) {
    this.starter = new DebugStarter(services);
  }

  /** What is to be debugged; `undefined` where nothing is, which the person has been told. */
  async resolve(written: vscode.DebugConfiguration): Promise<DebugConfiguration | undefined> {
    const configuration = completeConfiguration(written);
    if (!configuration) {
      const message = vscode.l10n.t(
        'Open the Python script or the job file that is to be debugged.',
      );
      await this.services.guard(() => Promise.reject(new AppError('invalid', message)));
      return undefined;
    }
    return configuration;
  }

  /**
   * Starts the job of a session and joins it. Each start of a session, also a restart, is a job of its own.
   * Throws a `CancellationError` for what the person has been told already.
   */
  async describe(session: vscode.DebugSession): Promise<vscode.DebugAdapterDescriptor> {
    // Only now `${file}` has been replaced, which may be a job file.
    const configuration = await this.resolve(session.configuration);
    if (!configuration) {
      throw new vscode.CancellationError();
    }
    if (this.isOnlyStarted(configuration)) {
      await this.startOnly(configuration);
      throw new vscode.CancellationError();
    }
    let adapter: DebugRelay | undefined;
    await this.services.guard(async () => {
      adapter = await this.join(configuration);
    });
    if (!adapter) {
      throw new vscode.CancellationError();
    }
    return new vscode.DebugAdapterInlineImplementation(adapter);
  }

  /** A job elsewhere cannot be joined. A script is debugged in the sandbox whatever is chosen. */
  private isOnlyStarted({ jobFile, ...configuration }: DebugConfiguration): boolean {
    const { chosen } = this.services;
    return configuration['noDebug'] === true || (jobFile !== undefined && !chosen.current.runsHere);
  }

  private async startOnly({ script, jobFile }: DebugConfiguration): Promise<void> {
    await (jobFile === undefined
      ? this.services.train(vscode.Uri.file(script))
      : this.services.trainFile(vscode.Uri.file(jobFile)));
  }

  private async join(configuration: DebugConfiguration): Promise<DebugRelay> {
    const { script, jobFile, name, justMyCode } = configuration;
    const job = await (jobFile === undefined
      ? this.start(script)
      : this.starter.startFile(vscode.Uri.file(jobFile)));
    const pathMappings = mappingsOf(job.roots, job.codeFolder);
    return new DebugRelay(await open(job), {
      attach: { name, justMyCode, pathMappings, redirectOutput: true, showReturnValue: true },
      stop: () => job.stop(),
      failed: (error) => this.services.output.error('debugging a script', error),
    });
  }

  private async start(script: string): Promise<DebuggedJob> {
    try {
      return await this.starter.start(script);
    } catch (error) {
      if (AppError.is(error, 'invalid')) {
        // There the reason stands with the link that mends it.
        await this.services.openLaunchPage(script);
      }
      throw error;
    }
  }
}

/** Stops the job when nobody can join it any more. */
async function open(job: DebuggedJob): Promise<Socket> {
  const socket = connect(job.socket);
  try {
    await once(socket, 'connect');
    return socket;
  } catch (error) {
    await job.stop();
    throw error;
  }
}
