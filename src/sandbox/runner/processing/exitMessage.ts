import { lstat, open } from 'node:fs/promises';
import * as path from 'node:path';
import { JobFailure } from '../jobFailure';

/** The service's limit for `ExitMessage`. */
const messageBytes = 1024;

/**
 * What the hosts' scripts have left in `output/message`, joined and cut to 1 KB; `undefined` when
 * they have left nothing. As on the service, the job fails when it is no UTF-8 (developer guide,
 * "Save and Access Metadata Information About Your Processing Job").
 * @param bases what stands for `/opt/ml` on each host
 */
export async function readExitMessage(bases: readonly string[]): Promise<string | undefined> {
  const parts: Buffer[] = [];
  for (const base of bases) parts.push(await readBeginning(path.join(base, 'output', 'message')));
  const bytes = Buffer.concat(parts).subarray(0, messageBytes);
  if (bytes.length === 0) return undefined;
  try {
    // As a stream, so that a character which the limit cuts in two is left out.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, {
      stream: true,
    });
  } catch {
    throw new JobFailure('ClientError: The data in /opt/ml/output/message is not UTF-8 encoded.');
  }
}

async function readBeginning(file: string): Promise<Buffer> {
  const entry = await lstat(file).catch(() => undefined);
  if (entry?.isFile() !== true) return Buffer.alloc(0);
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(messageBytes), 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
