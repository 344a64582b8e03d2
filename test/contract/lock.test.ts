import assert from 'node:assert/strict';
import * as path from 'node:path';
import { needs } from './environments';
import { SandboxServer, temporaryFolder } from './sandboxServer';

interface Answered {
  readonly status: number;
  readonly body: string;
}

type ByKind = Readonly<Record<string, Answered>>;

describe('the lock of the sandbox', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let sandbox: SandboxServer;
  needs('aws');

  before(async () => {
    folder = await temporaryFolder();
    sandbox = await SandboxServer.start(path.join(folder.path, 'data'));
  });

  after(async () => {
    await sandbox.stop();
    await folder.remove();
  });

  it('runs nothing for whoever does not hold the key', async () => {
    const { refused, jobs } = await sandbox.python<{ refused: ByKind; jobs: readonly string[] }>(
      'intruders.py',
    );
    assert.equal(Object.keys(refused).length, 14);
    assertRefused(refused);
    assert.deepEqual(jobs, []);
  });

  it('stores nothing of a request that was not signed as it came', async () => {
    const { good, refused, keys } = await sandbox.python<{
      good: ByKind;
      refused: ByKind;
      keys: readonly string[];
    }>('storage_intruders.py');
    for (const [kind, { status, body }] of Object.entries(good)) {
      assert.equal(status, 200, `${kind}: ${body}`);
    }
    assert.equal(Object.keys(refused).length, 22);
    assertRefused(refused);
    assert.deepEqual(keys, ['good-metadata', 'good-presigned', 'good-signed', 'good-streamed']);
  });
});

function assertRefused(refused: ByKind): void {
  for (const [kind, { status, body }] of Object.entries(refused)) {
    assert.ok(status >= 400 && status < 500, `${kind} was answered ${String(status)}: ${body}`);
  }
}
