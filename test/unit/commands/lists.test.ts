import assert from 'node:assert/strict';
import { answerWith, shown, ticking, typing } from '../../fakes/fakeVscode';
import { boxes } from '../../fakes/fakeBox';
import { ListCommands, type ListServices } from '../../../src/commands/lists';
import type { ResourceItem } from '../../../src/core/resources/kind';
import type { ResourceRow } from '../../../src/ids';
import { kindsByArea, resourceKinds } from '../../../src/resources/index';
import { listTags } from '../../../src/resources/tags';
import { KnownTags } from '../../../src/ui/tree/knownTags';
import { ListQueries } from '../../../src/ui/tree/listQueries';
import { memoryConnection } from '../../fakes/memoryConnection';
import { memoryStore } from '../../fakes/memoryStore';

const jobs = { connectionId: 'memory', kindId: 'trainingJob' };

describe('commands of lists', () => {
  let queries: ListQueries;
  let tags: KnownTags;
  let items: readonly ResourceItem[];
  let selected: readonly ResourceRow[];
  let loaded: unknown[];
  let calls: number;
  let kinds: readonly string[] | undefined;

  const commands = (): ListCommands => {
    const connection = memoryConnection(
      ({ input }) => {
        calls++;
        const { ResourceArn = '' } = input as { readonly ResourceArn?: string };
        return { Tags: [{ Key: 'team', Value: ResourceArn === 'arn:a' ? 'ml' : 'web' }] };
      },
      { kinds },
    );
    const open = () => Promise.resolve(connection);
    return new ListCommands({
      backend: () =>
        Promise.resolve({ kinds: resourceKinds, kindsByArea, tags: { list: listTags } }),
      chosen: { open, openById: open },
      tree: {
        queries,
        tags,
        resources: () =>
          Promise.resolve(items.map((item) => ({ item: tags.addTo('memory', item) }))),
        loadAll: (list: unknown) => Promise.resolve(void loaded.push(list)),
      },
      rows: { several: () => Promise.resolve({ rows: selected, left: [] }) },
    } as unknown as ListServices);
  };
  const labels = (offered: readonly { readonly label: string }[]): readonly string[] =>
    offered.map(({ label }) => label);

  beforeEach(() => {
    queries = new ListQueries(memoryStore());
    tags = new KnownTags();
    items = [];
    selected = [];
    loaded = [];
    calls = 0;
    kinds = undefined;
    shown.length = 0;
    typing.texts = [];
    ticking.labels = undefined;
  });

  afterEach(() => {
    boxes.use = undefined;
  });

  it('filter while a text is typed, and take it back on Escape', async () => {
    const seen: (string | undefined)[] = [];
    const texts = ['i', 'iris'];
    const typeThen = (last: 'accept' | 'hide'): void => {
      boxes.use = (box) =>
        queueMicrotask(() => {
          seen.push(box.value);
          texts.forEach((text) => box.type(text));
          box[last]();
        });
    };
    typeThen('accept');
    await commands().filterByText(jobs);
    assert.equal(queries.query(jobs).text, 'iris');
    texts.push('other');
    typeThen('hide');
    await commands().filterByText(jobs);
    assert.equal(queries.query(jobs).text, 'iris');
    assert.deepEqual(seen, ['', 'iris']);
  });

  it('offer the statuses of the kind', async () => {
    ticking.labels = ['Failed', 'Stopped'];
    const offered = answerWith(() => undefined);
    await commands().filterByStatus(jobs);
    assert.deepEqual(queries.query(jobs).statuses, ['Failed', 'Stopped']);
    assert.ok(labels(offered).includes('InProgress'));
    ticking.labels = undefined;
    await commands().filterByStatus(jobs);
    assert.deepEqual(queries.query(jobs).statuses, ['Failed', 'Stopped'], 'dismissed');
    ticking.labels = [];
    await commands().filterByStatus(jobs);
    assert.deepEqual(queries.query(jobs), {});
    await commands().filterByStatus({ ...jobs, kindId: 'model' });
    assert.equal(shown.at(-1)?.message, 'Models have no status.');
  });

  it('set and clear age, order and groups', async () => {
    const choose = (label: string) =>
      answerWith((choices) => choices.find((choice) => choice.label === label));
    choose('The last 24 hours');
    await commands().filterByAge(jobs);
    choose('Name, A to Z');
    await commands().sort(jobs);
    choose('Day');
    await commands().group(jobs);
    assert.deepEqual(queries.query(jobs), {
      createdWithin: 86_400_000,
      order: { by: 'name', descending: false },
      groupBy: 'day',
    });
    const offered = choose('Any time') as readonly { label: string; description?: string }[];
    await commands().filterByAge(jobs);
    assert.equal(queries.query(jobs).createdWithin, undefined);
    assert.deepEqual(labels(offered.filter(({ description }) => description === 'current')), [
      'The last 24 hours',
    ]);
    await commands().clear(jobs);
    assert.deepEqual(queries.query(jobs), {});
  });

  it('ask which list where none was called on, of those that the service has', async () => {
    kinds = ['trainingJob', 'processingJob'];
    const offered = answerWith((choices) => choices[0]);
    await commands().loadAll();
    assert.deepEqual(labels(offered), ['Training', 'Processing']);
    assert.equal((loaded[0] as typeof jobs).kindId, 'trainingJob');
    kinds = ['trainingJob'];
    answerWith(() => assert.fail('there is but one'));
    await commands().loadAll();
    assert.equal(loaded.length, 2);
  });

  it('clear from the palette what is filtered, asking only where several are', async () => {
    await commands().clear();
    assert.equal(shown.at(-1)?.message, 'No list is filtered, sorted or grouped.');
    await queries.set(jobs, { text: 'iris' });
    answerWith(() => assert.fail('there is but one'));
    await commands().clear();
    assert.deepEqual(queries.query(jobs), {});
  });

  it('pin rows of several kinds, and let them go', async () => {
    selected = [
      { ...jobs, item: { name: 'one' } },
      { ...jobs, kindId: 'variant', item: { name: 'AllTraffic', parent: 'iris' } },
      { ...jobs, item: { name: 'two' } },
    ];
    await commands().pin({}, true);
    assert.deepEqual(queries.query(jobs).pins, ['one', 'two']);
    assert.deepEqual(queries.query({ ...jobs, kindId: 'variant' }).pins, ['iris/AllTraffic']);
    await commands().pin({}, false);
    assert.deepEqual(queries.query(jobs), {});
  });

  it('read the tags of rows only when that is asked for, and offer them', async () => {
    items = [{ name: 'a', arn: 'arn:a' }, { name: 'b', arn: 'arn:b' }, { name: 'none' }];
    const answers = [/^\$\(cloud-download\)/, /^team=ml$/];
    const offered = answerWith((choices) => {
      const wanted = answers.shift() ?? /^$/;
      return choices.find(({ label }) => wanted.test(label));
    });
    await commands().filterByTag(jobs);
    assert.equal(calls, 2);
    assert.deepEqual(queries.query(jobs).tag, { key: 'team', value: 'ml' });
    assert.deepEqual(labels(offered).slice(-4), [
      '$(edit) Another tag…',
      'team',
      'team=ml',
      'team=web',
    ]);
  });

  it('take a tag that is typed', async () => {
    answerWith((choices) => choices.find(({ label }) => label.startsWith('$(edit)')));
    for (const [typed, tag] of [
      ['team', { key: 'team' }],
      [' team = ml=x ', { key: 'team', value: 'ml=x' }],
      ['team=', { key: 'team', value: '' }],
    ] as const) {
      typing.texts = [typed];
      await commands().filterByTag(jobs);
      assert.deepEqual(queries.query(jobs).tag, tag);
    }
  });
});
