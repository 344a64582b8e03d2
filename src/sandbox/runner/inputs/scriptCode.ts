import { cp, lstat, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import type { TrainingRequest } from '../../store/jobRecord';
import type { ObjectStore } from '../../store/objectStore';
import { extractArchive } from './extractArchive';
import { insidePath } from './insidePath';
import { JobFailure } from '../jobFailure';
import type { HostFolders } from '../training/jobFolders';
import { downloadCode } from './jobInputs';
import { scriptSource } from '../training/jobScript';

const containerFolder = '/opt/ml/';

/**
 * Brings a script's source into the code folder, as the image's library does once the channels are
 * there: from S3, or, for a job without network, from the channel that the SDK puts it in.
 */
export async function fetchCode(
  request: TrainingRequest,
  { container }: HostFolders,
  objects: ObjectStore,
  signal: AbortSignal,
): Promise<void> {
  const source = scriptSource(request);
  if (source === undefined) return;
  const { submitDirectory } = source;
  if (!submitDirectory.startsWith(containerFolder)) {
    await downloadCode(objects, submitDirectory, container.code, signal);
    return;
  }
  if ((await readdir(container.code)).length > 0) return;
  const local = insidePath(container.base, submitDirectory.slice(containerFolder.length));
  await takeLocal(local, submitDirectory, container.code, signal);
}

async function takeLocal(
  local: string | undefined,
  name: string,
  codeFolder: string,
  signal: AbortSignal,
): Promise<void> {
  const entry = local === undefined ? undefined : await lstat(local).catch(() => undefined);
  if (local === undefined || entry === undefined) {
    throw new JobFailure(
      `AlgorithmError: Framework Error: \n[Errno 2] No such file or directory: '${name}'`,
    );
  }
  if (!entry.isDirectory()) {
    await extractArchive(local, codeFolder, signal);
    return;
  }
  if (path.resolve(local) !== path.resolve(codeFolder)) {
    await cp(local, codeFolder, { recursive: true });
  }
}
