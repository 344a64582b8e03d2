import assert from 'node:assert/strict';
import { answerWith } from '../../fakes/fakeVscode';
import { openOtherConnection } from '../../../src/commands/cloneJobElsewhere';
import type { ConnectionServices } from '../../../src/commands/connections';
import { fakeConnection } from '../../fakes/fakeKind';

const here = 'profile:work:us-east-1';

describe('a connection for the page of a cloned job', () => {
  const chosen: string[] = [];

  const services = {
    backend: () =>
      Promise.resolve({
        connections: {
          choices: () =>
            Promise.resolve([
              { id: 'sandbox', label: 'Local sandbox', detail: '', region: 'us-east-1' },
            ]),
          inRegion: (id: string, region: string) =>
            id === here ? `profile:work:${region}` : undefined,
        },
      }),
    chosen: {
      current: { id: here, label: 'work', region: 'us-east-1', runsHere: false },
      shown: [],
      openById: (id: string) => Promise.resolve(fakeConnection(id)),
      choose: ({ id }: { readonly id: string }) => chosen.push(id),
    },
  } as unknown as ConnectionServices;

  const open = async (id: string, region?: string): Promise<string | undefined> =>
    (await openOtherConnection(services, { id, region }))?.info.id;

  afterEach(() => answerWith(() => undefined));

  it('is the same account in the region that is wanted, without a question', async () => {
    const offered = answerWith(() => undefined);
    assert.equal(await open(here, 'eu-west-1'), 'profile:work:eu-west-1');
    assert.deepEqual([offered, chosen], [[], []]);
  });

  it('is picked where there is no such region, or none is wanted, and the window keeps its own', async () => {
    answerWith((choices) => choices.find(({ label }) => label === 'Local sandbox'));
    assert.equal(await open('sandbox', 'eu-west-1'), 'sandbox');
    assert.equal(await open(here), 'sandbox');
    answerWith(() => undefined);
    assert.equal(await open(here), undefined);
    assert.deepEqual(chosen, []);
  });
});
