import { AppError } from '../../core/errors';
import { silence } from '../clients';
import type { Keys } from '../services';

/** Where a machine gives keys to whatever runs on it. */
interface KeyService {
  readonly role: string;
  readonly service: string;
  readonly read: () => Promise<Keys>;
}

const container: KeyService = {
  role: 'The role of this container',
  service: 'The credential service of this container',
  read: async () => {
    const { fromHttp } = await import('@aws-sdk/credential-providers');
    return await fromHttp({ logger: silence })();
  },
};

const instance: KeyService = {
  role: 'The role of this computer',
  service: 'The metadata service of this computer',
  read: async () => {
    const { fromInstanceMetadata } = await import('@aws-sdk/credential-providers');
    return await fromInstanceMetadata({ logger: silence })();
  },
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

/** The role of the container or of the computer itself, for a profile without credentials. */
export async function machineKeys(profile: string): Promise<Keys> {
  try {
    return await (inContainer() ? containerKeys() : instanceKeys());
  } catch (error) {
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
    return await inTime(source.read());
  } catch (error) {
    throw failure(source, error);
  }
}

/** As long as any call may take; the SDK waits without end for a body that was cut. */
const patience = 30_000;

const late = new Error('It did not answer in time.');

async function inTime(keys: Promise<Keys>): Promise<Keys> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late), patience);
  });
  try {
    return await Promise.race([keys, end]);
  } finally {
    clearTimeout(timer);
  }
}

/** What has no answer now may have one soon, so that views ask again; a refusal is final. */
function failure(source: KeyService, error: unknown): AppError {
  const status = statusOf(error);
  if (status === 429) {
    const message = `${source.service} is receiving too many requests. Try again in a moment.`;
    return new AppError('throttled', message, { cause: error });
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return noKeys(source, error);
  }
  const said = status === undefined ? '' : ` It answered with HTTP status ${String(status)}.`;
  const why = error === late ? ` ${late.message}` : said;
  return new AppError('network', `${source.service} could not be reached.${why}`, { cause: error });
}

const noKeys = ({ role }: KeyService, cause: unknown): AppError =>
  new AppError('expired', `${role} gave no keys. Choose another connection.`, { cause });

/** The SDK tells the status of the one service in a member, of the other in its words alone. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) {
    return undefined;
  }
  const { statusCode } = error as { statusCode?: number };
  const said = /responded with status: (\d{3})$/.exec(error.message)?.[1];
  return statusCode ?? (said === undefined ? undefined : Number(said));
}
