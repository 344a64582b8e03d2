import assert from 'node:assert/strict';
import { answerWith, shown } from '../../fakes/fakeVscode';
import type { ConnectionServices } from '../../../src/commands/connections';
import {
  hideConnection,
  showConnection,
  switchConnection,
} from '../../../src/commands/shownConnections';
import type { KnownConnection } from '../../../src/platform/state';
import type { BackendLoader } from '../../../src/ui/backend';
import { ChosenConnection } from '../../../src/ui/connection/chosenConnection';
import { memoryStore } from '../../fakes/memoryStore';

const profile = (label: string, region: string): KnownConnection => ({
  ...{ id: `profile:${label}:${region}`, label, region, runsHere: false },
});
const work = profile('work', 'eu-west-1');
const test = profile('test', 'us-east-1');
const play = profile('play', 'us-east-1');

describe('connections that are shown side by side', () => {
  let chosen: ChosenConnection;
  let services: ConnectionServices;
  const revealed: string[] = [];

  const labels = (): readonly string[] => chosen.shown.map(({ id }) => id);
  const choose = (...parts: readonly string[]): readonly { readonly label: string }[] => {
    const left = [...parts];
    return answerWith((offered) => {
      const part = left.shift();
      return part === undefined ? undefined : offered.find(({ label }) => label.includes(part));
    });
  };

  beforeEach(() => {
    shown.length = revealed.length = 0;
    const connections = {
      choices: () => Promise.resolve([work, test].map((one) => ({ ...one, detail: '' }))),
      inRegion: (id: string, region: string) => `${id.slice(0, id.lastIndexOf(':'))}:${region}`,
      onDidChange: () => ({ dispose: () => undefined }),
      open: (id: string) => {
        const [, label = '', region = ''] = id.split(':');
        const info = { id, label, region, traits: { runsHere: false } };
        return Promise.resolve({ info, account: () => Promise.reject(new Error('offline')) });
      },
    };
    const backend = (() => Promise.resolve({ connections })) as unknown as BackendLoader;
    const store = memoryStore();
    void store.set('connection', work);
    chosen = new ChosenConnection(store, backend);
    const firstSteps = { done: () => undefined };
    const tree = {
      revealConnection: (id: string) => {
        revealed.push(id);
        return Promise.resolve();
      },
    };
    services = { backend, chosen, firstSteps, tree } as unknown as ConnectionServices;
  });

  afterEach(() => chosen.dispose());

  it('are picked like the chosen one, which stays', async () => {
    choose('test');
    await showConnection(services);
    assert.deepEqual(labels(), [test.id, work.id]);
    assert.deepEqual(revealed, [test.id]);
    assert.equal(chosen.current.id, work.id);
    choose();
    await showConnection(services);
    assert.equal(labels().length, 2, 'dismissed');
  });

  it('may be of the same profile in another region', async () => {
    choose('Another region for work', 'ap-south-1');
    await showConnection(services);
    assert.deepEqual(labels(), ['profile:work:ap-south-1', work.id]);
  });

  it('are said to be there where they are', async () => {
    choose('work');
    await showConnection(services);
    assert.deepEqual(
      [labels(), shown.map(({ message }) => message)],
      [[work.id], ['It is shown already: work · eu-west-1']],
    );
  });

  it('are hidden by their row, or asked for where there are several', async () => {
    await chosen.show(test);
    await chosen.show(play);
    const offered = choose('play');
    await hideConnection(services);
    assert.deepEqual(
      offered.map(({ label }) => label),
      ['play', 'test'],
    );
    assert.deepEqual(labels(), [test.id, work.id]);
    await hideConnection(services, { connectionId: test.id });
    assert.deepEqual(labels(), [work.id]);
    await hideConnection(services);
    assert.equal(shown.at(-1)?.message, 'No other connection is shown.');
  });

  it('are hidden without a question where there is but one beside the chosen one', async () => {
    await chosen.show(test);
    await hideConnection(services);
    assert.deepEqual(labels(), [work.id]);
  });

  it('never lose the chosen one, which launches use', async () => {
    await chosen.show(test);
    await hideConnection(services, { connectionId: work.id });
    assert.equal(labels().length, 2);
    assert.match(shown.at(-1)?.message ?? '', /^Launches use work · eu-west-1\./);
  });

  it('become the chosen one by their row', async () => {
    await chosen.show(test);
    await switchConnection(services, { connectionId: test.id });
    assert.equal(chosen.current.id, test.id);
    await switchConnection(services);
    assert.equal(chosen.current.id, work.id, 'the only other one');
    await switchConnection(services, { connectionId: 'profile:gone:us-east-1' });
    assert.equal(chosen.current.id, work.id);
  });
});
