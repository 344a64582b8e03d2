import assert from 'node:assert/strict';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { SandboxLock } from '../../../../src/core/sandbox/protocol';
import { takeLock } from '../../../../src/sandbox/life/lock';
import { makeTemporaryFolder, removeTemporaryFolders } from '../../../fakes/startedSandbox';

function lockOf(port: number): SandboxLock {
  return { pid: 1, port, protocolVersion: 1, startedAt: new Date(0).toISOString() };
}

describe('the lock of a data folder', () => {
  let file: string;

  beforeEach(async () => {
    file = path.join(await makeTemporaryFolder(), 'sandbox.lock');
  });

  after(removeTemporaryFolders);

  const alive = (...ports: number[]) => {
    return ({ port }: SandboxLock): Promise<boolean> => Promise.resolve(ports.includes(port));
  };

  /** Starts many at once; everyone is alive from the moment it has the lock or asks for it. */
  async function race(count: number): Promise<{ winners: number[]; holders: Set<number> }> {
    const ports = Array.from({ length: count }, (_, index) => 1000 + index);
    const results = await Promise.all(
      ports.map(async (port) => ({
        port,
        lock: await takeLock(file, lockOf(port), alive(...ports)),
      })),
    );
    const winners = results.filter(({ lock }) => 'isOurs' in lock).map(({ port }) => port);
    const holders = results.flatMap(({ lock }) => ('port' in lock ? [lock.port] : []));
    return { winners, holders: new Set(holders) };
  }

  async function onlyTheLockIsLeft(): Promise<void> {
    assert.deepEqual(await readdir(path.dirname(file)), ['sandbox.lock']);
  }

  it('goes to exactly one of many that start at once', async () => {
    const { winners, holders } = await race(8);
    assert.equal(winners.length, 1);
    assert.deepEqual([...holders], winners);
    await onlyTheLockIsLeft();
  });

  it('goes to exactly one of many that find a dead one', async () => {
    for (let round = 0; round < 20; round++) {
      await writeFile(file, JSON.stringify(lockOf(round + 1)));
      const { winners, holders } = await race(6);
      assert.equal(winners.length, 1);
      assert.deepEqual([...holders], winners);
      await onlyTheLockIsLeft();
    }
  });

  it('is taken from a damaged file and left to a living holder', async () => {
    await writeFile(file, '{"pid": 1, "po');
    const lock = await takeLock(file, lockOf(7), alive());
    assert.ok('isOurs' in lock);
    assert.deepEqual(await takeLock(file, lockOf(8), alive(7)), lockOf(7));
  });

  it('is not held up by a claim whose owner has died', async () => {
    await writeFile(file, JSON.stringify(lockOf(1)));
    const { createHash } = await import('node:crypto');
    const name = createHash('sha256')
      .update(JSON.stringify(lockOf(1)))
      .digest('hex')
      .slice(0, 16);
    const claim = `${file}.${name}.claim`;
    await writeFile(claim, '');
    await utimes(claim, new Date(0), new Date(0));
    assert.ok('isOurs' in (await takeLock(file, lockOf(2), alive())));
    await onlyTheLockIsLeft();
  });

  it('is released only by its holder', async () => {
    const lock = await takeLock(file, lockOf(1), alive());
    assert.ok('isOurs' in lock);
    assert.equal(await lock.isOurs(), true);
    await writeFile(file, JSON.stringify(lockOf(2)));
    assert.equal(await lock.isOurs(), false);
    await lock.release();
    assert.equal(await readFile(file, 'utf8'), JSON.stringify(lockOf(2)));
  });
});
