import * as path from 'node:path';
import type { JobRecord } from '../../store/jobRecord';
import type { ObjectStore } from '../../store/objectStore';
import { prefixFiles } from '../inputs/channelData';
import type { FolderSync } from '../outputs/folderSync';
import type { HostChannels } from '../inputs/hostChannels';
import { makeHostFolders, type HostFolders } from './jobFolders';
import { copyObject, downloadFiles } from '../inputs/jobInputs';
import { containerPlaceHint } from '../start/containerPlace';
import type { Debuggers } from '../debug/debuggers';
import type { Installing } from '../start/jobPython';
import type { FailedCommand, HostWork } from '../jobWork';
import { readOwnText, writeOutput } from '../outputs/ownOutput';
import { fetchCode } from '../inputs/scriptCode';
import { checkpoints } from '../outputs/syncedFolders';
import { trainingPlan } from './trainingPlan';

export interface TrainingHostParts {
  readonly objects: ObjectStore;
  readonly channels: HostChannels;
  /** The folders of this host that are uploaded while it runs. */
  readonly syncs: readonly FolderSync[];
  readonly installing: Installing;
  readonly debuggers: Debuggers;
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
      await parts.channels.download(signal);
      await download(job, place, parts.objects, signal);
      for (const sync of parts.syncs) await sync.begin();
    },
    plan: async (host, signal) => {
      const folders = { ...place, temporaryFolder };
      const { installing, debuggers } = parts;
      return await trainingPlan({ job, folders, host, installing, debuggers }, signal);
    },
    succeed: () => writeOutput(output, 'success', ''),
    explain: (failed) => explain(failed, output, parts.report),
    hint: (lastLines) => trainingHint(place.container.base, lastLines),
  };
}

async function download(
  { request }: JobRecord,
  host: HostFolders,
  objects: ObjectStore,
  signal: AbortSignal,
): Promise<void> {
  const kept = checkpoints(request, host);
  if (kept !== undefined) {
    const target = { folder: kept.folder, name: 'the checkpoints', place: copyObject };
    await downloadFiles(prefixFiles(objects, kept.target), target, signal);
  }
  await fetchCode(request, host, objects, signal);
}

/** The framework's variables name these folders on the service and here (facts of script mode). */
function trainingHint(base: string, lastLines: readonly string[]): string | undefined {
  const hint = containerPlaceHint(base, lastLines);
  if (hint === undefined) return undefined;
  return (
    `${hint} SM_MODEL_DIR, SM_CHANNEL_…, SM_OUTPUT_DATA_DIR and SAGEMAKER_BASE_DIR name the job's folders ` +
    'everywhere; in hyperparameters and Environment the sandbox puts its own folder for /opt/ml.'
  );
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
