import { sandboxDebugVariable } from '../../../core/sandbox/protocol';
import { firstHost } from '../../../core/training/hostNames';
import { debuggerPython } from '../debug/debuggerPython';
import type { DebuggedScript } from '../debug/debuggedCommand';
import { JobFailure } from '../jobFailure';
import type { ScriptCommand } from '../process/scriptProcess';
import type { EntryPoint } from './entryPoint';
import { plainWorld, type TrainingPlace } from './trainingWorld';

/** How a script is debugged, what must be installed before, and what the log is to say of it. */
export interface ScriptDebugging {
  readonly script: DebuggedScript;
  readonly commands: readonly ScriptCommand[];
  readonly notes: readonly string[];
}

/** `undefined` when no debugger is asked for. Of several hosts the first one has it. */
export async function scriptDebugging(
  place: TrainingPlace,
  { kind, program }: EntryPoint,
  signal: AbortSignal,
): Promise<ScriptDebugging | undefined> {
  const { job, folders, host, installing, debuggers } = place;
  const requested = job.request.Environment ?? {};
  if (requested[sandboxDebugVariable] === undefined || folders.host !== firstHost) return undefined;
  if (kind === 'command') {
    throw new JobFailure(
      `ClientError: The local sandbox cannot debug ${program}: it debugs Python scripts.`,
    );
  }
  const env = plainWorld(place);
  const need = { interpreter: host.interpreter, env, requested };
  const { interpreter, commands } = await debuggerPython(need, installing, signal);
  const { temporaryFolder } = folders;
  const codeFolder = folders.container.code;
  const { patienceSeconds } = debuggers;
  return {
    script: {
      ...{ jobName: job.name, codeFolder, temporaryFolder, env, debuggers },
      debugger: interpreter,
    },
    commands,
    notes: [
      `The script on ${firstHost} waits for a debugger, for ${patienceSeconds} seconds at most.`,
    ],
  };
}
