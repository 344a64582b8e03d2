import assert from 'node:assert/strict';
import { leftBehind } from '../../fakes/fakeVscode';
import { findResource } from '../../../src/commands/find';
import { model } from '../../../src/resources/kinds/model';
import type { FoundRow } from '../../../src/ui/find/findBox';
import { fakeConnection } from '../../fakes/fakeKind';

const row = { connectionId: 'profile:a:us-east-1', kindId: 'model', item: { name: 'iris' } };

describe('a resource that was found', () => {
  /** Accepts what was found; answers what the person gets to see of it. */
  async function accept(act: FoundRow['act'], isLoaded: boolean, item: object = row.item) {
    const seen: string[] = [];
    const found = { ...row, item: { ...row.item, ...item } };
    await findResource({
      backend: () => Promise.resolve({ kinds: [model] }),
      chosen: { openById: (id: string) => Promise.resolve(fakeConnection(id)) },
      finder: { find: () => Promise.resolve({ row: found, act }) },
      tree: {
        reveal: () => {
          seen.push(...(isLoaded ? ['row'] : []));
          return Promise.resolve(isLoaded);
        },
      },
      documents: { showDescription: () => Promise.resolve(void seen.push('description')) },
    } as unknown as Parameters<typeof findResource>[0]);
    return seen;
  }

  it('is gone to in its view where it is loaded', async () => {
    assert.deepEqual(await accept('open', true), ['row']);
  });

  it('has its description opened where its view does not have it', async () => {
    assert.deepEqual(await accept('open', false), ['description']);
  });

  it('has its ARN copied, and nothing opened', async () => {
    leftBehind.copied.length = 0;
    assert.deepEqual(await accept('copyArn', true, { arn: 'arn:iris' }), []);
    assert.deepEqual(leftBehind.copied, ['arn:iris']);
  });
});
