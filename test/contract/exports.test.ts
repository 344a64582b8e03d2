import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTagsCommand,
  SageMakerClient,
  type CreateTrainingJobCommandInput,
} from '@aws-sdk/client-sagemaker';
import fc from 'fast-check';
import { capture, run } from '../../scripts/processes';
import { awsCli2 } from '../../scripts/test/awsCli';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { exportRequest, type ExportFormat } from '../../src/core/training/exports/exportRequest';
import type { JsonObject } from '../../src/core/training/exports/json';
import { needs } from './environments';
import { launchPlans, planBucket } from './launchPlans';
import { newerModels } from './newerModels';
import { suiteSandbox } from './suiteSandbox';

const seed = Number(process.env['PLANS_SEED'] ?? 1);
const plans = fc.sample(launchPlans, { numRuns: 200, seed });

describe('a training job’s request as code, run against the sandbox', () => {
  needs('cli1');
  const sandbox = suiteSandbox();
  let client: SageMakerClient;
  let expected: readonly object[];

  before(async function () {
    this.timeout(120_000);
    await sandbox.server.python('exports_data.py', { args: [planBucket] });
    const { endpoint, region, accessKeyId, secretAccessKey } = sandbox.server.announcement;
    client = new SageMakerClient({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
    });
    for (const [index, plan] of plans.entries()) {
      const input = named(plan, index, 'direct') as unknown as CreateTrainingJobCommandInput;
      await client.send(new CreateTrainingJobCommand(input));
    }
    expected = await descriptions('direct');
  });

  after(() => client.destroy());

  it('creates the same jobs by boto3', async function () {
    this.timeout(120_000);
    const file = await written('boto3.json', codes('boto3', 'boto3'));
    assert.deepEqual(await sandbox.server.python('exports_boto3.py', { args: [file] }), []);
    await compare('boto3');
  });

  it('creates the same jobs by the AWS CLI 1', async function () {
    this.timeout(120_000);
    const python = path.join(await pythonEnvironment('cli1'), 'python');
    await callDriver(
      python,
      await shellWords(codes('cli', 'cli1')),
      sandbox.server.environment('cli1'),
    );
    await compare('cli1');
  });

  it('creates the same jobs by the AWS CLI 2', async function () {
    this.timeout(180_000);
    const models = await newerModels(sandbox.folder);
    const env = { ...sandbox.server.environment('AWS CLI 2'), AWS_DATA_PATH: models };
    const program = await awsCli2();
    const commands = codes('cli', 'cli2');
    // A start takes it half a second; what follows is the same in one process.
    const started = commands.filter((_, index) => index % 10 === 0);
    assert.equal(await runInShell('cli2.sh', { program, commands: started, env }), '');
    const others = commands.filter((_, index) => index % 10 !== 0);
    const python = await interpreterOf(program);
    if (python === undefined) {
      assert.equal(await runInShell('cli2-others.sh', { program, commands: others, env }), '');
    } else {
      const options = ['--endpoint-url', sandbox.server.announcement.endpoint];
      const words = (await shellWords(others)).map((each) => [...each, ...options]);
      await callDriver(python, words, env);
    }
    await compare('cli2');
  });

  const codes = (format: ExportFormat, way: string): readonly string[] =>
    plans.map((plan, index) => exportRequest(named(plan, index, way), format, 'us-east-1'));

  async function written(name: string, value: unknown): Promise<string> {
    const file = path.join(sandbox.folder, name);
    await fs.writeFile(file, typeof value === 'string' ? value : JSON.stringify(value));
    return file;
  }

  /** Has a real shell read the commands, and tell what words each has. */
  async function shellWords(commands: readonly string[]): Promise<readonly string[][]> {
    const tell = `aws() { printf '%s\\0' "$#" "$@"; }\n`;
    const file = await written('words.sh', tell + commands.join('\n'));
    let output = '';
    assert.equal(await run('sh', [file], { onOutput: (text) => (output += text) }), 0);
    const told = output.split('\0').slice(0, -1);
    const found: string[][] = [];
    while (told.length > 0) {
      found.push(told.splice(0, Number(told.shift())));
    }
    return found;
  }

  interface ShellRun {
    readonly program: string;
    readonly commands: readonly string[];
    readonly env: NodeJS.ProcessEnv;
  }

  /** Runs the commands one after the other; answers what is said of those that fail. */
  async function runInShell(name: string, { program, commands, env }: ShellRun): Promise<string> {
    const { endpoint } = sandbox.server.announcement;
    // Debian's version 2 does not read AWS_ENDPOINT_URL.
    const aws = `aws() { '${program}' "$@" --endpoint-url ${endpoint} >/dev/null || echo "in $number"; }\n`;
    const numbered = commands.map((command, index) => `number=${index}\n${command}`);
    const file = await written(name, aws + numbered.join('\n'));
    let output = '';
    await run('sh', [file], { env, onOutput: (text) => (output += text) });
    return output;
  }

  /** Calls the CLI's own driver for each of the command lines, in one process. */
  async function callDriver(
    python: string,
    words: readonly (readonly string[])[],
    env: NodeJS.ProcessEnv,
  ): Promise<void> {
    const script = path.join(__dirname, 'python', 'exports_cli.py');
    const output = await capture(python, [script, await written('words.json', words)], {
      env: { ...env, AWS_PAGER: '' },
    });
    assert.deepEqual(JSON.parse(output.trim().split('\n').at(-1) ?? ''), []);
  }

  async function compare(way: string): Promise<void> {
    const found = await descriptions(way);
    for (const [index, description] of found.entries()) {
      assert.deepEqual(description, expected[index], `plan ${index} of seed ${seed}`);
    }
  }

  /** All jobs that were created in one way, once they have ended, without names, times and ARNs. */
  async function descriptions(way: string): Promise<readonly object[]> {
    const found: object[] = [];
    for (const index of plans.keys()) {
      found.push(await description(nameOf(index, way)));
    }
    return found;
  }

  async function description(name: string): Promise<object> {
    for (;;) {
      const { $metadata, ...told } = await client.send(
        new DescribeTrainingJobCommand({ TrainingJobName: name }),
      );
      assert.equal($metadata.httpStatusCode, 200);
      if (told.TrainingJobStatus !== 'InProgress') {
        const { Tags } = await client.send(
          new ListTagsCommand({ ResourceArn: told.TrainingJobArn }),
        );
        return comparable({ ...told, Tags }, name);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
});

/** The Python that a program is a script of; `undefined` where it brings its own. */
async function interpreterOf(program: string): Promise<string | undefined> {
  const start = (await fs.readFile(program)).subarray(0, 200).toString('latin1');
  return /^#! ?(\S*python[\d.]*)\n/.exec(start)?.[1];
}

const nameOf = (index: number, way: string): string => `plan-${index}-${way}`;

const named = (plan: JsonObject, index: number, way: string): JsonObject => ({
  TrainingJobName: nameOf(index, way),
  ...plan,
});

function comparable(description: object, name: string): object {
  const text = JSON.stringify(description, (key, value: unknown) =>
    /(Time|TimeInSeconds|Arn)$/.test(key) && key !== 'RoleArn' ? undefined : value,
  );
  return JSON.parse(text.replaceAll(name, 'NAME')) as object;
}
