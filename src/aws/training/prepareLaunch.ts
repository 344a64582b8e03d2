import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../core/errors';
import type { FileSecret, LetThrough } from '../../core/packaging/secrets/blockedSecrets';
import { extraProblemText } from '../../core/packaging/extraProblem';
import { shownPath } from '../../core/packaging/shownPath';
import type { LaunchStep, TrainingLaunch } from '../../core/training/launch';
import { localChannels } from '../../core/training/launchChannel';
import { buildTrainingRequest } from '../../core/training/request';
import type { CreateTrainingJobFields } from '../../core/training/requestFields';
import { packSource } from '../../node/archive';
import { listSourceFiles } from '../../node/sourceFiles';
import type { SourceListing } from '../../node/sourceListing';
import type { Connection } from '../connection';
import { listDataFiles, type DataFile } from './dataFiles';

/** How far a launch is: the step, and the done part of it from 0 to 1 where it is known. */
export interface LaunchProgress {
  readonly step: LaunchStep;
  readonly fraction: number | null;
}

export interface LaunchOptions {
  /** Where the archive is packed; a folder of its own is made in it and removed. */
  readonly tempDir: string;
  readonly onProgress?: (progress: LaunchProgress) => void;
  /** Secrets in the code that may be uploaded all the same. */
  readonly letThrough?: readonly LetThrough[];
  readonly signal?: AbortSignal;
}

/** One file and where it goes. */
interface Upload {
  readonly uri: string;
  readonly file: string;
  /** Bytes. */
  readonly size: number;
}

/** Everything of a launch that can be known before anything leaves this computer. */
export interface PreparedLaunch {
  readonly request: CreateTrainingJobFields;
  readonly bucket: string;
  readonly accountId: string;
  readonly code: Upload;
  /** What looks like a secret in the code. */
  readonly secrets: readonly FileSecret[];
  readonly data: readonly Upload[];
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
  const source = await listSourceFiles(launch.sourceDirectory, {
    exclude: localChannels(launch).map((channel) => channel.path),
    alsoPacked: launch.alsoPacked,
    signal,
  });
  requireExtras(source);
  requireReadable(source);
  requireScript(launch, source);
  const channels = await listChannels(launch, signal);
  const { accountId } = await connection.identity(signal);
  await mkdir(options.tempDir, { recursive: true });
  const folder = await mkdtemp(path.join(options.tempDir, 'launch-'));
  try {
    const archive = path.join(folder, 'sourcedir.tar.gz');
    const onBytes = packingProgress(source.totalBytes, options);
    const packed = await packSource(source.files, archive, { signal, onBytes });
    const { region, traits } = connection.info;
    const bucket = `sagemaker-${region}-${accountId}`;
    // Addressed by content: unchanged code is not uploaded again.
    const submitUri = `s3://${bucket}/sagemaker-workbench/code/${packed.sha256}/sourcedir.tar.gz`;
    const inputs = `s3://${bucket}/${launch.jobName}/input`;
    const uploaded = {
      submitUri,
      channels: channels.map(({ name }) => ({ name, uri: `${inputs}/${name}/` })),
    };
    const environment = traits.jobEnvironment;
    const target = { region, bucket, roleArn, environment };
    return await use({
      request: buildTrainingRequest(launch, uploaded, target),
      bucket,
      accountId,
      code: { uri: submitUri, file: archive, size: packed.size },
      secrets: packed.secrets,
      data: channels.flatMap(({ name, files }) =>
        files.map((file) => ({ ...file, uri: `${inputs}/${name}/${file.name}` })),
      ),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function requireRole({ info: { traits, label } }: Connection, launch: TrainingLaunch): string {
  if (traits.launchRefusal !== undefined) {
    throw new AppError('invalid', traits.launchRefusal);
  }
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
  readonly files: readonly DataFile[];
}

async function listChannels(
  launch: TrainingLaunch,
  signal: AbortSignal | undefined,
): Promise<readonly ChannelFiles[]> {
  const channels: ChannelFiles[] = [];
  for (const { name, path: source } of localChannels(launch)) {
    channels.push({ name, files: await listDataFiles(source, signal) });
  }
  return channels;
}

function packingProgress(total: number, { onProgress }: LaunchOptions): (bytes: number) => void {
  let done = 0;
  onProgress?.({ step: 'packing', fraction: 0 });
  return (bytes) => {
    done += bytes;
    onProgress?.({ step: 'packing', fraction: total === 0 ? null : Math.min(1, done / total) });
  };
}
