import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../../core/clock';
import { AppError } from '../../core/errors';
import type { FileSecret, LetThrough } from '../../core/packaging/secrets/blockedSecrets';
import { extraProblemText } from '../../core/packaging/extraProblem';
import { shownPath } from '../../core/packaging/shownPath';
import type { LaunchStep, TrainingLaunch } from '../../core/training/launch';
import { localChannels } from '../../core/training/launchChannel';
import { buildTrainingRequest } from '../../core/training/request';
import type { CreateTrainingJobFields } from '../../core/training/requestFields';
import { packSource } from '../../node/archive';
import { listDataFiles, type DataFile } from '../../node/dataFiles';
import type { FileHashes } from '../../node/fileHashes';
import { listSourceFiles } from '../../node/sourceFiles';
import type { SourceListing } from '../../node/sourceListing';
import type { Connection } from '../connection';
import { dataPrefix, requireShortKeys } from '../uploads/dataAddress';
import type { ChannelUpload } from '../uploads/uploadChannels';

/** How far a launch is: the step, and the done part of it from 0 to 1 where it is known. */
export interface LaunchProgress {
  readonly step: LaunchStep;
  readonly fraction: number | null;
}

export interface LaunchOptions {
  /** Where the archive is packed; a folder of its own is made in it and removed. */
  readonly tempDir: string;
  /** What files of channels hold. */
  readonly hashes: Pick<FileHashes, 'read'>;
  readonly clock: Clock;
  readonly onProgress?: (progress: LaunchProgress) => void;
  /** Secrets in the code that may be uploaded all the same. */
  readonly letThrough?: readonly LetThrough[];
  readonly signal?: AbortSignal;
}

/** The code's archive and where it goes. */
export interface PackedCode {
  readonly uri: string;
  readonly file: string;
  /** Of what is packed; archives of equal files may differ. */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  /** What looks like a secret in it. */
  readonly secrets: readonly FileSecret[];
}

/** Everything of a launch that can be known before anything leaves this computer. */
export interface PreparedLaunch {
  readonly request: CreateTrainingJobFields;
  readonly bucket: string;
  readonly accountId: string;
  /** None where an algorithm needs none. */
  readonly code: PackedCode | undefined;
  readonly data: readonly ChannelUpload[];
}

/**
 * Checks the launch, packs its code and gives what would be sent to `use`; the archive is removed
 * afterwards in any case. Creates and uploads nothing.
 */
export async function withPreparedLaunch<T>(
  connection: Connection,
  launch: TrainingLaunch,
  options: LaunchOptions,
  use: (prepared: PreparedLaunch) => Promise<T>,
): Promise<T> {
  try {
    return await prepare(connection, launch, options, use);
  } catch (error) {
    // Whatever broke off because of it: the person has cancelled.
    throw options.signal?.aborted === true
      ? new AppError('cancelled', 'The launch was cancelled.', { cause: error })
      : error;
  }
}

async function prepare<T>(
  connection: Connection,
  launch: TrainingLaunch,
  options: LaunchOptions,
  use: (prepared: PreparedLaunch) => Promise<T>,
): Promise<T> {
  const { signal } = options;
  const roleArn = requireRole(connection, launch);
  requireDebugger(connection, launch);
  const source = launch.algorithm === undefined ? await listSource(launch, signal) : undefined;
  const channels = await listChannels(launch, signal);
  const { accountId } = await connection.identity(signal);
  const { region, traits } = connection.info;
  const bucket = `sagemaker-${region}-${accountId}`;
  await mkdir(options.tempDir, { recursive: true });
  const folder = await mkdtemp(path.join(options.tempDir, 'launch-'));
  try {
    const code = source && (await packCode(source, { bucket, folder }, options));
    const data = await readChannels(channels, bucket, options);
    const uploaded = { submitUri: code?.uri ?? '', channels: data };
    const target = { region, bucket, roleArn, environment: traits.jobEnvironment };
    const request = buildTrainingRequest(launch, uploaded, target);
    return await use({ request, bucket, accountId, code, data });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function listSource(
  launch: TrainingLaunch,
  signal: AbortSignal | undefined,
): Promise<SourceListing> {
  const source = await listSourceFiles(launch.sourceDirectory, {
    exclude: [...localChannels(launch).map((channel) => channel.path), ...(launch.excluded ?? [])],
    alsoPacked: launch.alsoPacked,
    signal,
  });
  requireExtras(source);
  requireReadable(source);
  requireScript(launch, source);
  return source;
}

async function packCode(
  source: SourceListing,
  { bucket, folder }: { readonly bucket: string; readonly folder: string },
  options: LaunchOptions,
): Promise<PackedCode> {
  const file = path.join(folder, 'sourcedir.tar.gz');
  const onBytes = stepProgress('packing', source.totalBytes, options);
  const { sha256: digest, ...packed } = await packSource(source.files, file, {
    signal: options.signal,
    onBytes,
  });
  // Addressed by content: unchanged code is not uploaded again.
  const uri = `s3://${bucket}/sagemaker-workbench/code/${digest}/sourcedir.tar.gz`;
  return { uri, file, digest, ...packed };
}

/** Gives each channel its address, which its content decides. */
async function readChannels(
  channels: readonly ChannelFiles[],
  bucket: string,
  options: LaunchOptions,
): Promise<readonly (ChannelUpload & { readonly name: string })[]> {
  const total = channels.flatMap(({ files }) => files).reduce((sum, { size }) => sum + size, 0);
  const onBytes = channels.length === 0 ? undefined : stepProgress('readingData', total, options);
  const uploads: (ChannelUpload & { readonly name: string })[] = [];
  for (const { name, source, files } of channels) {
    const contents = await options.hashes.read(source, files, { signal: options.signal, onBytes });
    const read = files.flatMap((file) => {
      const content = contents.get(file.name);
      return content ? [{ ...file, content }] : [];
    });
    const prefix = dataPrefix(source, read);
    requireShortKeys(prefix, read);
    uploads.push({ name, uri: `s3://${bucket}/${prefix}`, files: read });
  }
  return uploads;
}

function requireRole({ info: { traits, label } }: Connection, launch: TrainingLaunch): string {
  const role = launch.role ?? traits.defaultRole;
  if (role === undefined) {
    throw new AppError('invalid', `Jobs on ${label} need a role, and none is chosen.`);
  }
  return role;
}

/** Elsewhere nobody would join the job, which is paid for while it waits. */
function requireDebugger({ info: { traits, label } }: Connection, launch: TrainingLaunch): void {
  if (launch.debug !== undefined && !traits.runsHere) {
    throw new AppError('invalid', `Jobs on ${label} do not run here, so they cannot be debugged.`);
  }
}

function requireExtras({ refused: [first] }: SourceListing): void {
  if (first !== undefined) {
    throw new AppError('invalid', `${shownPath(first.path)}: ${extraProblemText(first.problem)}`);
  }
}

function requireReadable({ unreadable, unreadableRules: [rules] }: SourceListing): void {
  if (rules !== undefined) {
    throw new AppError(
      'invalid',
      `${shownPath(rules)} cannot be read: permission denied. Allow reading it: its rules decide what is packed.`,
    );
  }
  const [first, ...others] = unreadable;
  if (first !== undefined) {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    throw new AppError(
      'invalid',
      `${shownPath(first)}${more} cannot be read: permission denied. Allow reading, or leave out what the job does not need with a .sagemakerignore file.`,
    );
  }
}

function requireScript(launch: TrainingLaunch, { files }: SourceListing): void {
  if (!files.some(({ path: name }) => name === launch.script)) {
    throw new AppError(
      'invalid',
      `${shownPath(launch.script)} is not among the files that are packed from ${shownPath(launch.sourceDirectory)}: it is missing, or a rule or a channel leaves it out.`,
    );
  }
}

interface ChannelFiles {
  readonly name: string;
  /** The file or folder. */
  readonly source: string;
  readonly files: readonly DataFile[];
}

async function listChannels(
  launch: TrainingLaunch,
  signal: AbortSignal | undefined,
): Promise<readonly ChannelFiles[]> {
  const channels: ChannelFiles[] = [];
  for (const { name, path: source } of localChannels(launch)) {
    channels.push({ name, source, files: await listDataFiles(source, signal) });
  }
  return channels;
}

/** Reports a step's part of `total` bytes. */
function stepProgress(
  step: LaunchStep,
  total: number,
  { onProgress }: LaunchOptions,
): (bytes: number) => void {
  let done = 0;
  onProgress?.({ step, fraction: 0 });
  return (bytes) => {
    done += bytes;
    onProgress?.({ step, fraction: total === 0 ? null : Math.min(1, done / total) });
  };
}
