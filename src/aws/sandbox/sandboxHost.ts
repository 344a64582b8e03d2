import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Clock } from '../../core/clock';
import { AppError } from '../../core/errors';
import {
  sandboxProtocolVersion,
  type PythonInterpreter,
  type SandboxOperations,
} from '../../core/sandbox/protocol';
import { isDiskFull } from '../../node/files';
import { isRefused } from '../errors';
import type { Environment } from '../sharedConfig';
import type { SandboxAddress } from './address';
import { findSandbox } from './findSandbox';
import { installBundle, removeOldBundles } from './installBundle';
import { callSandbox } from './managementCall';
import { startSandbox, type SandboxCommand, type StartedProcess } from './sandboxProcess';

export interface SandboxOptions {
  /** The built sandbox: `sandbox.js` and what stands beside it. */
  readonly bundleDir: string;
  /** The extension's global storage; everything lives in `sandbox` below it. */
  readonly storageDir: string;
  readonly env: Environment;
  readonly clock: Clock;
  /** For development; else this very Node runs the copied bundle. */
  readonly command?: SandboxCommand;
}

const milliseconds = {
  heartbeat: 30_000,
  start: 20_000,
  /** Between looks for a sandbox that is starting: at first, and after `quick`. */
  look: 25,
  lookLater: 250,
  quick: 2_000,
  /** For another one's start, when ours has ended. */
  grace: 1_500,
};

/**
 * Finds or starts the one sandbox of this user and keeps it alive while this host lives. It stays
 * when the host is disposed: jobs go on, and it leaves by itself when nobody asks for it any more.
 */
export class SandboxHost {
  private address: SandboxAddress | undefined;
  private opening: Promise<SandboxAddress> | undefined;
  private readonly window = randomUUID();
  private readonly life = new AbortController();
  private readonly folder: string;
  private interpreter: string | undefined;

  constructor(private readonly options: SandboxOptions) {
    this.folder = path.join(options.storageDir, 'sandbox');
  }

  /** The running sandbox; starts one when there is none. Fails as `sandboxUnavailable` or `diskFull`. */
  async current(): Promise<SandboxAddress> {
    this.life.signal.throwIfAborted();
    if (this.address !== undefined) {
      return this.address;
    }
    this.opening ??= this.open().finally(() => (this.opening = undefined));
    return await this.opening;
  }

  /** Nothing answers at `address` any more: the next `current` looks for another. */
  lost(address: SandboxAddress): void {
    if (this.address === address) {
      this.address = undefined;
    }
  }

  /**
   * Registers an interpreter now, and again with every sandbox that is started later. Fails as
   * `noPython`, with the reason, for what is no usable interpreter.
   */
  async registerPython(file: string, signal?: AbortSignal): Promise<PythonInterpreter> {
    const known = await this.call('RegisterInterpreter', { path: file }, signal).catch(noPython);
    this.interpreter = known.path;
    return known;
  }

  /**
   * A management call that starts the sandbox once more when the known one is gone. Not repeated when
   * it may have arrived: to clear twice would remove what came in between.
   */
  async call<Name extends keyof SandboxOperations>(
    operation: Name,
    input: SandboxOperations[Name]['request'],
    signal?: AbortSignal,
  ): Promise<SandboxOperations[Name]['answer']> {
    const address = await this.current();
    try {
      return await callSandbox(address, operation, input, signal);
    } catch (error) {
      if (!AppError.is(error, 'network')) {
        throw error;
      }
      this.lost(address);
      if (!isRefused(error)) {
        throw error;
      }
      return await callSandbox(await this.current(), operation, input, signal);
    }
  }

  /** Stops the running jobs and ends the sandbox, whichever window started it. */
  async end(): Promise<void> {
    await this.opening?.catch(() => undefined);
    // What cannot even be looked for is not there to be ended; starting will say why.
    const running = this.address ?? (await findSandbox(this.dataDir).catch(() => undefined));
    this.address = undefined;
    if (running !== undefined) {
      await callSandbox(running, 'Drain', { now: true });
      await this.untilGone(running);
    }
  }

  private async untilGone(address: SandboxAddress): Promise<void> {
    const { clock } = this.options;
    const end = clock.now() + milliseconds.start;
    while ((await findSandbox(this.dataDir))?.pid === address.pid) {
      if (clock.now() > end) {
        throw new AppError(
          'sandboxUnavailable',
          'The local sandbox was asked to end, but did not.',
        );
      }
      await clock.sleep(milliseconds.look, this.life.signal);
    }
  }

  /** Stops the heartbeats. */
  dispose(): void {
    this.life.abort(new AppError('cancelled', 'The window is closing.'));
  }

  private get dataDir(): string {
    return path.join(this.folder, 'data');
  }

  private async open(): Promise<SandboxAddress> {
    const address = await this.findOrStart();
    await this.registerAgain(address);
    this.address = address;
    void this.keepAlive(address);
    return address;
  }

  private async findOrStart(): Promise<SandboxAddress> {
    try {
      return (await this.find()) ?? (await this.start());
    } catch (error) {
      throw startFailure(error);
    }
  }

  /** A running sandbox that speaks our protocol; one of an older version is replaced by starting ours. */
  private async find(): Promise<SandboxAddress | undefined> {
    const running = await findSandbox(this.dataDir, this.life.signal);
    if (running !== undefined && running.protocolVersion > sandboxProtocolVersion) {
      throw new AppError(
        'sandboxUnavailable',
        'The local sandbox belongs to a newer version of the extension. Reload the window to use it.',
      );
    }
    return running?.protocolVersion === sandboxProtocolVersion ? running : undefined;
  }

  /** A sandbox that is started later does not know the interpreter of earlier jobs. */
  private async registerAgain(address: SandboxAddress): Promise<void> {
    if (this.interpreter === undefined) {
      return;
    }
    try {
      await callSandbox(address, 'RegisterInterpreter', { path: this.interpreter });
    } catch (error) {
      // An interpreter that is gone is refused again, with the reason, by the job that names it.
      if (AppError.is(error, 'network')) {
        throw error;
      }
    }
  }

  private async start(): Promise<SandboxAddress> {
    const bundle = await installBundle(this.options.bundleDir, this.folder);
    const started = await startSandbox({
      command: this.options.command ?? ownCommand(bundle),
      dataDir: this.dataDir,
      logFile: path.join(this.folder, 'sandbox.log'),
      env: this.options.env,
    });
    const address = await this.waitFor(started);
    if (address.pid === started.pid) {
      await removeOldBundles(this.folder, bundle);
    }
    return address;
  }

  /** Waits until a sandbox answers: ours, or one that another window started a moment earlier. */
  private async waitFor(started: StartedProcess): Promise<SandboxAddress> {
    const { clock } = this.options;
    const begin = clock.now();
    let end = begin + milliseconds.start;
    let ended = false;
    for (;;) {
      const address = await this.find();
      if (address !== undefined) {
        return address;
      }
      if (!ended && started.ended() !== undefined) {
        ended = true;
        // It may have found another that is just starting.
        end = clock.now() + (started.pid === undefined ? 0 : milliseconds.grace);
      }
      if (clock.now() >= end) {
        throw await explain(started);
      }
      const quick = clock.now() - begin < milliseconds.quick;
      await clock.sleep(quick ? milliseconds.look : milliseconds.lookLater, this.life.signal);
    }
  }

  private async keepAlive(address: SandboxAddress): Promise<void> {
    const { signal } = this.life;
    try {
      while (this.address === address) {
        await callSandbox(address, 'Heartbeat', { window: this.window }, signal);
        await this.options.clock.sleep(milliseconds.heartbeat, signal);
      }
    } catch {
      // It was killed, or this window closes; the next call finds or starts another.
      this.lost(address);
    }
  }
}

const noPython = (error: unknown): never => {
  throw AppError.is(error, 'invalid')
    ? new AppError('noPython', error.message, { cause: error })
    : error;
};

const ownCommand = (bundle: string): SandboxCommand => ({
  command: process.execPath,
  args: [path.join(bundle, 'sandbox.js')],
});

async function explain(started: StartedProcess): Promise<AppError> {
  const words = await started.lastWords();
  const reason = started.ended() ?? 'it did not answer in time';
  return new AppError(
    'sandboxUnavailable',
    `The local sandbox could not start: ${words === '' ? `${reason}.` : words}`,
  );
}

function startFailure(error: unknown): AppError {
  if (error instanceof AppError) {
    return error;
  }
  if (isDiskFull(error)) {
    return new AppError('diskFull', 'The local sandbox could not start: the disk is full.', {
      cause: error,
    });
  }
  const said = error instanceof Error ? error.message : String(error);
  return new AppError('sandboxUnavailable', `The local sandbox could not start: ${said}`, {
    cause: error,
  });
}
