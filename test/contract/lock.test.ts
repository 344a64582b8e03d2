import assert from 'node:assert/strict';
import { suiteSandbox } from './suiteSandbox';

interface Answered {
  readonly status: number;
  readonly body: string;
}

type ByKind = Readonly<Record<string, Answered>>;

describe('the lock of the sandbox', () => {
  const sandbox = suiteSandbox();

  it('runs nothing for whoever does not hold the key', async () => {
    const { refused, jobs } = await sandbox.server.python<{
      refused: ByKind;
      jobs: readonly string[];
    }>('intruders.py');
    assert.equal(Object.keys(refused).length, 14);
    assertRefused(refused);
    assert.deepEqual(jobs, []);
  });

  it('stores nothing of a request that was not signed as it came', async () => {
    const { good, refused, keys } = await sandbox.server.python<{
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
