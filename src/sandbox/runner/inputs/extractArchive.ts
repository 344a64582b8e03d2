import { createReadStream, createWriteStream } from 'node:fs';
import { link, lstat, mkdir, symlink } from 'node:fs/promises';
import * as path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Extract, type Header } from 'tar-stream';
import { insidePath } from './insidePath';
import { JobFailure } from '../jobFailure';

type Member = Extract extends AsyncIterable<infer Source> ? Source : never;

/**
 * Unpacks a `.tar.gz` into an existing folder. Refuses, with a `JobFailure` that names the member,
 * whatever would be written or point outside of it, and members that are no file, folder or link.
 */
export async function extractArchive(
  archive: string,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const members = extract();
  const reading = pipeline(createReadStream(archive), createGunzip(), members, { signal });
  // Awaited below; without this, a failure while a member is written would count as unhandled.
  reading.catch(() => undefined);
  try {
    for await (const member of members) await writeMember(member, folder);
    await reading;
  } catch (error) {
    members.destroy();
    throw isBrokenArchive(error) ? broken(error) : error;
  }
}

async function writeMember(member: Member, folder: string): Promise<void> {
  const { header } = member;
  if (header.type === 'directory' && /^\.?\/*$/.test(header.name)) {
    member.resume();
    return;
  }
  const target = insidePath(folder, header.name);
  if (target === undefined) throw refuse(header, 'its name leads out of the code folder');
  await makeParent(header, folder, target);
  switch (header.type) {
    case 'file':
    case 'contiguous-file':
      // Owner bits only grow: a read-only folder of the archive must stay removable.
      await pipeline(member, createWriteStream(target, { mode: (header.mode & 0o777) | 0o600 }));
      return;
    case 'directory':
      await mkdir(target, { recursive: true });
      break;
    case 'symlink':
      await symlink(symlinkText(header, folder, target), target);
      break;
    case 'link':
      await link(await hardLinkSource(header, folder), target);
      break;
    default:
      throw refuse(header, 'it is neither a file nor a folder');
  }
  member.resume();
}

/** A parent that is a link would make the paths of its children mean something else. */
async function makeParent(header: Header, folder: string, target: string): Promise<void> {
  const parent = path.dirname(target);
  await mkdir(parent, { recursive: true });
  for (let at = parent; at !== folder; at = path.dirname(at)) {
    if (!(await lstat(at)).isDirectory()) throw refuse(header, 'it lies below a link');
  }
}

/**
 * The link's text without detours: as its folder is a real one and `..` only leads it, it cannot
 * leave through another link either.
 */
function symlinkText(header: Header, folder: string, target: string): string {
  const text = header.linkname;
  const from = path.dirname(target);
  const aim = path.resolve(from, text);
  const inside = aim === folder || aim.startsWith(folder + path.sep);
  if (path.isAbsolute(text) || !inside) throw refuse(header, 'it points out of the code folder');
  return path.relative(from, aim) || '.';
}

async function hardLinkSource(header: Header, folder: string): Promise<string> {
  const source = insidePath(folder, header.linkname);
  if (source === undefined) throw refuse(header, 'it points out of the code folder');
  await makeParent(header, folder, source);
  const entry = await lstat(source).catch(() => undefined);
  if (entry?.isFile() !== true) throw refuse(header, 'it points to a file that is not there');
  return source;
}

function refuse(header: Header, why: string): JobFailure {
  return new JobFailure(
    `AlgorithmError: The source archive was refused: ${JSON.stringify(header.name)}: ${why}.`,
  );
}

function isBrokenArchive(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_') || /tar header|Unexpected end/i.test(error.message);
}

function broken(error: Error): JobFailure {
  return new JobFailure(
    `AlgorithmError: The source archive is not a whole .tar.gz file: ${error.message}`,
  );
}
