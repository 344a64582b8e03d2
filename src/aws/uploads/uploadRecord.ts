import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isAnySystemError, readIfExists, writeAtomically } from '../../node/files';

/** An upload in parts that was begun on this computer. */
export interface BegunUpload {
  readonly bucket: string;
  readonly key: string;
  readonly id: string;
  /** Epoch milliseconds. */
  readonly begun: number;
}

/**
 * Which uploads were begun here and have not ended, in all windows: a bucket has others' too, which
 * nobody but they may end. Where nothing can be kept, none is known.
 */
export class UploadRecord {
  /** `folder` is its own; made when it is needed. */
  constructor(private readonly folder: string) {}

  async add(upload: BegunUpload): Promise<void> {
    await unlessFileSystem(async () => {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await writeAtomically(this.placeOf(upload.id), JSON.stringify(upload));
    });
  }

  async remove(id: string): Promise<void> {
    await unlessFileSystem(() => rm(this.placeOf(id), { force: true }));
  }

  async all(): Promise<readonly BegunUpload[]> {
    const found: BegunUpload[] = [];
    await unlessFileSystem(async () => {
      for (const name of await readdir(this.folder)) {
        const text = await readIfExists(path.join(this.folder, name));
        found.push(...parse(text));
      }
    });
    return found;
  }

  /** One file for each: windows write at the same time. */
  private placeOf(id: string): string {
    const name = createHash('sha256').update(id).digest('hex').slice(0, 32);
    return path.join(this.folder, `${name}.json`);
  }
}

/** None where a file is damaged or gone. */
function parse(text = ''): readonly BegunUpload[] {
  try {
    const { bucket, key, id, begun } = JSON.parse(text) as Partial<BegunUpload>;
    const isWhole = [bucket, key, id].every((part) => typeof part === 'string');
    return isWhole && typeof begun === 'number' ? [{ bucket, key, id, begun } as BegunUpload] : [];
  } catch {
    return [];
  }
}

async function unlessFileSystem(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isAnySystemError(error)) {
      throw error;
    }
  }
}
