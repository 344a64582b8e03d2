import { AppError } from '../../core/errors';
import { shownPath } from '../../core/packaging/shownPath';
import { forEachConcurrently } from '../../node/forEachConcurrently';
import type { ListedObject, Storage } from '../connection';
import type { ReadFile } from './dataAddress';
import { multipartThreshold } from './partPlan';

/** The files of a channel and where they go. */
export interface ChannelUpload {
  /** An address by content that ends with `/`. */
  readonly uri: string;
  readonly files: readonly ReadFile[];
}

export interface ChannelOptions {
  /** Account of the bucket. */
  readonly owner: string;
  readonly signal?: AbortSignal | undefined;
  /** How much of what is to be uploaded is there, from 0 to 1. */
  readonly onFraction: (fraction: number | null) => void;
}

/** Small files that are under way at the same time; a large one has parts. */
const uploadsAtOnce = 4;

/** Objects that are looked at at the same time. */
const looksAtOnce = 8;

/**
 * Uploads what S3 does not have yet of the channels. Fails as `invalid` where their folders in S3 have
 * files that they have not: a job would get those too.
 */
export async function uploadChannels(
  storage: Storage,
  channels: readonly ChannelUpload[],
  { owner, signal, onFraction }: ChannelOptions,
): Promise<void> {
  const missing = new Map<string, ReadFile>();
  for (const channel of channels) {
    for (const file of await missingFiles(storage, channel, { owner, signal })) {
      missing.set(channel.uri + file.name, file);
    }
  }
  const total = [...missing.values()].reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const onBytes = (bytes: number): void => {
    done += bytes;
    onFraction(total === 0 ? null : Math.min(1, done / total));
  };
  onBytes(0);
  const upload = async ([uri, { file, content }]: [string, ReadFile], either?: AbortSignal) =>
    await storage.putFile(uri, file, { owner, content, onBytes, signal: either });
  const isLarge = ([, { size }]: [string, ReadFile]): boolean => size >= multipartThreshold;
  const entries = [...missing];
  const small = entries.filter((entry) => !isLarge(entry));
  await forEachConcurrently(small, uploadsAtOnce, upload, signal);
  // Not beside each other: the failure of one would look to the others as if they were cancelled.
  for (const entry of entries.filter(isLarge)) {
    await upload(entry, signal);
  }
}

async function missingFiles(
  storage: Storage,
  { uri, files }: ChannelUpload,
  options: Pick<ChannelOptions, 'owner' | 'signal'>,
): Promise<readonly ReadFile[]> {
  const present = await storage.list(uri, options).catch((error: unknown) => {
    if (AppError.is(error, 'denied')) {
      return new Map<string, ListedObject>(); // Who may not look uploads everything.
    }
    throw error;
  });
  const own = new Set(files.map(({ name }) => name));
  // Consoles keep folders as empty objects.
  const foreign = [...present.keys()].find((name) => !own.has(name) && !/^$|\/$/.test(name));
  if (foreign !== undefined) {
    throw new AppError(
      'invalid',
      `${shownPath(uri + foreign)} is not of this data, and the job would get it too. Delete it, then start again.`,
    );
  }
  const missing = new Set<ReadFile>();
  const look = async (file: ReadFile, signal: AbortSignal): Promise<void> => {
    const { name, size, content } = file;
    const found = present.get(name);
    const isThere =
      found?.size === size &&
      (found.etag === content.md5 ||
        (await mayHold(storage, uri + name, content.sha256, { ...options, signal })));
    if (!isThere) {
      missing.add(file);
    }
  };
  await forEachConcurrently(files, looksAtOnce, look, options.signal);
  return files.filter((file) => missing.has(file));
}

/** Who may not look uploads. */
async function mayHold(
  storage: Storage,
  uri: string,
  digest: string,
  options: Pick<ChannelOptions, 'owner' | 'signal'>,
): Promise<boolean> {
  return await storage.holds(uri, digest, options).catch((error: unknown) => {
    if (AppError.is(error, 'denied')) {
      return false;
    }
    throw error;
  });
}
