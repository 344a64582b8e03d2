import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { ObjectStore } from '../../store/objectStore';
import type { ProcessingRecord, ProcessingRequest } from '../../store/processingRequest';
import { containerCommand, makeProgramFolder, mapContainerPaths } from '../start/containerCommand';
import { extractArchive } from '../inputs/extractArchive';
import { frameworkCodePath, readFrameworkScript } from './frameworkProcessor';
import { jobPython, type Installing, type JobPython } from '../start/jobPython';
import type { ScriptHost } from '../start/scriptHost';
import type { HostPlan, HostWork } from '../jobWork';
import { downloadInputs } from './processingData';
import { processingFailure } from './processingFailure';
import { localFolder, makeProcessingFolders, type ProcessingFolders } from './processingFolders';
import { scriptEnvironment, worldNotes } from '../start/scriptEnvironment';

export interface ProcessingHostParts {
  readonly objects: ObjectStore;
  readonly installing: Installing;
  /** Called when the host's command has ended with 0. */
  readonly succeeded: () => void;
}

/** More than any script that the SDK writes. */
const longestFrameworkScript = 64 * 1024;

/** One host of a processing job. */
export function processingHost(
  job: ProcessingRecord,
  folders: ProcessingFolders,
  { objects, installing, succeeded }: ProcessingHostParts,
): HostWork {
  let temporaryFolder = '';
  return {
    name: folders.host,
    home: folders.home,
    folder: folders.base,
    open: async (temporary) => {
      temporaryFolder = temporary;
      await makeProcessingFolders(folders, job);
    },
    download: (signal) => downloadInputs(objects, job.request, folders, signal),
    plan: (host, signal) => {
      const place = { ...folders, temporaryFolder };
      return plan({ request: job.request, place, installing }, host, signal);
    },
    succeed: () => {
      succeeded();
      return Promise.resolve();
    },
    explain: ({ lastLines }) => Promise.resolve(processingFailure(folders.base, lastLines)),
  };
}

type Place = ProcessingFolders & { readonly temporaryFolder: string };

interface Plan {
  readonly request: ProcessingRequest;
  readonly place: Place;
  readonly installing: Installing;
}

async function plan(
  { request, place, installing }: Plan,
  host: ScriptHost,
  signal: AbortSignal,
): Promise<HostPlan> {
  const { words, cwd } = await whatRuns(request, place, signal);
  const requirements = path.join(cwd, 'requirements.txt');
  const python = existsSync(requirements)
    ? await installed({ request, place, installing }, requirements, host, signal)
    : { interpreter: host.interpreter, commands: [] };
  const { interpreter } = python;
  const env = await environment(request, place, { ...host, interpreter });
  const command = await containerCommand(words, { ...place, interpreter, env });
  return {
    notes: worldNotes({ isolated: isIsolated(request), requested: request.Environment ?? {} }),
    commands: [
      ...python.commands,
      { interpreter: host.interpreter, command, cwd, env, failure: seeLogs },
    ],
  };
}

/** Only what the SDK's own script would install lies where the command runs. */
async function installed(
  { request, place, installing }: Plan,
  file: string,
  host: ScriptHost,
  signal: AbortSignal,
): Promise<JobPython> {
  const env = await environment({ ...request, Environment: {} }, place, host);
  const { interpreter } = host;
  const requested = request.Environment ?? {};
  const need = { interpreter, file, env, requested, failure: seeLogs };
  return await jobPython(need, installing, signal);
}

function seeLogs(): string {
  return 'See job logs for more information';
}

/** The entry point with its arguments, or what the SDK's own script would run in the end. */
async function whatRuns(
  { AppSpecification }: ProcessingRequest,
  place: Place,
  signal: AbortSignal,
): Promise<{ readonly words: readonly string[]; readonly cwd: string }> {
  const { ContainerEntrypoint: entrypoint = [], ContainerArguments: args = [] } = AppSpecification;
  const framework = await frameworkScript(entrypoint, place);
  if (framework === undefined) return { words: [...entrypoint, ...args], cwd: place.home };
  const code = localFolder(place, frameworkCodePath);
  const archive = path.join(code, 'sourcedir.tar.gz');
  // Without it, the command itself says that its script is missing.
  if (existsSync(archive)) await extractArchive(archive, code, signal);
  return { words: [...framework.command, ...args], cwd: code };
}

async function frameworkScript(entrypoint: readonly string[], { base }: Place) {
  const [shell = '', script = '', ...more] = entrypoint;
  if (!/(?:^|\/)bash$/.test(shell) || !script.startsWith('/opt/ml/') || more.length > 0) {
    return undefined;
  }
  const text = await readFile(mapContainerPaths(script, base), 'utf8').catch(() => '');
  return text.length > longestFrameworkScript ? undefined : readFrameworkScript(text);
}

/**
 * The service gives a processing container the request's variables and no others;
 * `SAGEMAKER_BASE_DIR` is the sandbox's own, for scripts that want to know where `/opt/ml` is.
 */
async function environment(
  request: ProcessingRequest,
  place: Place,
  host: ScriptHost,
): Promise<Readonly<Record<string, string>>> {
  const requested = Object.entries(request.Environment ?? {}).map(
    ([name, value]) => [name, mapContainerPaths(value, place.base)] as const,
  );
  return scriptEnvironment({
    ...host,
    ...place,
    isolated: isIsolated(request),
    programFolder: await programFolder(place, host),
    container: { SAGEMAKER_BASE_DIR: place.base },
    requested: Object.fromEntries(requested),
  });
}

async function programFolder(place: Place, host: ScriptHost): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  return await makeProgramFolder(place.home, host.interpreter);
}

function isIsolated({ NetworkConfig }: ProcessingRequest): boolean {
  return NetworkConfig?.EnableNetworkIsolation ?? false;
}
