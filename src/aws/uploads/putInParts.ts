import { AppError } from '../../core/errors';
import { fileStamp } from '../../node/fileStamp';
import { forEachConcurrently } from '../../node/forEachConcurrently';
import type { UploadOptions } from '../connection';
import { errorCode } from '../errors';
import { withGrace } from '../withGrace';
import { abandonUploads, abortAll, unfinishedOf } from './abandonUpload';
import { contentNote, isNoted } from './contentNote';
import { changedFile, fileBody, fileFailure, type FileRange } from './fileBody';
import { partsOfFile, type SentPart } from './heldParts';
import { planParts, type PlannedPart } from './partPlan';
import { repeatUpload } from './repeatUpload';
import type { ObjectAddress, S3Client } from './s3Target';
import { listParts } from './uploadLists';

/** Parts that are under way at the same time. */
const partsAtOnce = 4;

/** How often an upload is begun that somebody else ends: another window with the same file, say. */
const rounds = 3;

/** An upload in parts, with what S3 holds of the file already. */
interface OpenUpload {
  readonly id: string;
  readonly parts: ReadonlyMap<number, SentPart>;
}

interface PartsUpload {
  readonly client: S3Client;
  readonly address: ObjectAddress;
  readonly source: FileRange;
  readonly plan: readonly PlannedPart[];
  readonly options: UploadOptions;
}

/**
 * Uploads a file in parts, and goes on where an earlier upload to the same key was cut off. What
 * is cut off is kept for that; only when it is cancelled, or the file changes, is it aborted.
 */
export async function putInParts(
  client: S3Client,
  address: ObjectAddress,
  source: FileRange,
  options: UploadOptions,
): Promise<void> {
  const plan = planParts(source.size);
  for (let round = 1; ; round++) {
    let counted = 0;
    const onBytes = (bytes: number): void => {
      counted += bytes;
      options.onBytes?.(bytes);
    };
    const upload = { client, address, source, plan, options: { ...options, onBytes } };
    try {
      await sendOnce(upload);
      return;
    } catch (error) {
      if (!isLost(error) || round === rounds) {
        throw error;
      }
    }
    onBytes(-counted);
    if (await isComplete(upload)) {
      onBytes(source.size);
      return;
    }
  }
}

/** The uploads to the key that there are, and the one that is gone on with. */
interface Uploads {
  found: readonly string[];
  open: OpenUpload | undefined;
}

async function sendOnce(upload: PartsUpload): Promise<void> {
  const uploads: Uploads = { found: [], open: undefined };
  const stamp = upload.options.content?.stamp ?? (await stampOf(upload.source.file));
  try {
    uploads.open = (await findOpen(upload, uploads)) ?? (await begin(upload));
    await finish(upload, uploads.open, stamp);
  } catch (error) {
    throw await cleanUp(upload, uploads, stamp, error);
  }
}

/** Ends what nobody goes on with after a failure; answers what is to be told of it. */
async function cleanUp(
  { client, address, options, source: { file } }: PartsUpload,
  uploads: Uploads,
  stamp: string,
  error: unknown,
): Promise<unknown> {
  const open = uploads.open === undefined ? [] : [uploads.open.id];
  if (options.signal?.aborted === true) {
    await abandonUploads(client, address, [...uploads.found, ...open]);
    return new AppError('cancelled', 'Cancelled.', { cause: error });
  }
  const hasChanged = await isChanged(file, stamp);
  if (hasChanged || isSpoiled(error)) {
    await abandonUploads(client, address, open);
  }
  return hasChanged ? changedFile(file, error) : error;
}

const stampOf = async (file: string): Promise<string> =>
  await fileStamp(file).catch((error: unknown) => {
    throw fileFailure(file, error);
  });

/** A file that may not be looked at now may be the same later. */
const isChanged = async (file: string, stamp: string): Promise<boolean> =>
  (await fileStamp(file).catch(() => stamp)) !== stamp;

/** S3's codes for an upload that cannot be completed as it is (CompleteMultipartUpload). */
const spoiledCodes = new Set(['InvalidPart', 'InvalidPartOrder', 'EntityTooSmall']);

/** Other refusals say nothing of the parts that S3 holds. */
const isSpoiled = (error: unknown): boolean =>
  AppError.is(error, 'invalid') && spoiledCodes.has(errorCode(error.cause));

/** Whether there is no upload any more to go on with. */
const isLost = (error: unknown): boolean => AppError.is(error, 'notFound') || isSpoiled(error);

/** Sends what is missing; completes nothing that has changed since it had this stamp. */
async function finish(upload: PartsUpload, open: OpenUpload, stamp: string): Promise<void> {
  const { file } = upload.source;
  const parts = await sendMissing(upload, open);
  if ((await stampOf(file)) !== stamp) {
    throw changedFile(file);
  }
  await complete(upload, open.id, parts);
}

/** The upload to this key that holds most of the file. Those that hold another file are aborted. */
async function findOpen(upload: PartsUpload, uploads: Uploads): Promise<OpenUpload | undefined> {
  const { client, address, source, plan, options } = upload;
  let best: OpenUpload | undefined;
  const unfinished = await unfinishedOf(client, address, options.signal);
  uploads.found = unfinished.map(({ id }) => id);
  for (const found of unfinished) {
    const held = await listParts(client, address, found.id, options.signal).catch(unlessUnusable);
    if (held === undefined) {
      continue;
    }
    const parts = await partsOfFile(source.file, plan, held, options.signal);
    if (parts.size === 0 && held.length > 0) {
      await abortAll(client, address, [found], options.signal).catch(unlessUnusable);
    } else if (best === undefined || parts.size > best.parts.size) {
      best = { id: found.id, parts };
    }
  }
  return best;
}

/** Nobody needs earlier uploads: what may not be looked at, or is gone, is left alone. */
function unlessUnusable(error: unknown): undefined {
  if (!AppError.is(error, 'denied') && !AppError.is(error, 'notFound')) {
    throw error;
  }
}

/** A call that is cut off might have begun one all the same, unknown to us: so it gets some time. */
async function begin({ client, address, options }: PartsUpload): Promise<OpenUpload> {
  const { CreateMultipartUploadCommand } = await import('@aws-sdk/client-s3');
  const command = new CreateMultipartUploadCommand({
    ...{ ...address, ChecksumAlgorithm: 'CRC32' },
    ...contentNote(options),
  });
  const { UploadId: id } = await withGrace(
    options.signal,
    (late) => client.api.send(command, late),
    client.graceMilliseconds,
  );
  if (id === undefined) {
    throw new AppError('network', 'S3 has begun no upload.');
  }
  const { Bucket: bucket, Key: key } = address;
  await client.record?.add({ bucket, key, id, begun: client.clock.now() });
  return { id, parts: new Map() };
}

async function sendMissing(
  upload: PartsUpload,
  open: OpenUpload,
): Promise<ReadonlyMap<number, SentPart>> {
  const { plan, options } = upload;
  const sent = new Map(open.parts);
  const missing = plan.filter(({ number }) => !sent.has(number));
  const held = plan.filter(({ number }) => sent.has(number));
  options.onBytes?.(held.reduce((sum, { size }) => sum + size, 0));
  await forEachConcurrently(
    missing,
    partsAtOnce,
    async (part, either) => {
      sent.set(part.number, await sendPart(upload, open.id, part, either));
    },
    options.signal,
  );
  return sent;
}

async function sendPart(
  { client: { api, clock }, address, source, options: { onBytes } }: PartsUpload,
  id: string,
  part: PlannedPart,
  signal: AbortSignal,
): Promise<SentPart> {
  const { UploadPartCommand } = await import('@aws-sdk/client-s3');
  return await repeatUpload(
    async (count) => {
      const body = fileBody({ ...part, file: source.file }, count);
      try {
        const command = new UploadPartCommand({
          ...{ ...address, UploadId: id, PartNumber: part.number },
          ...{ Body: body, ContentLength: part.size, ChecksumAlgorithm: 'CRC32' },
        });
        const { ETag: etag = '', ChecksumCRC32: checksum } = await api.send(command, signal);
        return { etag, checksum };
      } finally {
        body.destroy();
      }
    },
    { clock, signal, onBytes },
  );
}

async function complete(
  { client, address, options }: PartsUpload,
  id: string,
  parts: ReadonlyMap<number, SentPart>,
): Promise<void> {
  const { CompleteMultipartUploadCommand } = await import('@aws-sdk/client-s3');
  const Parts = [...parts]
    .sort(([a], [b]) => a - b)
    .map(([PartNumber, { etag, checksum }]) => ({
      ...{ PartNumber, ETag: etag },
      ...(checksum !== undefined && { ChecksumCRC32: checksum }),
    }));
  const command = new CompleteMultipartUploadCommand({
    ...{ ...address, UploadId: id, MultipartUpload: { Parts } },
  });
  await client.api.send(command, options.signal);
  await client.record?.remove(id);
}

/** Whether the upload has ended by being completed: in a call whose answer was lost, or by another. */
async function isComplete(upload: PartsUpload): Promise<boolean> {
  const { client, address, source, plan, options } = upload;
  const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
  try {
    const head = await client.api.send(new HeadObjectCommand(address), options.signal);
    const [, count] = /-(\d+)"?$/.exec(head.ETag ?? '') ?? [];
    const isSame = head.ContentLength === source.size && count === String(plan.length);
    return isSame && isNoted(head.Metadata, options);
  } catch (error) {
    unlessUnusable(error);
    return false;
  }
}
