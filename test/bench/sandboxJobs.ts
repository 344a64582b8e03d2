import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import {
  sandboxAccountId,
  sandboxRegion,
  type SandboxAnnouncement,
  type SandboxCredentials,
  type SandboxLock,
} from '../../src/core/sandbox/protocol';
import { sklearnJob } from '../fakes/sklearnJob';
import { sourceArchive } from '../fakes/sourceArchive';

type Address = Pick<SandboxAnnouncement, 'endpoint' | 'accessKeyId' | 'secretAccessKey'>;

export const bucket = `sagemaker-${sandboxRegion}-${sandboxAccountId}`;

/** Runs jobs in a sandbox, as any client of AWS does. */
export class SandboxJobs {
  private readonly s3: S3Client;
  private readonly sagemaker: SageMakerClient;

  constructor({ endpoint, accessKeyId, secretAccessKey }: Address) {
    const config = {
      endpoint,
      region: sandboxRegion,
      credentials: { accessKeyId, secretAccessKey },
    };
    this.s3 = new S3Client({ ...config, forcePathStyle: true });
    this.sagemaker = new SageMakerClient(config);
  }

  /** The sandbox that the extension started below its global storage. */
  static async connectTo(globalStorage: string): Promise<SandboxJobs> {
    const entries = await fs.readdir(globalStorage, { recursive: true });
    const lockFile = entries.find((entry) => path.basename(entry) === 'sandbox.lock');
    if (lockFile === undefined) {
      throw new Error(`No sandbox runs below ${globalStorage}`);
    }
    const data = path.join(globalStorage, path.dirname(lockFile));
    const lock = await readJson<SandboxLock>(path.join(data, 'sandbox.lock'));
    const keys = await readJson<SandboxCredentials>(path.join(data, 'credentials.json'));
    return new SandboxJobs({ ...keys, endpoint: `http://127.0.0.1:${String(lock.port)}` });
  }

  /** Repeats a job under another name, to its end. */
  async runLike(model: string, name: string): Promise<void> {
    const job = await this.sagemaker.send(
      new DescribeTrainingJobCommand({ TrainingJobName: model }),
    );
    const { AlgorithmSpecification, RoleArn, HyperParameters, InputDataConfig } = job;
    const { OutputDataConfig, ResourceConfig, StoppingCondition, Environment } = job;
    await this.sagemaker.send(
      new CreateTrainingJobCommand({
        TrainingJobName: name,
        AlgorithmSpecification,
        RoleArn,
        HyperParameters,
        InputDataConfig,
        OutputDataConfig,
        ResourceConfig,
        StoppingCondition,
        Environment,
      }),
    );
    await this.untilEnded(name);
  }

  /** Uploads source and data, name to text. */
  async upload(
    name: string,
    source: Readonly<Record<string, string>>,
    data: Readonly<Record<string, string>>,
  ): Promise<void> {
    await this.s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const put = (key: string, body: Uint8Array | string): Promise<unknown> =>
      this.s3.send(new PutObjectCommand({ Bucket: bucket, Key: `${name}/${key}`, Body: body }));
    await put('source/sourcedir.tar.gz', await sourceArchive(source));
    for (const [file, text] of Object.entries(data)) {
      await put(`input/train/${file}`, text);
    }
  }

  /** Creates a job whose parts were uploaded under `upload`, and waits for its end. */
  async run(name: string, upload = name): Promise<void> {
    await this.sagemaker.send(new CreateTrainingJobCommand(request(name, upload)));
    await this.untilEnded(name);
  }

  private async untilEnded(name: string): Promise<void> {
    for (;;) {
      const job = await this.sagemaker.send(
        new DescribeTrainingJobCommand({ TrainingJobName: name }),
      );
      if (job.TrainingJobStatus === 'Completed') {
        return;
      }
      if (job.TrainingJobStatus !== 'InProgress') {
        throw new Error(`${name}: ${job.TrainingJobStatus ?? ''} ${job.FailureReason ?? ''}`);
      }
      await sleep(10);
    }
  }

  dispose(): void {
    this.s3.destroy();
    this.sagemaker.destroy();
  }
}

const readJson = async <T>(file: string): Promise<T> =>
  JSON.parse(await fs.readFile(file, 'utf8')) as T;

const request = (name: string, upload: string): CreateTrainingJobCommand['input'] => ({
  ...sklearnJob({
    name,
    source: `s3://${bucket}/${upload}/source/sourcedir.tar.gz`,
    output: `s3://${bucket}/`,
  }),
  InputDataConfig: [
    {
      ChannelName: 'train',
      DataSource: {
        S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${bucket}/${upload}/input/train/` },
      },
    },
  ],
});
