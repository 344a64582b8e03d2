import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, readdir, readlink, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack, type Header, type Pack } from 'tar-stream';
import { joinKey, type S3Location } from '../../core/s3Uri';
import { isSystemError } from '../../node/files';
import type { ObjectStore } from '../store/objectStore';

export interface ArtifactTarget {
  readonly location: S3Location;
  readonly compression: 'GZIP' | 'NONE';
}

/**
 * Uploads a folder as `{name}.tar.gz`, or file by file below `{name}/` when the job does not compress.
 * An empty folder, or one that the script removed, is not uploaded. Returns the key, or `undefined`
 * when there was nothing.
 */
export async function uploadFolder(
  objects: ObjectStore,
  folder: string,
  name: string,
  target: ArtifactTarget,
): Promise<string | undefined> {
  if (await isEmpty(folder)) return undefined;
  const { bucket, key } = target.location;
  if (target.compression === 'NONE') {
    const prefix = `${joinKey(key, name)}/`;
    for await (const file of walk(folder)) {
      if (!file.isFile) continue;
      await objects.putFile(bucket, prefix + file.name, file.path, 'application/octet-stream');
    }
    return prefix;
  }
  // Beside the folder: the same disk, and inside the job's own folder.
  const archive = `${folder}.tar.gz`;
  try {
    await packFolder(folder, archive);
    const archiveKey = joinKey(key, `${name}.tar.gz`);
    await objects.putFile(bucket, archiveKey, archive, 'application/x-gzip');
    return archiveKey;
  } finally {
    await rm(archive, { force: true });
  }
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return true;
    throw error;
  }
}

async function packFolder(folder: string, archive: string): Promise<void> {
  const members = pack();
  const writing = pipeline(members, createGzip(), createWriteStream(archive));
  writing.catch(() => undefined);
  try {
    for await (const file of walk(folder)) await addMember(members, file);
    members.finalize();
  } catch (error) {
    members.destroy(error instanceof Error ? error : undefined);
    throw error;
  }
  await writing;
}

async function addMember(members: Pack, file: WalkedFile): Promise<void> {
  const { size, mode, mtime } = await lstat(file.path);
  const header = { name: file.name, mode: mode & 0o777, mtime };
  if (file.isFile) {
    await pipeline(createReadStream(file.path), members.entry({ ...header, size }));
  } else if (file.isLink) {
    const linkname = (await readlink(file.path)).replaceAll(path.sep, '/');
    await addEmpty(members, { ...header, type: 'symlink', linkname });
  } else {
    await addEmpty(members, { ...header, type: 'directory' });
  }
}

function addEmpty(members: Pack, header: Partial<Header> & Pick<Header, 'name'>): Promise<void> {
  return new Promise((resolve, reject) => {
    members.entry(header, (error) => (error ? reject(error) : resolve()));
  });
}

interface WalkedFile {
  readonly path: string;
  /** Relative to the walked folder, with slashes. */
  readonly name: string;
  readonly isFile: boolean;
  readonly isLink: boolean;
}

/** Everything below a folder that an archive can hold, parents first, in the order of names. */
async function* walk(folder: string, prefix = ''): AsyncGenerator<WalkedFile> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const isFile = entry.isFile();
    const isLink = entry.isSymbolicLink();
    if (!isFile && !isLink && !entry.isDirectory()) continue;
    const file = path.join(folder, entry.name);
    yield { path: file, name: prefix + entry.name, isFile, isLink };
    if (entry.isDirectory()) yield* walk(file, `${prefix}${entry.name}/`);
  }
}
