import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { claim } from '../../../src/platform/claims';
import { lazy } from '../../../src/platform/lazy';
import { redact } from '../../../src/platform/redact';
import { pathInForm } from '../../../src/platform/pathInForm';

describe('claiming an event for one window', () => {
  let folder: string;

  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'claims-')), 'claims');
  });

  afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }));

  it('is granted to exactly one of many that ask at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => claim(folder, 'sandbox/a')));
    assert.equal(answers.filter(Boolean).length, 1);
    assert.equal(await claim(folder, 'sandbox/a'), false);
    assert.equal(await claim(folder, 'sandbox/b'), true);
  });

  it('forgets what is older than a week', async () => {
    await claim(folder, 'old');
    const [file = ''] = await readdir(folder);
    const longAgo = new Date(Date.now() - 8 * 24 * 3600 * 1000);
    await utimes(path.join(folder, file), longAgo, longAgo);
    await claim(folder, 'new');
    assert.equal((await readdir(folder)).length, 1);
  });
});

describe('making something on first use', () => {
  it('makes it once, however many ask', async () => {
    let made = 0;
    const get = lazy(() => Promise.resolve(++made));
    assert.equal(get.started, undefined);
    assert.deepEqual(await Promise.all([get(), get()]), [1, 1]);
    assert.ok(get.started);
  });

  it('tries again after a failure', async () => {
    let tries = 0;
    const get = lazy(() =>
      ++tries === 1 ? Promise.reject(new Error('no')) : Promise.resolve('yes'),
    );
    await assert.rejects(get(), /no/);
    assert.equal(await get(), 'yes');
  });
});

describe('a path as a form shows it', () => {
  const folder = path.resolve('work');

  it('is short within the folder, and whole elsewhere', () => {
    assert.equal(
      pathInForm(path.join(folder, 'data', 'penguins.csv'), folder),
      'data/penguins.csv',
    );
    for (const other of [folder, path.resolve('work2', 'data')]) {
      assert.equal(pathInForm(other, folder), other);
    }
  });
});

describe('redacting a log line', () => {
  const secrets = [
    ['AKIAIOSFODNN7EXAMPLE', 'key AKIAIOSFODNN7EXAMPLE used'],
    ['ASIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE'],
    ['deadbeef', 'GET /x?X-Amz-Signature=deadbeef&y=1'],
    ['tok/en', '{"sessionToken": "tok/en"}'],
    ['wJalrXUtnFEMI/K7', 'aws_secret_access_key = wJalrXUtnFEMI/K7'],
    ['wJalrXUtnFEMI/K7', "secretAccessKey: 'wJalrXUtnFEMI/K7'"],
    ['cafe01', 'AWS4-HMAC-SHA256 Credential=x/y, SignedHeaders=host, Signature=cafe01'],
  ] as const;
  for (const [secret, line] of secrets) {
    it(`hides ${secret} in: ${line}`, () => {
      const clean = redact(line);
      assert.ok(!clean.includes(secret), clean);
      assert.ok(clean.includes('***'));
    });
  }

  it('leaves everything else as it is', () => {
    const line = 'SageMaker ListTrainingJobs 200, 12 ms, request 0e0dd279-e189-404d-99ed';
    assert.equal(redact(line), line);
  });
});
