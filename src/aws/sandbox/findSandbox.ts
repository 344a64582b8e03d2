import path from 'node:path';
import type { SandboxCredentials, SandboxLock } from '../../core/sandbox/protocol';
import { readIfExists } from '../../node/files';
import type { SandboxAddress } from './address';
import { answersAs } from './managementCall';

/** The sandbox that serves a data folder, if one answers; what the lock says is only a hint. */
export async function findSandbox(
  dataDir: string,
  signal?: AbortSignal,
): Promise<SandboxAddress | undefined> {
  const lock = await readJson<SandboxLock>(path.join(dataDir, 'sandbox.lock'));
  const keys = await readJson<SandboxCredentials>(path.join(dataDir, 'credentials.json'));
  if (!isPort(lock?.port) || typeof keys?.secretAccessKey !== 'string' || lock === undefined) {
    return undefined;
  }
  const credentials = {
    accessKeyId: String(keys.accessKeyId),
    secretAccessKey: keys.secretAccessKey,
  };
  const endpoint = `http://127.0.0.1:${lock.port}`;
  if (!(await answersAs(endpoint, credentials, signal))) {
    return undefined;
  }
  return {
    endpoint,
    credentials,
    pid: Number(lock.pid),
    protocolVersion: Number(lock.protocolVersion),
  };
}

const isPort = (port: unknown): boolean =>
  Number.isInteger(port) && Number(port) > 0 && Number(port) < 65_536;

/** A file's JSON; `undefined` when it is missing or was met half written. */
async function readJson<T>(file: string): Promise<Partial<T> | undefined> {
  const text = await readIfExists(file);
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
