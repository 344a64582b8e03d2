import type { S3Location } from '../../../core/s3Uri';
import { isSystemError } from '../../../node/files';
import type { ObjectStore } from '../../store/objectStore';
import type { Companion } from '../jobWork';
import type { LeftOut } from './leftOut';
import {
  contentOf,
  walkMerged,
  type OutputFolder,
  type Outputs,
  type WalkedFile,
} from './mergedFolders';
import { storing } from './storing';
import { waited } from '../timer';

/** A folder of which every file is to be in S3 under its name. */
export interface SyncedFolder extends OutputFolder {
  /** The key is a prefix; empty, or ended by a slash. */
  readonly target: S3Location;
  /** Links are left out instead of being uploaded as what they point to. */
  readonly leavesLinks?: boolean;
}

/** Where a URI's files go: below it, whether or not it ends with a slash. */
export function asPrefix({ bucket, key }: S3Location): S3Location {
  return { bucket, key: key === '' || key.endsWith('/') ? key : `${key}/` };
}

const usualPause = 2000;
/** At most this part of the time is spent on looking what has changed. */
const share = 1 / 20;

/** Uploads a folder's files when they have changed; what is deleted in the folder stays in S3. */
export class FolderSync {
  /** Size and time of each file as it was uploaded. */
  private versions = new Map<string, string>();
  private readonly outputs: Outputs;

  constructor(
    private readonly objects: ObjectStore,
    private readonly synced: SyncedFolder,
    leftOut: LeftOut,
  ) {
    this.outputs = { folders: [synced], leftOut };
  }

  /** Takes what is there now as uploaded. */
  async begin(): Promise<void> {
    this.versions = new Map();
    for await (const file of walkMerged(this.outputs)) {
      const version = await versionOf(file);
      if (version !== undefined) this.versions.set(file.name, version);
    }
  }

  /** Every object is whole; a file that is written meanwhile is uploaded again by the next pass. */
  async pass(): Promise<void> {
    const { target, leavesLinks = false } = this.synced;
    const present = new Map<string, string>();
    for await (const file of walkMerged(this.outputs)) {
      const isLeft = leavesLinks && file.stats.isSymbolicLink();
      const version = isLeft ? undefined : await versionOf(file);
      if (version === undefined) continue;
      const { name } = file;
      if (this.versions.get(name) !== version) {
        const isThere = await this.upload(target.bucket, target.key + name, file.path);
        if (!isThere) continue;
        this.versions.set(name, version);
      }
      present.set(name, version);
    }
    this.versions = present;
  }

  /** Tells whether the file was still there. */
  private async upload(bucket: string, key: string, file: string): Promise<boolean> {
    try {
      await storing(bucket, this.objects.putFile(bucket, key, file, 'application/octet-stream'));
      return true;
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return false;
      throw error;
    }
  }
}

async function versionOf(file: WalkedFile): Promise<string | undefined> {
  const content = await contentOf(file);
  return content && `${content.size} ${content.mtimeMs}`;
}

/**
 * Passes over the folders again and again until it is stopped, and then once more. A pass that
 * fails is reported and repeated by the next; the last one's failure is `stop`'s.
 */
export function keepSynced(
  syncs: readonly FolderSync[],
  report: (error: unknown) => void,
  pauseMilliseconds = usualPause,
): Companion {
  const end = new AbortController();
  const passAll = async () => {
    for (const sync of syncs) await sync.pass();
  };
  const loop = async () => {
    let pause = pauseMilliseconds;
    while (await waited(pause, end.signal)) {
      const before = performance.now();
      await passAll().catch(report);
      pause = Math.max(pauseMilliseconds, (performance.now() - before) / share);
    }
  };
  const running = syncs.length === 0 ? Promise.resolve() : loop();
  return {
    stop: async () => {
      end.abort();
      await running;
      await passAll();
    },
  };
}
