import path from 'node:path';
import type { Clock } from '../../core/clock';
import { AppError, asAppError } from '../../core/errors';
import { readYaml } from '../../core/sdkDefaults/readYaml';
import {
  sdkDefaults,
  type DefaultsOwner,
  type SdkDefaults,
} from '../../core/sdkDefaults/sdkDefaults';
import { isInS3 } from '../../core/training/dataPlace';
import {
  readDefaultsFile,
  requireSmall,
  sdkDefaultsPlaces,
  type DefaultsPlace,
  type DefaultsSystem,
} from '../../node/sdkDefaultsFiles';
import type { Connection } from '../connection';
import { inTime } from '../inTime';

/** A defaults file that was looked for. */
export interface DefaultsFile {
  readonly owner: DefaultsOwner;
  /** Of the file itself, or an address in S3. */
  readonly address: string;
  /** A file of this computer that is there. */
  readonly isHere: boolean;
  /** Why nothing of it counts; `line` from 1. */
  readonly problem?: { readonly message: string; readonly line?: number | undefined } | undefined;
}

export interface SdkDefaultsFound extends SdkDefaults {
  /** That are there, or should be. */
  readonly files: readonly DefaultsFile[];
}

interface DefaultsOptions extends DefaultsSystem {
  readonly clock: Clock;
  /** Absolute; a relative place begins here. */
  readonly folder: string;
}

/** Milliseconds for a file in S3: a page waits for it. */
const patience = 5000;

/**
 * What the defaults files of the SageMaker Python SDK say of launches by a connection. Never rejects: a
 * file that cannot be read, here or in S3, is told with its reason.
 */
export async function readSdkDefaults(
  connection: Pick<Connection, 'storage'>,
  options: DefaultsOptions,
): Promise<SdkDefaultsFound> {
  const places = sdkDefaultsPlaces(options);
  const read = await Promise.all(
    (['admin', 'user'] as const).map((owner) =>
      readPlace(owner, places[owner], connection, options),
    ),
  );
  const found = read.filter((one) => one !== undefined);
  const values = found.map(({ file: { owner }, value }) => [owner, value] as const);
  return { ...sdkDefaults(Object.fromEntries(values)), files: found.map(({ file }) => file) };
}

interface ReadPlace {
  readonly file: DefaultsFile;
  readonly value?: unknown;
}

async function readPlace(
  owner: DefaultsOwner,
  { address, isNamed }: DefaultsPlace,
  connection: Pick<Connection, 'storage'>,
  options: DefaultsOptions,
): Promise<ReadPlace | undefined> {
  const isObject = isInS3(address);
  // An empty variable names no file, for the SDK as well, and not the folder that is open.
  const isNothing = address === '';
  const place = isObject || isNothing ? address : path.resolve(options.folder, address);
  const about = { owner, address: place, isHere: false };
  try {
    const read = isObject ? await readObject(connection, address, options) : await readHere(place);
    if (read === undefined) {
      const problem = { message: 'There is no such file.' };
      return isNamed ? { file: { ...about, problem } } : undefined;
    }
    const file = { owner, address: read.address, isHere: !isObject };
    const yaml = await readYaml(read.text);
    return 'value' in yaml
      ? { file, value: yaml.value }
      : { file: { ...file, problem: { message: yaml.problem, line: yaml.line } } };
  } catch (error) {
    return { file: { ...about, problem: { message: asAppError(error).message } } };
  }
}

interface FoundText {
  readonly address: string;
  readonly text: string;
}

async function readHere(place: string): Promise<FoundText | undefined> {
  const read = await readDefaultsFile(place);
  return read && { address: read.file, text: read.text };
}

/** An object, or `config.yaml` below it; the SDK tells the two apart by a list, which fewer may ask for. */
async function readObject(
  { storage }: Pick<Connection, 'storage'>,
  address: string,
  { clock }: DefaultsOptions,
): Promise<FoundText | undefined> {
  const below = `${address.replace(/\/+$/, '')}/config.yaml`;
  // Who may not list a bucket is refused what is not there (S3 API reference, GetObject).
  let refusal: AppError | undefined;
  for (const uri of address.endsWith('/') ? [below] : [address, below]) {
    const stop = new AbortController();
    try {
      const work = async (signal: AbortSignal): Promise<string> =>
        await textOf(await storage.get(uri, signal));
      return { address: uri, text: await inTime(work, { clock, waits: patience, stop }) };
    } catch (error) {
      if (AppError.is(error, 'denied')) {
        refusal ??= error;
      } else if (!AppError.is(error, 'notFound')) {
        throw error;
      }
    }
  }
  if (refusal) {
    throw refusal;
  }
  return undefined;
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const read: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    requireSmall(bytes);
    read.push(chunk);
  }
  return Buffer.concat(read).toString('utf8');
}
