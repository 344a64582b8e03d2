import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '../../../src/core/errors';
import {
  localDefaults,
  readDefaultsFile,
  sdkDefaultsPlaces,
} from '../../../src/node/sdkDefaultsFiles';

describe('where the SageMaker SDK has its defaults', () => {
  const places = (platform: NodeJS.Platform, env: Readonly<Record<string, string>> = {}) => {
    const home = platform === 'win32' ? 'C:\\Users\\me' : '/home/me';
    const { admin, user } = sdkDefaultsPlaces({ platform, env, home });
    return [admin.address, user.address];
  };

  it('is as platformdirs has it on each system', () => {
    assert.deepEqual(places('linux'), [
      '/etc/xdg/sagemaker/config.yaml',
      '/home/me/.config/sagemaker/config.yaml',
    ]);
    assert.deepEqual(places('darwin'), [
      '/Library/Application Support/sagemaker/config.yaml',
      '/home/me/Library/Application Support/sagemaker/config.yaml',
    ]);
    assert.deepEqual(places('win32'), [
      'C:\\ProgramData\\sagemaker\\sagemaker\\config.yaml',
      'C:\\Users\\me\\AppData\\Local\\sagemaker\\sagemaker\\config.yaml',
    ]);
    assert.deepEqual(places('win32', { PROGRAMDATA: 'D:\\All', LOCALAPPDATA: 'D:\\Own' }), [
      'D:\\All\\sagemaker\\sagemaker\\config.yaml',
      'D:\\Own\\sagemaker\\sagemaker\\config.yaml',
    ]);
  });

  it('is told of files that are not there yet, and not of S3', () => {
    const env = { SAGEMAKER_ADMIN_CONFIG_OVERRIDE: 's3://all/', XDG_CONFIG_HOME: '/own' };
    const system = { platform: 'linux', env, home: '/home/me', folder: '/project' } as const;
    assert.deepEqual(localDefaults(system), [
      '/own/sagemaker/config.yaml',
      '/own/sagemaker/config.yaml/config.yaml',
    ]);
    const named = { ...system, env: { ...env, SAGEMAKER_USER_CONFIG_OVERRIDE: 'here' } };
    assert.deepEqual(localDefaults(named), ['/project/here', '/project/here/config.yaml']);
  });

  it('is where XDG says, by its first absolute folder', () => {
    const env = { XDG_CONFIG_DIRS: 'relative: /site :/more', XDG_CONFIG_HOME: '/own' };
    const named = ['/site/sagemaker/config.yaml', '/own/sagemaker/config.yaml'];
    assert.deepEqual(places('linux', env), named);
    assert.deepEqual(places('darwin', env), named);
    assert.deepEqual(places('linux', { XDG_CONFIG_HOME: ' ' }), places('linux'));
  });

  it('is what the SDK’s own variables name', () => {
    const env = {
      SAGEMAKER_ADMIN_CONFIG_OVERRIDE: 's3://bucket/all',
      SAGEMAKER_USER_CONFIG_OVERRIDE: '',
    };
    assert.deepEqual(sdkDefaultsPlaces({ platform: 'linux', env, home: '/home/me' }), {
      admin: { address: 's3://bucket/all', isNamed: true },
      user: { address: '', isNamed: true },
    });
  });

  describe('read', () => {
    let folder: string;
    before(async () => (folder = await mkdtemp(path.join(tmpdir(), 'defaults-'))));
    after(() => rm(folder, { recursive: true }));

    it('is a file, or that of a folder', async () => {
      const file = path.join(folder, 'config.yaml');
      await writeFile(file, 'a: ä\n');
      const read = { file, text: 'a: ä\n' };
      assert.deepEqual(await readDefaultsFile(file), read);
      assert.deepEqual(await readDefaultsFile(folder), read);
    });

    it('is nothing where nothing is', async () => {
      assert.equal(await readDefaultsFile(path.join(folder, 'none.yaml')), undefined);
      assert.equal(await readDefaultsFile(path.join(folder, 'config.yaml', 'none')), undefined);
      await mkdir(path.join(folder, 'empty'));
      assert.equal(await readDefaultsFile(path.join(folder, 'empty')), undefined);
    });

    it('is refused where it is too large, or no file', async () => {
      const large = path.join(folder, 'large.yaml');
      await writeFile(large, '#'.repeat(16 * 1024 + 1));
      const invalid = (error: unknown) => AppError.is(error, 'invalid');
      await assert.rejects(readDefaultsFile(large), invalid);
      await writeFile(large, '#'.repeat(16 * 1024));
      assert.equal((await readDefaultsFile(large))?.text.length, 16 * 1024);
      await assert.rejects(readDefaultsFile('/dev/null'), invalid);
    });
  });
});
