import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { partitionId } from '../../core/connections/partition';
import { PriceFileReader } from '../../core/cost/priceFile';
import type { PriceTable } from '../../core/cost/priceTable';
import { AppError } from '../../core/errors';
import { toAppError, unreadable } from '../errors';

/** As failures name it. */
const listName = 'The AWS price list';

/** Milliseconds of silence after which a download is given up. */
const patience = 30_000;

/** Bytes of a list, unpacked; a region's have tens of MB. */
const mostBytes = 400_000_000;

/**
 * Where AWS has the public list of a region: one host for all of the partition, no credentials. Other
 * partitions have hosts of their own, which are not asked.
 */
export function priceFileAddress(region: string): string | undefined {
  const partition = partitionId(region) ?? 'aws';
  return ['aws', 'aws-us-gov'].includes(partition)
    ? `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonSageMaker/current/${region}/index.json`
    : undefined;
}

/** Reads the public list as it comes. Rejects with an `AppError`: `notFound`, `network`, `cancelled`. */
export async function readPriceFile(
  address: string,
  region: string,
  signal: AbortSignal,
): Promise<PriceTable> {
  try {
    const response = await open(address, signal);
    const { statusCode = 0 } = response;
    if (statusCode !== 200) {
      response.destroy();
      throw statusError(statusCode);
    }
    return await readList(response, region, signal);
  } catch (error) {
    throw signal.aborted
      ? new AppError('cancelled', 'Cancelled.', { cause: error })
      : toAppError(error, listName);
  }
}

function open(address: string, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = address.startsWith('https:') ? requestHttps : requestHttp;
    const headers = { 'accept-encoding': 'gzip' };
    const sent = request(address, { signal, headers, timeout: patience }, resolve);
    sent.on('timeout', () =>
      sent.destroy(
        new AppError('network', `${listName} could not be reached. It did not answer in time.`),
      ),
    );
    sent.on('error', reject);
    sent.end();
  });
}

/** What redirects is not followed: the list does not, but the page of a hotel's network does. */
function statusError(status: number): AppError {
  return status === 403 || status === 404
    ? new AppError('notFound', `${listName} has no prices of this region.`)
    : new AppError(
        'network',
        `${listName} could not be reached. It answered with HTTP status ${status}.`,
      );
}

async function readList(
  response: IncomingMessage,
  region: string,
  signal: AbortSignal,
): Promise<PriceTable> {
  const reader = new PriceFileReader(region);
  const decoder = new TextDecoder();
  let bytes = 0;
  const read = async (pieces: AsyncIterable<Buffer>): Promise<void> => {
    for await (const piece of pieces) {
      bytes += piece.length;
      if (bytes > mostBytes) {
        throw unreadable(listName);
      }
      reader.write(decoder.decode(piece, { stream: true }));
    }
  };
  try {
    await (response.headers['content-encoding'] === 'gzip'
      ? pipeline(response, createGunzip(), read, { signal })
      : pipeline(response, read, { signal }));
  } catch (error) {
    throw isUnpacking(error) ? unreadable(listName, error) : error;
  }
  return reader.end();
}

/** Codes of zlib: `Z_DATA_ERROR`, `Z_BUF_ERROR`. */
const isUnpacking = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
