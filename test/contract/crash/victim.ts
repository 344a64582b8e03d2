import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { dist } from '../../../scripts/paths';
import { cleanEnvironment } from '../../../scripts/processes';
import { findPython } from '../../../scripts/python';
import type { SandboxAnnouncement } from '../../../src/core/sandbox/protocol';

export interface Clients {
  readonly s3: S3Client;
  readonly sagemaker: SageMakerClient;
  readonly logs: CloudWatchLogsClient;
}

/** Which step of the sandbox's work on the disk it does not survive. */
export interface KillPoint {
  /** An expression for `operation path`. */
  readonly at: string;
  /** Counted from 1 among the steps that it matches. */
  readonly step: number;
  readonly side: 'before' | 'half' | 'after';
}

/** A sandbox process that is going to be killed. */
export class Victim {
  private constructor(
    readonly clients: Clients,
    private readonly process: ChildProcess,
    private readonly words: () => string,
  ) {}

  /** `undefined`: it was killed before it answered. */
  static async start(data: string, point?: KillPoint): Promise<Victim | undefined> {
    const python = (await findPython(9)).path;
    const killSwitch = path.join(__dirname, 'killSwitch.cjs');
    const child = spawn(
      process.execPath,
      [
        ...(point ? ['--require', killSwitch] : []),
        ...[path.join(dist, 'sandbox', 'sandbox.js'), '--data', data, '--python', python],
      ],
      {
        env: cleanEnvironment(point && environmentOf(point)),
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
    const exited = once(child, 'exit').then(() => undefined);
    const line = once(createInterface({ input: child.stdout }), 'line');
    const answer = (await Promise.race([line, exited])) as [string] | undefined;
    if (answer) {
      const announcement = JSON.parse(answer[0]) as SandboxAnnouncement;
      return new Victim(clientsFor(announcement), child, () => words);
    }
    if (child.signalCode === 'SIGKILL') return undefined;
    throw new Error(`The sandbox did not start again:\n${words}`);
  }

  get isDead(): boolean {
    return this.process.signalCode !== null || this.process.exitCode !== null;
  }

  /** What it has written to stderr. */
  get report(): string {
    return this.words();
  }

  /** Whether it has died, or does within a moment: its connections break first. */
  async dies(): Promise<boolean> {
    for (let waited = 0; waited < 30_000 && !this.isDead; waited += 10) await sleep(10);
    return this.isDead;
  }

  async kill(): Promise<void> {
    if (!this.isDead) {
      const exited = once(this.process, 'exit');
      this.process.kill('SIGKILL');
      await exited;
    }
    for (const client of Object.values(this.clients)) (client as S3Client).destroy();
  }
}

function environmentOf({ at, step, side }: KillPoint): Readonly<Record<string, string>> {
  return { CRASH_AT: at, CRASH_STEP: String(step), CRASH_SIDE: side };
}

function clientsFor({ endpoint, region, ...keys }: SandboxAnnouncement): Clients {
  const credentials = {
    accessKeyId: keys.accessKeyId,
    secretAccessKey: keys.secretAccessKey,
  };
  const settings = { endpoint, region, credentials, maxAttempts: 1 };
  return {
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    sagemaker: new SageMakerClient(settings),
    logs: new CloudWatchLogsClient(settings),
  };
}
