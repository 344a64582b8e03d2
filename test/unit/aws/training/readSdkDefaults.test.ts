import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Connection } from '../../../../src/aws/connection';
import { readSdkDefaults } from '../../../../src/aws/training/readSdkDefaults';
import { AppError } from '../../../../src/core/errors';
import { noSettings } from '../../../../src/shared/contracts/launchSettings';
import { FakeClock } from '../../../fakes/fakeClock';

const role = 'arn:aws:iam::123456789012:role/Jobs';
const yaml = `SchemaVersion: '1.0'\nSageMaker:\n  TrainingJob:\n    RoleArn: ${role}\n`;

describe('defaults of the SageMaker SDK for a connection', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(path.join(tmpdir(), 'defaults-'))));
  after(() => rm(folder, { recursive: true }));

  /** Objects by their addresses: texts, or why they cannot be had. */
  const read = (
    env: Readonly<Record<string, string>>,
    objects: Readonly<Record<string, string | AppError>> = {},
    clock = new FakeClock(),
  ) => {
    const get = (uri: string): Promise<AsyncIterable<Uint8Array>> => {
      const object = objects[uri] ?? new AppError('notFound', 'It is not there.');
      return object instanceof AppError ? Promise.reject(object) : Promise.resolve(chunks(object));
    };
    const connection = { storage: { get } as unknown as Connection['storage'] };
    return readSdkDefaults(connection, {
      ...{ platform: 'linux', env: { XDG_CONFIG_DIRS: '/nowhere', ...env }, home: '/nowhere' },
      ...{ clock, folder },
    });
  };

  it('are none where there are no files', async () => {
    assert.deepEqual(await read({}), { settings: noSettings, leftOut: [], files: [] });
  });

  it('are read from a file that a variable names, relative to the folder that is open', async () => {
    await writeFile(path.join(folder, 'own.yaml'), yaml);
    const found = await read({ SAGEMAKER_USER_CONFIG_OVERRIDE: 'own.yaml' });
    assert.deepEqual(found.settings.fields, { roleArn: role });
    const address = path.join(folder, 'own.yaml');
    assert.deepEqual(found.files, [{ owner: 'user', address, isHere: true }]);
  });

  it('tell of a named file that is not there, and go on with the other', async () => {
    await writeFile(path.join(folder, 'own.yaml'), yaml);
    const found = await read({
      SAGEMAKER_ADMIN_CONFIG_OVERRIDE: '/nowhere/at/all.yaml',
      SAGEMAKER_USER_CONFIG_OVERRIDE: 'own.yaml',
    });
    assert.deepEqual(found.settings.fields, { roleArn: role });
    assert.deepEqual(found.files[0], {
      ...{ owner: 'admin', address: '/nowhere/at/all.yaml', isHere: false },
      problem: { message: 'There is no such file.' },
    });
  });

  it('tell of a broken file by its line', async () => {
    await writeFile(path.join(folder, 'own.yaml'), 'SchemaVersion: "1.0"\nSageMaker: [');
    const found = await read({ SAGEMAKER_USER_CONFIG_OVERRIDE: 'own.yaml' });
    assert.equal(found.files[0]?.isHere, true);
    assert.equal(found.files[0].problem?.line, 2);
    assert.deepEqual(found.settings, noSettings);
  });

  it('come from S3, from an object or that of a folder', async () => {
    const file = await read(
      { SAGEMAKER_USER_CONFIG_OVERRIDE: 's3://bucket/own' },
      { 's3://bucket/own': yaml },
    );
    assert.deepEqual(file.settings.fields, { roleArn: role });
    const refused = await read(
      { SAGEMAKER_USER_CONFIG_OVERRIDE: 's3://bucket/own' },
      {
        's3://bucket/own': new AppError('denied', 'No.'),
        's3://bucket/own/config.yaml': yaml,
      },
    );
    assert.deepEqual(refused.settings.fields, { roleArn: role });
    for (const address of ['s3://bucket/own', 's3://bucket/own/']) {
      const found = await read(
        { SAGEMAKER_USER_CONFIG_OVERRIDE: address },
        { 's3://bucket/own/config.yaml': yaml },
      );
      assert.deepEqual(found.settings.fields, { roleArn: role }, address);
      const at = 's3://bucket/own/config.yaml';
      assert.deepEqual(found.files, [{ owner: 'user', address: at, isHere: false }]);
    }
  });

  it('are none of the folder that is open, where a variable is empty', async () => {
    const found = await read({ SAGEMAKER_USER_CONFIG_OVERRIDE: '' }, {});
    assert.deepEqual(found.files, [
      { owner: 'user', address: '', isHere: false, problem: { message: 'There is no such file.' } },
    ]);
  });

  it('tell what S3 has against it', async () => {
    const denied = new AppError('denied', 's3:GetObject is not allowed.');
    const env = { SAGEMAKER_USER_CONFIG_OVERRIDE: 's3://bucket/own' };
    const found = await read(env, { 's3://bucket/own': denied });
    assert.deepEqual(found.files[0]?.problem, { message: denied.message });
    const large = await read(env, { 's3://bucket/own': '#'.repeat(100 * 1024) });
    assert.match(large.files[0]?.problem?.message ?? '', /larger than 16 KB/);
  });
});

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += 65_536) {
    await Promise.resolve();
    yield Buffer.from(text.slice(at, at + 65_536));
  }
}
