import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import * as path from 'node:path';
import { JobFailure } from '../jobFailure';
import { sandboxAsset } from '../process/sandboxAsset';
import type { ScriptCommand } from '../process/scriptProcess';
import { AdapterProcess, type AdapterSettings } from './adapterProcess';
import type { Debuggers } from './debuggers';

/** A script that is to wait for its debugger. */
export interface DebuggedScript {
  readonly jobName: string;
  /** The folder that its copy of the source lies in. */
  readonly codeFolder: string;
  /** Of this host alone, and closed to other users. */
  readonly temporaryFolder: string;
  /** A Python that has debugpy. */
  readonly debugger: string;
  /** For the adapter: without keys, and without what the request sets. */
  readonly env: Readonly<Record<string, string>>;
  readonly debuggers: Debuggers;
}

/** The words between the interpreter and what it is to run. */
export function debuggerWords({ temporaryFolder }: DebuggedScript): readonly string[] {
  const settings = settingsFile(temporaryFolder);
  // Python's own modules, when frozen, hide lines from the debugger; before Python 3.11 none are.
  return ['-X', 'frozen_modules=off', sandboxAsset('debug.py'), settings];
}

/**
 * A command that has these words, together with the adapter that its script and its debugger meet at.
 * Neither has a port that lets a stranger in: the script and the adapter know each other by secrets in a
 * file of the user's own, and the debugger comes through a socket in a folder of the user's own.
 */
export function debuggedCommand(command: ScriptCommand, script: DebuggedScript): ScriptCommand {
  return { ...command, accompany: (signal) => accompany(script, signal) };
}

async function accompany(
  script: DebuggedScript,
  signal: AbortSignal,
): Promise<{ stop(): Promise<void> }> {
  const { temporaryFolder, debugger: interpreter, debuggers, jobName, codeFolder } = script;
  const socket = socketAddress(temporaryFolder);
  // Whatever has the job's own HOME ends with its script; the adapter still tells of that end.
  const env = { ...script.env, HOME: temporaryFolder, USERPROFILE: temporaryFolder };
  const adapter = await AdapterProcess.start({ interpreter, env, cwd: temporaryFolder, signal });
  let client: Socket | undefined;
  const server = createServer((connection) => {
    if (client) {
      connection.destroy();
      return;
    }
    client = connection;
    server.close();
    debuggers.withdraw(jobName);
    adapter.serve(connection);
  });
  const stop = async () => {
    debuggers.withdraw(jobName);
    server.close();
    await adapter.stop(client?.destroyed === false);
    client?.destroy();
  };
  try {
    await writeSettings(temporaryFolder, adapter.settings, debuggers.patienceSeconds);
    server.listen(socket);
    await once(server, 'listening');
    debuggers.offer(jobName, { socket, codeFolder });
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function settingsFile(temporaryFolder: string): string {
  return path.join(temporaryFolder, 'debugger.json');
}

async function writeSettings(
  temporaryFolder: string,
  settings: AdapterSettings,
  seconds: number,
): Promise<void> {
  const text = JSON.stringify({ ...settings, seconds });
  await writeFile(settingsFile(temporaryFolder), text, { mode: 0o600 });
}

/** In bytes; macOS takes no more, and a longer one is cut off and means another place. */
const longestSocketPath = 103;

function socketAddress(temporaryFolder: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\sagemaker-workbench-${randomUUID()}`;
  const socket = path.join(temporaryFolder, 'debugger');
  if (Buffer.byteLength(socket) <= longestSocketPath) return socket;
  throw new JobFailure(
    'ClientError: The local sandbox cannot debug the script: the path of its temporary folder is too ' +
      `long for a socket (${socket}). Start it with a TMPDIR that is shorter.`,
  );
}
