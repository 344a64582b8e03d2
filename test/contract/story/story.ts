import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sklearnJob } from '../../fakes/sklearnJob';
import { sourceArchive } from '../../fakes/sourceArchive';
import type { SandboxServer } from '../sandboxServer';
import { Refusal, type Answer, type ServiceName, type StoryClient } from './storyClient';

export const bucket = 'contract-story';
export const trainingGroup = '/aws/sagemaker/TrainingJobs';

/** What the chapters of a story share. */
export class Story {
  constructor(
    readonly sandbox: SandboxServer,
    readonly client: StoryClient,
    /** For files of the story. */
    readonly folder: string,
  ) {}

  sagemaker(operation: string, input: object): Promise<Answer> {
    return this.call('sagemaker', operation, input);
  }

  s3(operation: string, input: object): Promise<Answer> {
    return this.call('s3', operation, { Bucket: bucket, ...input });
  }

  call(service: ServiceName, operation: string, input: object): Promise<Answer> {
    return this.client.call({ service, operation, input });
  }

  /** A file with that content, to be uploaded. */
  async file(name: string, content: string | Uint8Array): Promise<string> {
    const file = path.join(this.folder, name);
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, content);
    return file;
  }

  /** Uploads a training script's archive; answers what a job that runs it needs. */
  async trainingJob(name: string, script: string, more: object = {}): Promise<object> {
    const key = `${name}/source/sourcedir.tar.gz`;
    const archive = await this.file(
      'sourcedir.tar.gz',
      await sourceArchive({ 'train.py': script }),
    );
    await this.client.upload(archive, bucket, key);
    const source = `s3://${bucket}/${key}`;
    return { ...sklearnJob({ name, source, output: `s3://${bucket}/output` }), ...more };
  }

  /** The job's description once it has ended. */
  async untilEnded(name: string): Promise<Answer> {
    return until(`the end of ${name}`, async () => {
      const job = await this.sagemaker('DescribeTrainingJob', { TrainingJobName: name });
      const ended = ['Completed', 'Failed', 'Stopped'].includes(String(job['TrainingJobStatus']));
      return ended ? job : undefined;
    });
  }
}

/** Asks until there is an answer; a minute at most. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const found = await ask();
    if (found !== undefined) {
      return found;
    }
    await sleep(200);
  }
  throw new Error(`Waited a minute for ${what}.`);
}

/** The service's error; fails when there is none. */
export async function refusalOf(answer: Promise<unknown>): Promise<Refusal> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof Refusal) {
      return error;
    }
    throw error;
  }
  throw new Error('The service did not refuse.');
}
