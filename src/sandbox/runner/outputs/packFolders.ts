import { createReadStream } from 'node:fs';
import { lstat, readFile, readlink } from 'node:fs/promises';
import * as path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip, type Gzip } from 'node:zlib';
import { pack, type Header, type Pack } from 'tar-stream';
import { JobFailure } from '../jobFailure';
import { walkMerged, type Outputs, type WalkedFile } from './mergedFolders';

/** Bytes that may be held in memory at once. */
const smallSize = 64 * 1024;

type MemberHeader = Partial<Header> & Pick<Header, 'name'>;

/**
 * The folders, joined into one, as the bytes of a `.tar.gz`, made while they are read. Links stay
 * links: symbolic ones with their text, further names of one file as hard links. Fails with a
 * `JobFailure` when a file changes meanwhile.
 */
export function packFolders(outputs: Outputs): Gzip {
  const members = pack();
  // Weights hardly shrink, whatever time is spent on them.
  const archive = createGzip({ level: constants.Z_BEST_SPEED });
  // Whoever reads the archive learns of the failure through it.
  pipeline(members, archive).catch(() => undefined);
  addAll(members, outputs).catch((error: unknown) => archive.destroy(toError(error)));
  return archive;
}

async function addAll(members: Pack, outputs: Outputs): Promise<void> {
  /** Names of files that have several, by what they are on disk. */
  const linked = new Map<string, string>();
  for await (const file of walkMerged(outputs)) await addMember(members, file, linked);
  members.finalize();
}

async function addMember(
  members: Pack,
  file: WalkedFile,
  linked: Map<string, string>,
): Promise<void> {
  const { name, stats } = file;
  const header = { name, mode: stats.mode & 0o777, mtime: stats.mtime };
  if (stats.isSymbolicLink()) {
    const linkname = (await readlink(file.path)).replaceAll(path.sep, '/');
    await addEmpty(members, { ...header, type: 'symlink', linkname });
  } else if (stats.isDirectory()) {
    await addEmpty(members, { ...header, type: 'directory' });
  } else {
    const identity = `${stats.dev}:${stats.ino}`;
    const linkname = stats.nlink > 1 ? linked.get(identity) : undefined;
    if (linkname === undefined) await addFile(members, file, header);
    else await addEmpty(members, { ...header, type: 'link', linkname });
    if (stats.nlink > 1) linked.set(identity, linkname ?? name);
  }
}

async function addFile(members: Pack, file: WalkedFile, header: MemberHeader): Promise<void> {
  const { size, mtimeMs } = file.stats;
  if (size <= smallSize) await addSmall(members, file, header);
  else await addLarge(members, file, { ...header, size });
  const after = await lstat(file.path);
  if (after.size !== size || after.mtimeMs !== mtimeMs) throw changed(file);
}

/** At once, because a stream for each of many small files takes most of the time. */
async function addSmall(members: Pack, file: WalkedFile, header: MemberHeader): Promise<void> {
  const content = await readFile(file.path);
  await new Promise<void>((resolve, reject) => {
    members.entry(header, content, (error) => (error ? reject(error) : resolve()));
  });
}

async function addLarge(members: Pack, file: WalkedFile, header: MemberHeader): Promise<void> {
  await pipeline(wholeBytes(file), members.entry(header));
}

/** A file that is shorter than it was would break the archive before anybody could say why. */
async function* wholeBytes(file: WalkedFile): AsyncGenerator<Buffer> {
  let missing = file.stats.size;
  for await (const chunk of createReadStream(file.path, { end: missing - 1 })) {
    missing -= (chunk as Buffer).length;
    yield chunk as Buffer;
  }
  if (missing > 0) throw changed(file);
}

function addEmpty(members: Pack, header: MemberHeader): Promise<void> {
  return new Promise((resolve, reject) => {
    members.entry(header, (error) => (error ? reject(error) : resolve()));
  });
}

function changed({ name }: WalkedFile): JobFailure {
  return new JobFailure(
    `ClientError: Artifact upload failed: ${name} was changed while it was packed. ` +
      'A process that the script has left running writes to it.',
  );
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
