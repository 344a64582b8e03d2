import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { extract, type ExtractEvents, type Header } from 'tar-stream';
import { AppError } from '../core/errors';
import { shownPath } from '../core/packaging/shownPath';

/** A file inside an archive. */
export interface ArchiveMember {
  readonly name: string;
  readonly bytes: number;
}

/** Largest member that is shown as text. */
const mostTextBytes = 10_000_000;

/** More files than anyone can look through; an archive may be made to name millions. */
const mostMembers = 50_000;

/**
 * The files of a `.tar.gz`, in the order of the archive, at most 50,000 of them. Fails as `invalid`
 * when it is none.
 */
export async function listArchive(archive: AsyncIterable<Uint8Array>): Promise<ArchiveMember[]> {
  const members: ArchiveMember[] = [];
  await walk(archive, (header, body) => {
    if (header.type === 'file' && members.length < mostMembers) {
      members.push({ name: cleanName(header.name), bytes: header.size });
    }
    body.resume();
  });
  return members;
}

/**
 * The text of one file of a `.tar.gz`, by its name as it is or as `listArchive` gives it. Fails as `notFound` when the archive has no such file and as
 * `invalid` when it is no UTF-8 text or larger than 10 MB.
 */
export async function readArchiveText(
  archive: AsyncIterable<Uint8Array>,
  name: string,
): Promise<string> {
  const wanted = cleanName(name);
  const chunks: Buffer[] = [];
  let found: number | undefined;
  await walk(archive, (header, body) => {
    if (header.type === 'file' && cleanName(header.name) === wanted && found === undefined) {
      found = header.size;
      if (header.size <= mostTextBytes) {
        body.on('data', (chunk) => chunks.push(chunk as Buffer));
      }
    }
    body.resume();
  });
  if (found === undefined) {
    throw new AppError('notFound', `The archive has no file ${wanted}.`);
  }
  if (found > mostTextBytes) {
    throw new AppError(
      'invalid',
      `${wanted} is larger than 10 MB; save the archive to look into it.`,
    );
  }
  return decode(Buffer.concat(chunks), wanted);
}

async function walk(
  archive: AsyncIterable<Uint8Array>,
  visit: (header: Header, body: ExtractEvents['entry'][1]) => void,
): Promise<void> {
  const parser = extract();
  parser.on('entry', (header, body, next) => {
    body.on('end', next);
    visit(header, body);
  });
  try {
    await pipeline(Readable.from(archive), createGunzip(), parser);
  } catch (error) {
    // What the source of the bytes says stands above what the parser makes of it.
    throw error instanceof AppError
      ? error
      : new AppError('invalid', 'The archive is damaged or no .tar.gz file.', { cause: error });
  }
}

/**
 * Names are shown and asked for, never used as paths: what could draw over the list goes, and what makes
 * two names look alike.
 */
const cleanName = (name: string): string =>
  shownPath(name.replace(/^(?:\.\/)+/, ''))
    .replaceAll(unseen, '�')
    .slice(0, 1000);

/** Letters without a shape, but for the joiner within an emoji. */
const unseen =
  /(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic}))\p{Cf}/gu;

function decode(bytes: Buffer, name: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) {
      return text;
    }
  } catch {
    // Falls through to the same answer: it is no text.
  }
  throw new AppError('invalid', `${name} is no text; save the archive to use it.`);
}
