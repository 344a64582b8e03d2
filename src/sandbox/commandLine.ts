import type { Clock } from '../core/clock';
import { AppError } from '../core/errors';
import type { PythonInterpreter } from '../core/sandbox/protocol';
import type { OpenJobPart } from './jobPart';
import { helpPage } from './helpPage';
import { describeTask, runTask } from './housekeeping/task';
import { parseOptions, type SandboxOptions, type Task } from './options';
import { startSandbox, type RunningSandbox, type SandboxParts } from './server';

/** What the command line is given by the process that it runs in. */
export interface CommandLineParts {
  readonly args: readonly string[];
  readonly clock: Clock;
  readonly openJobs: OpenJobPart;
  readonly probePython: (path: string) => Promise<PythonInterpreter>;
  readonly findPython: () => Promise<PythonInterpreter | undefined>;
}

/** Runs a sandbox until it ends; resolves with the exit code: 1 for failures, 2 for wrong usage. */
export async function runCommandLine(parts: CommandLineParts): Promise<number> {
  try {
    const options = parseOptions(parts.args, process.env);
    if (options.help) {
      process.stdout.write(helpPage);
      return 0;
    }
    if (options.task) return await doTask(parts, options, options.task);
    return await run(parts, options);
  } catch (error) {
    return explain(error);
  }
}

async function run(parts: CommandLineParts, options: SandboxOptions): Promise<number> {
  const signal = untilSignal();
  const { python, exitWhenIdle } = options;
  // A window registers the interpreter itself; looking for one would only delay the start.
  const findPython = exitWhenIdle ? undefined : parts.findPython;
  const sandbox = await startSandbox({
    ...sandboxParts(parts, options),
    python: python === undefined ? findPython : () => parts.probePython(python),
  });
  if ('port' in sandbox) {
    tell(`A local sandbox runs already on ${options.dataDir}, at port ${sandbox.port}.`);
    // A window only wants one to run; whoever waits for the keys on standard output gets none.
    return exitWhenIdle ? 0 : 1;
  }
  void signal.then((why) => sandbox.stop(why));
  announce(sandbox, options);
  tell(`The local sandbox has ended. ${await sandbox.ended}`);
  return 0;
}

/** Does one thing with the data, in the sandbox that runs on them or in one for the time it takes. */
async function doTask(
  parts: CommandLineParts,
  options: SandboxOptions,
  task: Task,
): Promise<number> {
  const answer = await runTask({ ...sandboxParts(parts, options), port: 0 }, task);
  process.stdout.write(describeTask(options.dataDir, answer));
  return 0;
}

function sandboxParts(parts: CommandLineParts, options: SandboxOptions): SandboxParts {
  const { clock, openJobs, probePython } = parts;
  const { dataDir, port, exitWhenIdle, adoptData, installRequirements } = options;
  return {
    ...{ dataDir, port, exitWhenIdle, adoptData, installRequirements },
    ...{ clock, openJobs, probePython, report },
  };
}

/** The secret is for the person at the terminal; the extension reads it from the data folder. */
function announce({ announcement }: RunningSandbox, { exitWhenIdle }: SandboxOptions): void {
  if (!exitWhenIdle) process.stdout.write(`${JSON.stringify(announcement)}\n`);
  tell(`The local sandbox listens at ${announcement.endpoint}; data in ${announcement.dataDir}.`);
}

/** Resolves with the first signal that asks this process to end. */
function untilSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      // Also the later ones are caught: a terminal sends Ctrl+C both to npm, which repeats it, and
      // to us, and the second must not cut the end short.
      process.on(signal, () => resolve(`It received ${signal}.`));
    }
  });
}

function explain(error: unknown): number {
  if (!(error instanceof AppError)) {
    report(error);
    return 1;
  }
  tell(error.message);
  return error.reason === 'invalid' && error.cause instanceof TypeError ? 2 : 1;
}

function report(error: unknown): void {
  tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function tell(text: string): void {
  process.stderr.write(`${new Date().toISOString()} ${text}\n`);
}
