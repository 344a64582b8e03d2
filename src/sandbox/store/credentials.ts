import { randomBytes } from 'node:crypto';
import { chmod, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { AppError } from '../../core/errors';
import type { SandboxCredentials } from '../../core/sandbox/protocol';
import { createExclusively, readIfExists } from '../../node/files';

/** Reads the installation's credentials; whoever comes first makes them, everybody gets the same. */
export async function openCredentials(dataDir: string): Promise<SandboxCredentials> {
  const file = fileIn(dataDir);
  await createExclusively(file, `${JSON.stringify(makeCredentials())}\n`);
  await chmod(file, 0o600);
  const credentials = parseCredentials(await readIfExists(file));
  if (!credentials) {
    throw new AppError('invalid', `${file} is damaged. Delete it to get new credentials.`);
  }
  return credentials;
}

/** When the installation was made, and its role with it. */
export async function credentialsMadeAt(dataDir: string): Promise<Date> {
  return (await stat(fileIn(dataDir))).mtime;
}

function fileIn(dataDir: string): string {
  return path.join(dataDir, 'credentials.json');
}

/** As long as real ones; the prefix tells people and scanners that these open no account. */
function makeCredentials(): SandboxCredentials {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const suffix = [...randomBytes(13)].map((byte) => letters[byte % letters.length]).join('');
  return {
    accessKeyId: `SANDBOX${suffix}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
  };
}

function parseCredentials(text: string | undefined): SandboxCredentials | undefined {
  try {
    const { accessKeyId, secretAccessKey } = JSON.parse(text ?? '') as Partial<SandboxCredentials>;
    return typeof accessKeyId === 'string' && typeof secretAccessKey === 'string'
      ? { accessKeyId, secretAccessKey }
      : undefined;
  } catch {
    return undefined;
  }
}
