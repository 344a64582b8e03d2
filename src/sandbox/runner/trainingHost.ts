import * as path from 'node:path';
import type { JobRecord } from '../store/jobRecord';
import type { ObjectStore } from '../store/objectStore';
import { channelFiles, channelsOf, prefixFiles } from './channelData';
import { checkRequirements } from './checkRequirements';
import type { FolderSync } from './folderSync';
import { makeHostFolders, type HostFolders } from './jobFolders';
import { copyObject, downloadCode, downloadFiles, type Destination } from './jobInputs';
import { scriptCommand, scriptSource } from './jobScript';
import type { FailedCommand, HostWork } from './jobWork';
import { readOwnText, writeOutput } from './ownOutput';
import { guardedNames } from './scriptEnvironment';
import { checkpoints } from './syncedFolders';

export interface TrainingHostParts {
  readonly objects: ObjectStore;
  /** The folders of this host that are uploaded while it runs. */
  readonly syncs: readonly FolderSync[];
  /** Told of what goes wrong beside the job's outcome. */
  readonly report: (error: unknown) => void;
}

/** One host of a training job. */
export function trainingHost(
  job: JobRecord,
  place: HostFolders,
  parts: TrainingHostParts,
): HostWork {
  const { output } = place.container;
  let temporaryFolder = '';
  return {
    name: place.host,
    home: place.home,
    folder: place.container.base,
    open: async (temporary) => {
      temporaryFolder = temporary;
      await makeHostFolders(place, job.request);
    },
    download: async (signal) => {
      await download(job, place, parts.objects, signal);
      for (const sync of parts.syncs) await sync.begin();
    },
    plan: async (host, signal) => {
      const command = scriptCommand(job, { ...place, temporaryFolder }, host);
      await checkRequirements(command.interpreter, command.cwd, command.env, signal);
      return { notes: guardedNote(job), commands: [command] };
    },
    succeed: () => writeOutput(output, 'success', ''),
    explain: (failed) => explain(failed, output, parts.report),
  };
}

async function download(
  { request }: JobRecord,
  host: HostFolders,
  objects: ObjectStore,
  signal: AbortSignal,
): Promise<void> {
  const { code, data } = host.container;
  await downloadCode(objects, scriptSource(request)?.submitDirectory ?? '', code, signal);
  const place: Destination['place'] = (object, target) => objects.materialise(object, target);
  for (const channel of channelsOf(request, host.host)) {
    const files = await channelFiles(objects, request, channel, host.host);
    const folder = path.join(data, channel.ChannelName);
    await downloadFiles(files, { folder, name: `channel ${channel.ChannelName}`, place }, signal);
  }
  const kept = checkpoints(request, host);
  if (kept === undefined) return;
  const target = { folder: kept.folder, name: 'the checkpoints', place: copyObject };
  await downloadFiles(prefixFiles(objects, kept.target), target, signal);
}

function guardedNote(job: JobRecord): readonly string[] {
  const names = guardedNames(job.request.Environment ?? {});
  if (names.length === 0) return [];
  return [`The local sandbox does not pass these variables of Environment on: ${names.join(', ')}`];
}

/** The script's own reason, in `output/failure`, comes before what was captured. */
async function explain(
  { command, code, lastLines }: FailedCommand,
  output: string,
  report: (error: unknown) => void,
): Promise<string> {
  const captured = command.failure(code, lastLines);
  const own = await readOwnText(path.join(output, 'failure'));
  // The reason counts also where it cannot be written down.
  if (own === '') await writeOutput(output, 'failure', captured).catch(report);
  return `AlgorithmError: ${own === '' ? captured : own}`;
}
