import { spawn } from 'node:child_process';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { endGroup, spawnGroup } from '../../../scripts/processes';
import type { SandboxServer } from '../sandboxServer';
import { uploadParts } from './uploadParts';
import { Refusal, type Answer, type Call, type StoryClient } from './storyClient';

export interface Cli {
  readonly name: string;
  /** The `aws` program. */
  readonly program: string;
  /** What makes `s3 cp` send checksums; absent where it cannot, and the API's own calls do it. */
  readonly checksumOptions?: readonly string[];
  /** Whether `logs tail` exists. */
  readonly canTail: boolean;
  /** Folder of service models that it prefers to its own. */
  readonly models?: string;
}

/** The AWS CLI: a process for every call. */
export class CliClient implements StoryClient {
  readonly tail?: NonNullable<StoryClient['tail']>;

  private constructor(
    private readonly cli: Cli,
    private readonly env: NodeJS.ProcessEnv,
    /** Debian's version 2 does not read AWS_ENDPOINT_URL. */
    private readonly options: readonly string[],
  ) {
    if (cli.canTail) {
      // It looks again and again from ten minutes ago, so nothing has to be there before the lines.
      this.tail = (group, prefix) =>
        Promise.resolve({ until: (last) => this.follow(group, prefix, last) });
    }
  }

  /** `folder` gets the CLI's configuration, which has it check nothing itself. */
  static async start(cli: Cli, sandbox: SandboxServer, folder: string): Promise<CliClient> {
    const config = path.join(folder, 'aws-config');
    await fs.writeFile(
      config,
      '[default]\nparameter_validation = false\ncli_pager =\nmax_attempts = 1\n',
    );
    const env = {
      ...sandbox.environment(cli.name),
      AWS_CONFIG_FILE: config,
      ...(cli.models !== undefined && { AWS_DATA_PATH: cli.models }),
    };
    return new CliClient(cli, env, ['--endpoint-url', sandbox.announcement.endpoint]);
  }

  async call({ service, operation, input, credentials }: Call): Promise<Answer> {
    const args = [service === 's3' ? 's3api' : service, kebab(operation), '--no-paginate'];
    const output = await this.run([...args, '--cli-input-json', JSON.stringify(input)], {
      ...(credentials && {
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_SESSION_TOKEN: credentials.sessionToken,
      }),
    });
    return output.trim() === '' ? {} : (JSON.parse(output) as Answer);
  }

  async put(file: string, bucket: string, key: string): Promise<void> {
    await this.run(['s3api', 'put-object', '--bucket', bucket, `--key=${key}`, '--body', file]);
  }

  async upload(file: string, bucket: string, key: string): Promise<void> {
    const { checksumOptions } = this.cli;
    if (checksumOptions) {
      await this.run(['s3', 'cp', file, `s3://${bucket}/${key}`, ...checksumOptions]);
      return;
    }
    await uploadParts({ file, bucket, key }, this, (part, part_) => this.uploadPart(part, part_));
  }

  async download(bucket: string, key: string, file: string): Promise<void> {
    await this.run(['s3', 'cp', `s3://${bucket}/${key}`, file]);
  }

  async syncUp(folder: string, bucket: string, prefix: string): Promise<void> {
    await this.run(['s3', 'sync', folder, `s3://${bucket}/${prefix}`]);
  }

  async syncDown(bucket: string, prefix: string, folder: string): Promise<void> {
    await this.run(['s3', 'sync', `s3://${bucket}/${prefix}`, folder]);
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  private async uploadPart(file: string, part: object): Promise<Answer> {
    const input = ['--cli-input-json', JSON.stringify(part), '--body', file];
    return JSON.parse(await this.run(['s3api', 'upload-part', ...input])) as Answer;
  }

  /** `aws logs tail --follow`, ended by its process once the last line has come. */
  private async follow(group: string, prefix: string, last: string): Promise<readonly string[]> {
    const options = ['--follow', '--format', 'short', '--log-stream-name-prefix', prefix];
    const args = ['logs', 'tail', group, ...options, ...this.options];
    const child = spawnGroup(this.cli.program, args, {
      env: { ...this.env, PYTHONUNBUFFERED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    try {
      await new Promise<void>((resolve, reject) => {
        const take = (text: string): void => {
          output += text;
          if (
            output
              .trimEnd()
              .split('\n')
              .some((line) => line.endsWith(last))
          ) {
            resolve();
          }
        };
        child.stdout?.setEncoding('utf8').on('data', take);
        child.stderr?.setEncoding('utf8').on('data', take);
        child.once('close', () => reject(new Error(`The tail ended by itself:\n${output}`)));
      });
    } finally {
      await endGroup(child);
    }
    // `2026-11-21T14:51:00 message`
    return output
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/^\S+ /, ''));
  }

  private async run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
    const child = spawn(this.cli.program, [...args, ...this.options, '--output', 'json'], {
      env: { ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [output, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    const code = await new Promise((resolve) => child.once('close', resolve));
    if (code !== 0) {
      throw readRefusal(errors) ?? new Error(`aws ${args.join(' ')}: ${errors || output}`);
    }
    return output;
  }
}

function readRefusal(errors: string): Refusal | undefined {
  const said =
    /An error occurred \(([^)]+)\) when calling the \w+ operation(?: \([^)]*\))?: (.*)/s.exec(
      errors,
    );
  return said ? new Refusal(said[1] ?? '', (said[2] ?? '').trim()) : undefined;
}

/** `ListObjectsV2` is `list-objects-v2`, `DescribeSSHKey` `describe-ssh-key`. */
function kebab(operation: string): string {
  return operation
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}
