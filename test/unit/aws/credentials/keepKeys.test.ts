import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { keepKeys } from '../../../../src/aws/credentials/keepKeys';

const minute = 60_000;

/** Keys that last so long, found one after the other; a number that is missing fails. */
function source(lifetimes: readonly (number | undefined)[]) {
  const world = { now: 0, found: 0 };
  const find = async () => {
    await Promise.resolve();
    const lifetime = lifetimes[world.found++];
    if (lifetime === undefined) {
      throw new Error('none');
    }
    const expiration = new Date(world.now + lifetime);
    return { accessKeyId: String(world.found), secretAccessKey: 's', expiration };
  };
  return { world, keys: keepKeys(find, () => world.now) };
}

describe('kept keys', () => {
  it('are found once for all who ask at once', async () => {
    const { world, keys } = source([60 * minute]);
    const all = await Promise.all([keys(), keys(), keys()]);
    assert.equal(world.found, 1);
    assert.equal(new Set(all).size, 1);
  });

  it('are renewed before they end, and used to the end when that fails', async () => {
    const { world, keys } = source([60 * minute, undefined, undefined, 60 * minute]);
    await keys();
    world.now = 54 * minute;
    await keys();
    assert.equal(world.found, 1);
    world.now = 56 * minute;
    assert.equal((await keys()).accessKeyId, '1');
    assert.equal(world.found, 2);
    world.now = 60 * minute;
    await assert.rejects(keys());
    assert.equal((await keys()).accessKeyId, '4');
  });

  it('without an end are kept, until somebody insists', async () => {
    let found = 0;
    const find = () => Promise.resolve({ accessKeyId: String(++found), secretAccessKey: 's' });
    const keys = keepKeys(find, () => 0);
    await keys();
    assert.equal((await keys()).accessKeyId, '1');
    assert.equal((await keys({ forceRefresh: true })).accessKeyId, '2');
  });

  it('are never used after their end', async () => {
    const lifetime = fc.option(fc.integer({ min: minute, max: 20 * minute }), { nil: undefined });
    const steps = fc.array(fc.integer({ min: 0, max: 15 * minute }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.array(lifetime, { maxLength: 30 }), steps, async (lifetimes, pauses) => {
        const { world, keys } = source(lifetimes);
        for (const pause of pauses) {
          world.now += pause;
          const found = await keys().catch(() => undefined);
          assert.ok((found?.expiration?.getTime() ?? Infinity) > world.now);
        }
      }),
    );
  });
});
