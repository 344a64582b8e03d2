import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ResourceItem } from '../../src/core/resources/kind';
import type { ResourceQuery } from '../../src/core/resources/query';
import { systemClock } from '../../src/node/systemClock';
import { fakeConnection } from '../fakes/fakeKind';
import { BigAccount } from './bigAccount';
import { median, toFigure, type Figure } from './figure';
import { ShownTree } from './shownTree';

const sizes = { jobs: 10_000, running: 100, endpoints: 1_000 };
const rounds = 20;
const list = { connectionId: 'big', kindId: 'trainingJob' };

/** Typed letter by letter, and every way to sort and to group. */
const looks: readonly ResourceQuery[] = [
  ...['c', 'ch', 'churn', 'churn 09'].map((text) => ({ text })),
  ...(['created', 'modified', 'name', 'status'] as const).map((by) => {
    return { order: { by, descending: by === 'modified' } };
  }),
  ...(['day', 'prefix'] as const).map((groupBy) => ({ groupBy })),
  { text: 'sweep', statuses: ['Failed'], order: { by: 'name', descending: false } },
];

/** Our own time for an account with very many resources, whose answers cost none. */
export async function treeFigures(): Promise<readonly Figure[]> {
  const first = await firstRows();
  const before = heapUsed();
  const shown = await loaded();
  const slowest = await slowestLook(shown);
  const heap = heapUsed() - before;
  const plain = plainSort(shown);
  shown.tree.dispose();
  return [
    toFigure({ name: 'calls until the first rows', value: first.calls, unit: 'calls', budget: 1 }),
    toFigure({
      name: `first rows of ${String(sizes.jobs)} jobs, our own time, cold`,
      value: first.time,
      unit: 'ms',
      budget: 50,
    }),
    toFigure({
      name: `${String(sizes.jobs)} rows filtered, sorted or grouped, and drawn, slowest way`,
      value: slowest,
      unit: 'ms',
      budget: 16,
      peer: { name: 'Array.filter and sort by name', value: plain },
    }),
    toFigure({
      name: `memory of ${String(sizes.jobs + sizes.endpoints)} loaded resources`,
      value: heap / 2 ** 20,
      unit: 'MB',
      budget: 60,
    }),
  ];
}

const connectionTo = (account: BigAccount) => ({ ...fakeConnection('big'), sagemaker: account });

const newAccount = (): BigAccount => new BigAccount(sizes, () => systemClock.now());

/** From the view's first question until its rows are drawn; nothing is compiled yet. */
async function firstRows() {
  const account = newAccount();
  const shown = new ShownTree(connectionTo(account), systemClock, true);
  const start = performance.now();
  await shown.draw('jobs', await shown.group('jobs'));
  const time = performance.now() - start;
  shown.tree.dispose();
  return { time, calls: account.calls.length };
}

/** A tree that has read all. */
async function loaded(): Promise<ShownTree> {
  const account = newAccount();
  const shown = new ShownTree(connectionTo(account), systemClock, true);
  for (const [area, kindId] of [
    ['jobs', 'trainingJob'],
    ['endpoints', 'endpoint'],
  ] as const) {
    const group = await shown.group(area);
    await shown.draw(area, group);
    await shown.tree.loadAll({ connectionId: 'big', kindId });
    await shown.draw(area, group);
  }
  const count = (kindId: string): number => shown.tree.loaded('big', kindId).length;
  if (count('trainingJob') !== sizes.jobs || count('endpoint') !== sizes.endpoints) {
    throw new Error('Not everything was loaded');
  }
  return shown;
}

/** From a changed look until the rows are drawn that the workbench asks for then: the slowest look. */
async function slowestLook(shown: ShownTree): Promise<number | undefined> {
  const group = await shown.group('jobs');
  const medians: number[] = [];
  for (const look of looks) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      await shown.tree.queries.set(list, look);
      await shown.draw('jobs', group);
      times.push(performance.now() - start);
      await shown.tree.queries.clear(list);
    }
    medians.push(median(times) ?? NaN);
  }
  return Math.max(...medians);
}

/** The same rows by the means of the language alone. */
function plainSort(shown: ShownTree): number | undefined {
  const items = shown.tree.loaded('big', 'trainingJob');
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    const found = items.filter(({ name }: ResourceItem) => name.includes('-'));
    const sorted = found.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
    if (sorted.length !== items.length) {
      throw new Error('Every name has a hyphen');
    }
    return performance.now() - start;
  });
  return median(times);
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
