import { AppError, isPassing } from '../../core/errors';
import { callLimits, silence } from '../clients';
import { keyServiceStatus, outOfReach, toAppError } from '../errors';
import type { Keys } from '../services';

/** Where a machine gives keys to whatever runs on it. */
interface KeyService {
  readonly role: string;
  readonly service: string;
  /** The SDK's way to it. */
  readonly provider: 'fromHttp' | 'fromInstanceMetadata';
}

const container: KeyService = {
  role: 'The role of this container',
  service: 'The credential service of this container',
  provider: 'fromHttp',
};

const instance: KeyService = {
  role: 'The role of this computer',
  service: 'The metadata service of this computer',
  provider: 'fromInstanceMetadata',
};

/** Keys of the role that the container has; fails as `expired` where it has none, else as it may pass. */
export const containerKeys = async (): Promise<Keys> => await keysOf(container);

/** The same of the computer. */
export async function instanceKeys(): Promise<Keys> {
  if ((process.env['AWS_EC2_METADATA_DISABLED'] ?? 'false').toLowerCase() !== 'false') {
    throw noKeys(instance, new Error('AWS_EC2_METADATA_DISABLED is set.'));
  }
  return await keysOf(instance);
}

/**
 * The role of the container or of the computer itself, for a profile without credentials. Only a container
 * is told to have a service for it: that of a computer is out of reach where there is none.
 */
export async function machineKeys(profile: string): Promise<Keys> {
  const isContainer = inContainer();
  try {
    return await (isContainer ? containerKeys() : instanceKeys());
  } catch (error) {
    if (isContainer && error instanceof AppError && isPassing(error)) {
      throw error;
    }
    throw new AppError(
      'expired',
      `Profile "${profile}" has no credentials, and neither has this computer. Add keys or single sign-on to it, or choose another connection.`,
      { cause: error },
    );
  }
}

const inContainer = (): boolean =>
  Boolean(
    process.env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ??
    process.env['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
  );

async function keysOf(source: KeyService): Promise<Keys> {
  try {
    const { fromHttp, fromInstanceMetadata } = await import('@aws-sdk/credential-providers');
    const provider = { fromHttp, fromInstanceMetadata }[source.provider];
    return await inTime(provider({ logger: silence })());
  } catch (error) {
    throw failure(source, error);
  }
}

/** The SDK waits without end for a body that was cut. */
async function inTime(keys: Promise<Keys>): Promise<Keys> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_resolve, reject) => {
    const late = Object.assign(new Error('No answer.'), { name: 'TimeoutError' });
    timer = setTimeout(() => reject(late), callLimits.requestTimeout);
  });
  try {
    return await Promise.race([keys, end]);
  } finally {
    clearTimeout(timer);
  }
}

/** What has no answer now may have one soon, so that views ask again; a refusal is final. */
function failure(source: KeyService, error: unknown): AppError {
  const status = keyServiceStatus(error);
  const known = toAppError(status === undefined ? error : answered(status, error), source.service);
  if (isPassing(known)) {
    return known;
  }
  return status !== undefined && status >= 400
    ? noKeys(source, error)
    : outOfReach(source.service, error);
}

/** As a client of the SDK tells of a status. */
const answered = (status: number, cause: unknown): Error =>
  Object.assign(new Error('No keys.', { cause }), { $metadata: { httpStatusCode: status } });

const noKeys = ({ role }: KeyService, cause: unknown): AppError =>
  new AppError('expired', `${role} gave no keys. Choose another connection.`, { cause });
