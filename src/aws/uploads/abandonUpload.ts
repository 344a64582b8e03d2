import { AppError } from '../../core/errors';
import { withGrace } from '../withGrace';
import type { ObjectAddress, S3Client } from './s3Target';
import { listParts, listUnfinished, type UnfinishedUpload } from './uploadLists';

/** Parts that are under way may still arrive, and S3 asks to abort again then (AbortMultipartUpload). */
const attempts = 3;

/** As S3's user guide advises for a lifecycle rule; nobody goes on with an upload after that. */
const staleMilliseconds = 7 * 24 * 60 * 60 * 1000;

/**
 * Leaves nothing of some uploads to one key. Beside them, uploads to it that hold nothing: a call to
 * begin one that was cut and repeated leaves such. It is no failure of what is cancelled when that
 * cannot be done now: `dropStaleUploads` finds what is left.
 */
export async function abandonUploads(
  client: S3Client,
  address: ObjectAddress,
  ids: readonly string[],
): Promise<void> {
  const now = AbortSignal.abort();
  try {
    await withGrace(
      now,
      (signal) => abandonAll(client, address, ids, signal),
      client.graceMilliseconds,
    );
  } catch (error) {
    requireAppError(error);
  }
}

async function abandonAll(
  client: S3Client,
  address: ObjectAddress,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  let left = ids.map((id) => ({ key: address.Key, id }));
  for (let attempt = 1; attempt <= attempts; attempt++) {
    await abortAll(client, address, left, signal);
    const found = await unfinishedOf(client, address, signal);
    const others = found.filter(({ id }) => !ids.includes(id));
    left = found.filter(({ id }) => ids.includes(id));
    left.push(...(attempt === 1 ? await empty(client, address, others, signal) : []));
    if (left.length === 0) {
      return;
    }
  }
}

/**
 * Ends uploads below an address that were begun here long ago; what cannot be ended now is left for the
 * next time.
 */
export async function dropStaleUploads(client: S3Client, prefix: ObjectAddress): Promise<void> {
  const before = client.clock.now() - staleMilliseconds;
  const begun = (await client.record?.all()) ?? [];
  const stale = begun.filter(
    (upload) =>
      upload.bucket === prefix.Bucket && upload.key.startsWith(prefix.Key) && upload.begun < before,
  );
  await withGrace(
    AbortSignal.abort(),
    async (signal) => {
      for (const upload of stale) {
        await abortAll(client, prefix, [upload], signal).catch(requireAppError);
      }
    },
    client.graceMilliseconds,
  );
}

/** The uploads to this very key. */
export async function unfinishedOf(
  client: S3Client,
  address: ObjectAddress,
  signal?: AbortSignal,
): Promise<readonly UnfinishedUpload[]> {
  const all = await listUnfinished(client, address, signal);
  return all.filter(({ key }) => key === address.Key);
}

async function empty(
  client: S3Client,
  address: ObjectAddress,
  uploads: readonly UnfinishedUpload[],
  signal: AbortSignal,
): Promise<readonly UnfinishedUpload[]> {
  const found: UnfinishedUpload[] = [];
  for (const upload of uploads) {
    const parts = await partsUnlessEnded(client, address, upload, signal);
    if (parts.length === 0) {
      found.push(upload);
    }
  }
  return found;
}

async function partsUnlessEnded(
  client: S3Client,
  address: ObjectAddress,
  { id }: UnfinishedUpload,
  signal: AbortSignal,
): ReturnType<typeof listParts> {
  return await listParts(client, address, id, signal).catch((error: unknown) => {
    if (AppError.is(error, 'notFound')) {
      return [];
    }
    throw error;
  });
}

/** Those that have ended already count as ended. */
export async function abortAll(
  { api, record }: S3Client,
  address: ObjectAddress,
  uploads: readonly Pick<UnfinishedUpload, 'key' | 'id'>[],
  signal?: AbortSignal,
): Promise<void> {
  const { AbortMultipartUploadCommand } = await import('@aws-sdk/client-s3');
  for (const { key, id } of uploads) {
    const command = new AbortMultipartUploadCommand({ ...address, Key: key, UploadId: id });
    await api.send(command, signal).catch((error: unknown) => {
      if (!AppError.is(error, 'notFound')) {
        throw error;
      }
    });
    await record?.remove(id);
  }
}

/** What a service or the network said may be left; a mistake of ours may not. */
function requireAppError(error: unknown): void {
  if (!(error instanceof AppError)) {
    throw error;
  }
}
