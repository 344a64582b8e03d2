import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { workbench } from '../../../fakes/fakeVscode';
import type { Connection } from '../../../../src/aws/connection';
import { readSdkDefaults } from '../../../../src/aws/training/readSdkDefaults';
import type { Backend } from '../../../../src/ui/backend';
import { Launcher } from '../../../../src/ui/launch/launcher';
import { PythonFinder } from '../../../../src/ui/launch/pythonFinder';
import { FakeClock } from '../../../fakes/fakeClock';
import { fakeConnection } from '../../../fakes/fakeKind';

const role = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;
const yaml = (name: string): string =>
  `SchemaVersion: '1.0'\nSageMaker: {TrainingJob: {RoleArn: "${role(name)}"}}\n`;

describe('defaults of the SageMaker SDK for launches', () => {
  let folder: string;
  let launcher: Launcher;
  const aws = fakeConnection('profile:prod:eu-west-1', { runsHere: false });

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'defaults-'));
    workbench.folder = folder;
    const clock = new FakeClock();
    const env = { SAGEMAKER_USER_CONFIG_OVERRIDE: 'own.yaml', XDG_CONFIG_DIRS: '/nowhere' };
    const backend = () =>
      Promise.resolve({
        training: {
          readSdkDefaults: (connection: Connection, from: string) =>
            readSdkDefaults(connection, {
              ...{ platform: 'linux', env, home: '/nowhere', clock, folder: from },
            }),
        },
      } as unknown as Backend);
    const store = { get: () => undefined, set: () => Promise.resolve() };
    const services = { backend, store, shared: store, clock };
    launcher = new Launcher({ ...services, python: new PythonFinder(backend) });
  });

  afterEach(async () => {
    workbench.folder = undefined;
    await rm(folder, { recursive: true });
  });

  const script = () => path.join(folder, 'deep', 'train.py');
  const roleOf = ({ info }: Connection) => launcher.memory.settings(script(), info).fields.roleArn;

  it('are those of the folder that is open, as they were read last', async () => {
    const file = path.join(folder, 'own.yaml');
    await writeFile(file, yaml('First'));
    assert.equal(roleOf(aws), undefined);
    await launcher.defaults.read(aws, script());
    assert.equal(roleOf(aws), role('First'));
    await writeFile(file, yaml('Second'));
    await launcher.defaults.read(aws, script());
    assert.equal(roleOf(aws), role('Second'));
    assert.deepEqual(launcher.defaults.of(aws.info.id)?.files, [
      { owner: 'user', address: file, isHere: true },
    ]);
  });

  it('are not asked where jobs run on this computer', async () => {
    await writeFile(path.join(folder, 'own.yaml'), yaml('First'));
    await launcher.defaults.read(fakeConnection(), script());
    assert.equal(roleOf(fakeConnection()), undefined);
    assert.equal(launcher.defaults.of('sandbox'), undefined);
  });
});
