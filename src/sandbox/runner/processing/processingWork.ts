import type { ProcessingRecord } from '../../store/processingRequest';
import { readExitMessage } from './exitMessage';
import { FolderSync, keepSynced } from '../outputs/folderSync';
import { LeftOut } from '../outputs/leftOut';
import { removeFolder } from '../removeFolder';
import type { JobWork, WorkParts } from '../jobWork';
import { inputFolders, outputFolders } from './processingData';
import {
  defaultProcessingSeconds,
  processingFolders,
  processingHosts,
  type ProcessingFolders,
} from './processingFolders';
import { processingHost } from './processingHost';

/** A processing job in the folder `jobFolder`. */
export function processingWork(
  job: ProcessingRecord,
  jobFolder: string,
  parts: WorkParts,
): JobWork {
  const { objects, installing, report, syncMilliseconds } = parts;
  const { request } = job;
  const hosts = processingHosts(request).map((name) => processingFolders(jobFolder, name));
  const succeeded = new Set<string>();
  const leftOut = new LeftOut();
  const syncs = (mode: 'Continuous' | 'EndOfJob') =>
    hosts
      .flatMap((host) => outputFolders(request, host, mode))
      .map((folder) => new FolderSync(objects, folder, leftOut));
  return {
    logGroup: '/aws/sagemaker/ProcessingJobs',
    hosts: hosts.map((host) =>
      processingHost(job, host, { objects, installing, succeeded: () => succeeded.add(host.host) }),
    ),
    metricDefinitions: [],
    limits: {
      maxRuntimeSeconds: request.StoppingCondition?.MaxRuntimeInSeconds ?? defaultProcessingSeconds,
      maxWaitSeconds: Infinity,
      retries: 0,
    },
    accompany: () => keepSynced(syncs('Continuous'), report, syncMilliseconds),
    upload: async () => {
      // What a script that failed has left half done is not uploaded at its end.
      if (succeeded.size === hosts.length) {
        for (const sync of syncs('EndOfJob')) await sync.pass();
      }
      return { exitMessage: await readExitMessage(hosts.map(({ base }) => base)) };
    },
    leftOut: () => leftOut.notes,
    clear: () => clear(hosts, (host) => inputFolders(request, host)),
  };
}

/** Removes what an ended job needs no more: its inputs are in S3, its outputs stay. */
async function clear(
  hosts: readonly ProcessingFolders[],
  inputs: (host: ProcessingFolders) => readonly string[],
): Promise<void> {
  for (const host of hosts) {
    for (const folder of [...inputs(host), host.home]) await removeFolder(folder);
  }
}
