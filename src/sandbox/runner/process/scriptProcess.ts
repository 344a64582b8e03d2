import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { askTreeToEnd, endMarked, endTree, startTree } from '../../../node/processTree';
import { pumpLines, type LineSink } from './pumpLines';
import { sandboxAsset } from './sandboxAsset';
import type { ExitCode } from './scriptFailure';

export interface ScriptCommand {
  /** The Python that starts the program, to join what it prints on both outputs. */
  readonly interpreter: string;
  /** The program's path and its arguments. */
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** What a container would leave in `output/failure` when the program ends otherwise than with 0. */
  readonly failure: (code: ExitCode, lastLines: readonly string[]) => string;
  /** What goes on beside the program: begun before it, unless aborted, and stopped when it has ended. */
  readonly accompany?: (signal: AbortSignal) => Promise<{ stop(): Promise<void> }>;
}

/** How long output is waited for that a process outside of the script's group may still hold. */
const strayMilliseconds = 1000;

/** A script as a process: started at once, its lines given to `sink`. */
export class ScriptProcess {
  private readonly head: ChildProcess;
  /** Settles when the process has ended and its last line has been taken. */
  readonly ended: Promise<ExitCode>;

  /** @param home the `HOME` that this script and whatever it starts has, and nothing else */
  constructor(
    command: ScriptCommand,
    private readonly home: string,
    sink: LineSink,
  ) {
    const launcher = ['-I', '-S', sandboxAsset('launch.py'), ...command.command];
    this.head = startTree(command.interpreter, launcher, command);
    this.ended = this.follow(sink);
    // Whoever waits learns of a failure; until then it must not count as one that nobody handles.
    this.ended.catch(() => undefined);
  }

  get pid(): number | undefined {
    return this.head.pid;
  }

  /** Asks the script to end, and ends it when it has not done so after the grace. */
  async stop(graceMilliseconds: number): Promise<void> {
    askTreeToEnd(this.head);
    const gone = this.ended.catch(() => undefined);
    const waited = new AbortController();
    const grace = sleep(graceMilliseconds, 'over', { signal: waited.signal }).catch(() => 'gone');
    const outcome = await Promise.race([gone, grace]);
    waited.abort();
    if (outcome === 'over') await this.kill();
  }

  async kill(): Promise<void> {
    if (this.head.pid !== undefined) await endTree(this.head.pid);
  }

  private async follow(sink: LineSink): Promise<ExitCode> {
    const outputs = [this.head.stdout, this.head.stderr].filter((output) => output !== null);
    const pumping = Promise.all(outputs.map((output) => pumpLines(output, sink)));
    // Lines that cannot be kept end the script: it would only run for nothing.
    pumping.catch(() => this.kill());
    const [code, signal] = (await once(this.head, 'exit')) as [
      number | null,
      NodeJS.Signals | null,
    ];
    // A container ends with its first process; what it has left behind goes with it.
    await this.kill();
    await endMarked('HOME', this.home);
    await this.drain(pumping, outputs);
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  }

  private async drain(pumping: Promise<unknown>, outputs: readonly Readable[]): Promise<void> {
    const waited = new AbortController();
    const stray = sleep(strayMilliseconds, undefined, { signal: waited.signal })
      .then(() => outputs.forEach((output) => output.destroy()))
      .catch(() => undefined);
    try {
      await pumping;
    } finally {
      waited.abort();
      await stray;
    }
  }
}
