import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { JobWorld } from '../../../fakes/jobWorld';

describe('script environment', () => {
  let world: JobWorld;
  beforeEach(async () => {
    world = await JobWorld.open();
  });
  afterEach(() => world.close());

  const run = async (code: string, changes = {}) => {
    await world.create('job', code, changes);
    await world.ended('job');
  };

  it('does not let a script find keys that lie about', async () => {
    const home = path.join(world.dataDir, 'planted-home');
    await mkdir(path.join(home, '.aws'), { recursive: true });
    const keys = '[default]\naws_access_key_id = AKIAPLANTED\naws_secret_access_key = planted\n';
    await writeFile(path.join(home, '.aws', 'credentials'), keys);
    const planted: Record<string, string> = {
      AWS_ACCESS_KEY_ID: 'AKIAPLANTED',
      AWS_SECRET_ACCESS_KEY: 'planted',
      AWS_SESSION_TOKEN: 'planted',
      AWS_PROFILE: 'planted',
      AWS_ENDPOINT_URL_S3: 'http://planted',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://planted',
      ELECTRON_RUN_AS_NODE: 'planted',
      VSCODE_PID: 'planted',
      NODE_OPTIONS: '--no-warnings=planted',
      HTTPS_PROXY: 'http://planted',
      HOME: home,
    };
    const before = process.env;
    process.env = { ...before, ...planted };
    try {
      await run(
        `
import json, os
home = os.path.expanduser("~")
print(json.dumps(dict(os.environ)))
print(os.path.exists(home + "/.aws"), os.path.getsize(os.environ["AWS_CONFIG_FILE"]))
`,
        {
          Environment: {
            AWS_PROFILE: 'planted',
            AWS_ENDPOINT_URL_S3: 'http://planted',
            HOME: home,
            https_proxy: 'http://planted',
            MINE: 'given',
          },
        },
      );
    } finally {
      process.env = before;
    }
    const [note, dump = '{}', files] = await world.lines('job');
    assert.match(note ?? '', /AWS_PROFILE, AWS_ENDPOINT_URL_S3, HOME, https_proxy/);
    const seen = JSON.parse(dump) as Record<string, string>;
    const bad = Object.entries(seen).filter(([, value]) =>
      /planted(?!-home\/\.local)/i.test(value),
    );
    assert.deepEqual(bad, []);
    assert.equal(files, 'False 0');
    const expected = {
      AWS_ACCESS_KEY_ID: 'SANDBOXKEY',
      AWS_SECRET_ACCESS_KEY: 'sandbox-secret',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_REGION: 'us-east-1',
      TRAINING_JOB_NAME: 'job',
      MINE: 'given',
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(seen[name], value, name);
    await rm(home, { recursive: true });
  });
});
