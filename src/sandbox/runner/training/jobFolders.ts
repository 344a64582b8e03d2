import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import {
  containerFolders,
  resourceConfig,
  type ContainerFolders,
} from '../../../core/training/containerFiles';
import { firstHost } from '../../../core/training/hostNames';
import { removeTree } from '../../../node/removeTree';
import type { TrainingRequest } from '../../store/jobRecord';
import { checkChannelNames } from '../inputs/channelNames';
import { channelConfigs } from '../inputs/jobInputs';
import { checkpoints } from '../outputs/syncedFolders';
import { removeFolder } from '../removeFolder';
import { trainingCluster } from './trainingCluster';

/** The places of one host of a job: its container's folders, and what stands for the user's own. */
export interface HostFolders {
  /** `algo-1`, `algo-2`, … */
  readonly host: string;
  readonly container: ContainerFolders;
  readonly separator: '/' | '\\';
  readonly home: string;
  readonly emptyFile: string;
}

/** With the folder for what the scripts throw away, which lies elsewhere. */
export interface JobFolders extends HostFolders {
  readonly temporaryFolder: string;
}

/** `opt/ml` of the first host is the job's own; every other host has a folder of its name. */
export function hostFolders(jobFolder: string, host: string): HostFolders {
  const root = host === firstHost ? jobFolder : path.join(jobFolder, host);
  const separator = path.sep === '\\' ? '\\' : '/';
  return {
    host,
    container: containerFolders(path.join(root, 'opt', 'ml'), separator),
    separator,
    home: path.join(root, 'home'),
    emptyFile: path.join(root, 'empty'),
  };
}

/**
 * Makes a host's folders, empty, and the configuration files that a container finds in them. Throws a
 * `JobFailure` when the disk cannot have all channels' folders.
 */
export async function makeHostFolders(
  folders: HostFolders,
  request: TrainingRequest,
): Promise<void> {
  const { container, home, emptyFile } = folders;
  for (const folder of [container.base, home]) await removeTree(folder);
  const { code, config, data, model, outputData, intermediate } = container;
  for (const folder of [home, code, config, data, model, outputData, intermediate]) {
    await mkdir(folder, { recursive: true });
  }
  const channels = channelConfigs(request, folders.host);
  checkChannelNames(Object.keys(channels), data);
  await writeFile(emptyFile, '');
  const writeConfig = (name: string, content: object) =>
    writeFile(path.join(config, name), JSON.stringify(content));
  await writeConfig('hyperparameters.json', request.HyperParameters ?? {});
  await writeConfig('inputdataconfig.json', channels);
  await writeConfig('resourceconfig.json', resourceConfig(trainingCluster(request), folders.host));
  const kept = checkpoints(request, folders);
  if (kept === undefined) return;
  await mkdir(kept.folder, { recursive: true });
  const { S3Uri } = request.CheckpointConfig ?? {};
  await writeConfig('checkpointconfig.json', { S3Uri, LocalPath: kept.folder });
}

/** Removes what an ended job needs no more: its inputs are in S3, its code and outputs stay. */
export async function clearHostFolders({ container, home }: HostFolders): Promise<void> {
  await removeFolder(container.data);
  await removeFolder(home);
}
