import { exec } from 'node:child_process';
import { AppError } from '../../core/errors';
import type { Keys } from '../services';

/** A person may have to answer it in a browser, or touch a key. */
const patience = 180_000;
const longestAnswer = 1024 * 1024;

interface ProcessCommand {
  readonly profile: string;
  readonly command: string;
}

/**
 * Runs a profile's `credential_process` as the SDK does, in the system's shell, and reads what it
 * prints ("Sourcing credentials with an external process" of the AWS CLI guide). Unlike the SDK it ends
 * a command that never ends, and says in a failure what the command said.
 */
export async function processKeys(process: ProcessCommand, signal?: AbortSignal): Promise<Keys> {
  const printed = await run(process, signal);
  const answer = parse(printed);
  if (answer?.Version !== 1 || !answer.AccessKeyId || !answer.SecretAccessKey) {
    throw failed(process, 'It did not print keys of version 1.');
  }
  const expiration = answer.Expiration === undefined ? undefined : new Date(answer.Expiration);
  if (expiration !== undefined && !(expiration.getTime() > Date.now())) {
    throw failed(process, 'The keys that it printed have expired.');
  }
  return {
    accessKeyId: answer.AccessKeyId,
    secretAccessKey: answer.SecretAccessKey,
    sessionToken: answer.SessionToken,
    expiration,
  };
}

interface ProcessAnswer {
  readonly Version?: unknown;
  readonly AccessKeyId?: string;
  readonly SecretAccessKey?: string;
  readonly SessionToken?: string;
  readonly Expiration?: string;
}

function parse(printed: string): ProcessAnswer | undefined {
  try {
    return JSON.parse(printed) as ProcessAnswer;
  } catch {
    return undefined;
  }
}

async function run(process: ProcessCommand, signal?: AbortSignal): Promise<string> {
  return await new Promise((resolve, reject) => {
    const options = { timeout: patience, maxBuffer: longestAnswer, windowsHide: true, signal };
    exec(process.command, options, (error, stdout, stderr) => {
      if (error === null) {
        resolve(stdout);
      } else {
        // The error's own message holds the whole command line, which may hold a secret.
        reject(failed(process, error.killed === true ? 'It did not end.' : lastLine(stderr)));
      }
    });
  });
}

const lastLine = (text: string): string => text.trim().split(/\r?\n/).at(-1)?.slice(0, 300) ?? '';

const failed = ({ profile }: ProcessCommand, why: string): AppError =>
  new AppError(
    'expired',
    `The credential_process of profile "${profile}" gave no keys. ${why}`.trim(),
  );
