import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { capture, cleanEnvironment } from '../../scripts/processes';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { readSdkDefaults, type SdkDefaultsFound } from '../../src/aws/training/readSdkDefaults';
import { systemClock } from '../../src/node/systemClock';
import type { LaunchSettings } from '../../src/shared/contracts/launchSettings';
import { fakeConnection } from '../fakes/fakeKind';
import { needs } from './environments';
import { temporaryFolder } from './sandboxServer';
import { refusedCases, takenCases, type DefaultsCase } from './sdkDefaultsCases';

/** What the SDK says: values by their paths, and `output`; or why it refuses. */
type Answer = Readonly<Record<string, unknown>>;

/** Keys that the SDK takes and a launch does not; what of the settings that is, the comparison says. */
const passedBy = ['unsupported', 'alone'];

describe('the defaults files of the SageMaker Python SDK', function () {
  this.timeout(120_000);
  needs('sdk2', 'sdk3');

  for (const sdk of ['sdk2', 'sdk3'] as const) {
    describe(`by ${sdk}`, () => {
      let answers: readonly Answer[];

      before(async () => {
        answers = await ask(sdk, [...takenCases, ...refusedCases]);
      });

      it('give a launch what it resolves for a training job', async () => {
        for (const [index, one] of takenCases.entries()) {
          const about = JSON.stringify(one);
          const answer = answers[index] ?? {};
          assert.equal(answer['refused'], undefined, about);
          const { settings, leftOut, files } = await read(one);
          assert.deepEqual(plain(settings), expected(answer), about);
          const told = leftOut.filter(({ why }) => !passedBy.includes(why));
          const broken = files.filter(({ problem }) => problem);
          assert.deepEqual([...told, ...broken], [], about);
        }
      });

      it('are told of where it refuses them', async () => {
        for (const [index, one] of refusedCases.entries()) {
          const about = JSON.stringify(one);
          assert.ok(answers[takenCases.length + index]?.['refused'], `it takes ${about}`);
          const { leftOut, files } = await read(one);
          const told = [...files.filter(({ problem }) => problem), ...leftOut];
          assert.ok(told.length > 0, about);
        }
      });
    });
  }
});

async function ask(
  sdk: 'sdk2' | 'sdk3',
  cases: readonly DefaultsCase[],
): Promise<readonly Answer[]> {
  const folder = await temporaryFolder();
  try {
    const file = path.join(folder.path, 'cases.json');
    await fs.writeFile(file, JSON.stringify(cases));
    const python = path.join(await pythonEnvironment(sdk), 'python');
    const script = path.join(__dirname, 'python', 'sdk_defaults.py');
    const env = cleanEnvironment({ ...placesIn(folder.path), PYTHONUTF8: '1' });
    const answers = answersIn(await capture(python, [script, file], { env }));
    assert.equal(answers.length, cases.length);
    return answers;
  } finally {
    await folder.remove();
  }
}

const placesIn = (folder: string) => ({
  XDG_CONFIG_DIRS: `${path.join(folder, 'site')}:/etc/xdg`,
  XDG_CONFIG_HOME: path.join(folder, 'home'),
});

/** The SDKs warn of other things before. */
const answersIn = (output: string): readonly Answer[] =>
  JSON.parse(output.trim().split('\n').at(-1) ?? '') as readonly Answer[];

async function read({ admin, user }: DefaultsCase): Promise<SdkDefaultsFound> {
  const folder = await temporaryFolder();
  try {
    const write = async (place: string, text: string | undefined): Promise<void> => {
      const own = path.join(folder.path, place, 'sagemaker');
      await fs.mkdir(own, { recursive: true });
      await (text === undefined ? undefined : fs.writeFile(path.join(own, 'config.yaml'), text));
    };
    await write('site', admin);
    await write('home', user);
    return await readSdkDefaults(fakeConnection('profile:prod:eu-west-1'), {
      ...{ platform: 'linux', env: placesIn(folder.path), home: '/nowhere' },
      ...{ clock: systemClock, folder: folder.path },
    });
  } finally {
    await folder.remove();
  }
}

const job = 'SageMaker.TrainingJob.';

/** The settings that say what the SDK resolved. */
function expected(answer: Answer): object {
  const text = (name: string): string => (answer[`${job}${name}`] ?? '') as string;
  const ids = (name: string): string =>
    ((answer[`${job}VpcConfig.${name}`] ?? []) as string[]).join(', ');
  const box = (name: string): string => (answer[`${job}${name}`] === true ? 'true' : '');
  const tags = (answer[`${job}Tags`] ?? []) as readonly { Key: string; Value: string }[];
  const variables = Object.entries((answer[`${job}Environment`] ?? {}) as Record<string, string>);
  // Both SDKs let a job into a VPC by both alone.
  const [subnets, securityGroups] = [ids('Subnets'), ids('SecurityGroupIds')];
  const isInVpc = subnets !== '' && securityGroups !== '';
  return plain({
    fields: {
      roleArn: text('RoleArn'),
      outputUri: (answer['output'] ?? '') as string,
      outputKmsKey: text('OutputDataConfig.KmsKeyId'),
      volumeKmsKey: text('ResourceConfig.VolumeKmsKeyId'),
      isIsolated: box('EnableNetworkIsolation'),
      encryptsTraffic: box('EnableInterContainerTrafficEncryption'),
      ...(isInVpc && { subnets, securityGroups }),
    },
    tags: tags.map(({ Key: name, Value: value }) => ({ name, value })),
    environment: variables.map(([name, value]) => ({ name, value })),
    groups: [],
  });
}

/** Without empty fields; names in their order. */
function plain({ fields, tags, environment }: LaunchSettings): object {
  const given = Object.entries(fields).filter(([, text]) => text !== '');
  const named = environment.toSorted((one, two) => one.name.localeCompare(two.name));
  return { fields: Object.fromEntries(given), tags, environment: named };
}
