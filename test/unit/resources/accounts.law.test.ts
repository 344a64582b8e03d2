import assert from 'node:assert/strict';
import { applyQuery } from '../../../src/core/resources/applyQuery';
import type { ItemKind, ResourceKind } from '../../../src/core/resources/kind';
import { namePrefix } from '../../../src/core/resources/namePrefix';
import { PagedRows } from '../../../src/core/resources/pagedRows';
import type { ResourceQuery, RowOrder } from '../../../src/core/resources/query';
import { FakeSender } from '../../fakes/fakeSender';
import { Random } from '../../fakes/seededRandom';
import { everyKind, rowOf } from './everyKind';

const now = Date.UTC(2026, 10, 21, 12);
const hour = 3_600_000;
const accounts = 1000;
/** What rows of kinds that stand below others are listed below. */
const parent = rowOf().name;

/** What an account has, before the service writes it down. */
interface Thing {
  readonly name: string;
  /** What people see; the name of most. */
  readonly label: string;
  readonly status: string | undefined;
  readonly createdAt: number | undefined;
  readonly modifiedAt: number | undefined;
}

/** How the service writes a kind's rows: members of its list, and of one. */
interface Written {
  readonly member: string;
  readonly name: string;
  readonly status?: string;
  readonly created?: string;
  readonly modified?: string;
  readonly more?: (name: string, number: number) => object;
  readonly label?: (name: string, number: number) => string;
}

const arn = 'arn:aws:sagemaker:us-east-1:123456789012:';
const [CreationTime, LastModifiedTime] = ['CreationTime', 'LastModifiedTime'];
const job = (kind: string): Written => ({
  ...{ member: `${kind}Summaries`, name: `${kind}Name`, status: `${kind}Status` },
  ...{ created: CreationTime, modified: LastModifiedTime },
});

/** A kind without an entry fails the loop below. */
const written: Readonly<Record<string, Written>> = {
  trainingJob: job('TrainingJob'),
  tuningJob: job('HyperParameterTuningJob'),
  trial: { ...job('TrainingJob'), modified: '' },
  processingJob: job('ProcessingJob'),
  transformJob: job('TransformJob'),
  autoMLJob: job('AutoMLJob'),
  candidate: { ...job('Candidate'), member: 'Candidates' },
  model: { member: 'Models', name: 'ModelName', created: CreationTime },
  modelPackageGroup: {
    ...job('ModelPackageGroup'),
    member: 'ModelPackageGroupSummaryList',
    modified: '',
  },
  modelPackage: {
    ...{ member: 'ModelPackageSummaryList', name: '', status: 'ModelPackageStatus' },
    created: CreationTime,
    more: (name, number) => ({
      ModelPackageArn: `${arn}model-package/${name}`,
      ModelPackageVersion: number,
    }),
    label: (_name, number) => `Version ${number}`,
  },
  endpoint: { ...job('Endpoint'), member: 'Endpoints' },
  variant: {
    ...{ member: 'ProductionVariants', name: 'VariantName' },
  },
  inferenceComponent: { ...job('InferenceComponent'), member: 'InferenceComponents' },
  endpointConfig: { member: 'EndpointConfigs', name: 'EndpointConfigName', created: CreationTime },
  pipeline: { ...job('Pipeline'), status: '' },
  pipelineExecution: {
    ...{ member: 'PipelineExecutionSummaries', name: '', status: 'PipelineExecutionStatus' },
    created: 'StartTime',
    more: (name, number) => ({
      PipelineExecutionArn: `${arn}pipeline/parent/execution/${name}`,
      PipelineExecutionDisplayName: `run-${number}`,
    }),
    label: (_name, number) => `run-${number}`,
  },
  pipelineStep: {
    ...{ member: 'PipelineExecutionSteps', name: 'StepName', status: 'StepStatus' },
    created: 'StartTime',
  },
  notebookInstance: { ...job('NotebookInstance'), member: 'NotebookInstances' },
};

class Chance extends Random {
  some<T>(choices: readonly T[]): readonly T[] {
    return choices.filter(() => this.next() < 0.4);
  }

  maybe<T>(make: () => T): T | undefined {
    return this.next() < 0.5 ? make() : undefined;
  }
}

function things({ statuses = [] }: ItemKind, how: Written, chance: Chance): readonly Thing[] {
  const time = (): number => now - chance.below(40 * 24) * hour;
  return Array.from({ length: chance.below(30) }, (_, index) => {
    const number = index * 7 + chance.below(7);
    const name = `${chance.pick(['iris', 'churn-base', 'b'])}-${number}`;
    return {
      name,
      label: how.label?.(name, number) ?? name,
      status: how.status ? chance.pick([...statuses, 'Odd']) : undefined,
      createdAt: how.created ? time() : undefined,
      modifiedAt: how.modified ? time() : undefined,
    };
  });
}

/** The answer of a list: some of the rows in the order of the service, and where it goes on. */
function answer(all: readonly Thing[], how: Written, chance: Chance, token?: string): object {
  const from = Number(token?.split('@')[0] ?? 0);
  const isWhole = how.member === 'ProductionVariants';
  const end = isWhole ? all.length : Math.min(all.length, from + chance.below(8));
  const rows = all.slice(from, end).map(({ name, status, createdAt, modifiedAt }) => ({
    ...(how.name && { [how.name]: name }),
    ...(how.status && { [how.status]: status }),
    ...(how.created && createdAt !== undefined && { [how.created]: new Date(createdAt) }),
    ...(how.modified && modifiedAt !== undefined && { [how.modified]: new Date(modifiedAt) }),
    ...how.more?.(name, Number(name.replace(/\D/g, ''))),
  }));
  const more = end < all.length ? { NextToken: `${end}@${chance.below(1e9)}` } : {};
  return { [how.member]: rows, ...more };
}

async function read(listed: ResourceKind, all: readonly Thing[], how: Written, chance: Chance) {
  const api = new FakeSender(({ input }) =>
    answer(all, how, chance, (input as { readonly NextToken?: string }).NextToken),
  );
  const rows = new PagedRows((token, signal) => listed.list(api, token, signal));
  await rows.loadAll(() => undefined);
  assert.ok(!rows.hasMore);
  return rows.items;
}

const queryOf = (
  { statuses = [] }: ItemKind,
  all: readonly Thing[],
  chance: Chance,
): ResourceQuery => ({
  text: chance.maybe(() => chance.pick(['IRIS', 'churn  1', 'b-', 'run', 'version 1', 'complet'])),
  statuses: chance.maybe(() => chance.some(statuses)),
  createdWithin: chance.maybe(() => chance.below(20) * 24 * hour),
  order: chance.maybe(() => ({
    by: chance.pick(['created', 'modified', 'name', 'status'] as const),
    descending: chance.below(2) === 1,
  })),
  groupBy: chance.maybe(() => chance.pick(['day', 'prefix'] as const)),
  pins: chance.some(all.map(({ name }) => name)).slice(0, 3),
});

function fits(thing: Thing, { text = '', statuses = [], createdWithin }: ResourceQuery): boolean {
  const seen = [thing.name, thing.label, thing.status ?? ''].map((each) => each.toLowerCase());
  const words = text
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
  return (
    words.every((word) => seen.some((each) => each.includes(word))) &&
    (statuses.length === 0 || statuses.includes(thing.status ?? '')) &&
    (createdWithin === undefined ||
      (thing.createdAt !== undefined && now - thing.createdAt <= createdWithin))
  );
}

const ranks = ['busy', 'failed', 'warning', 'ok', 'idle'];
const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Every thing with what it is sorted by; what has nothing of it comes last. */
function sorted(
  all: readonly Thing[],
  kind: ItemKind,
  order: RowOrder | undefined,
): readonly Thing[] {
  const rank = ({ name, status }: Thing) => ranks.indexOf(kind.tone({ name, status }));
  const by: Readonly<Record<RowOrder['by'], (a: Thing, b: Thing) => number>> = {
    created: (a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0),
    modified: (a, b) => (a.modifiedAt ?? 0) - (b.modifiedAt ?? 0),
    name: (a, b) => natural.compare(a.label, b.label),
    status: (a, b) => rank(a) - rank(b) || plain(a.status ?? '', b.status ?? ''),
  };
  const has = (thing: Thing): boolean =>
    !order ||
    { created: thing.createdAt, modified: thing.modifiedAt, name: '', status: thing.status }[
      order.by
    ] !== undefined;
  const first = (a: Thing, b: Thing): number =>
    order
      ? by[order.by](a, b) * (order.descending ? -1 : 1)
      : Number(rank(a) > 0) - Number(rank(b) > 0);
  const newest = (a: Thing, b: Thing): number =>
    (b.createdAt ?? -1) - (a.createdAt ?? -1) || plain(a.name, b.name);
  const compare = (a: Thing, b: Thing): number => first(a, b) || newest(a, b);
  return [...all.filter(has).sort(compare), ...all.filter((thing) => !has(thing)).sort(newest)];
}

const plain = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The day of this computer's calendar, as Swedes write it. */
const groupOf = ({ createdAt, name }: Thing, { groupBy }: ResourceQuery): string => {
  const day = createdAt === undefined ? '' : new Date(createdAt).toLocaleDateString('sv-SE');
  return { none: '', day, prefix: namePrefix(name) }[groupBy ?? 'none'];
};

describe(`the lists of ${accounts} random accounts, read in pages and looked at`, function () {
  this.timeout(60_000);

  for (const { kind, listed, path } of everyKind) {
    it(`are those of a plain reference: ${kind.id}`, async () => {
      const how = written[kind.id] ?? assert.fail(`say how the service writes ${kind.id}`);
      for (let seed = 0; seed < accounts; seed++) {
        const chance = new Chance(seed);
        const all = things(kind, how, chance);
        const items = await read(listed, all, how, chance);
        assert.deepEqual(
          items.map(({ name }) => name),
          all.map(({ name }) => name),
          `account ${seed}`,
        );
        const query = queryOf(kind, all, chance);
        const pins = query.pins?.map((name) => (path.length > 0 ? `${parent}/${name}` : name));
        compareLooks(kind, all, { items, query: { ...query, pins }, seed });
      }
    });
  }
});

function compareLooks(
  kind: ItemKind,
  all: readonly Thing[],
  { items, query, seed }: { items: PagedRows['items']; query: ResourceQuery; seed: number },
): void {
  const toneOf = kind.tone.bind(kind);
  const { pinned, groups, hidden } = applyQuery(items, query, { now, toneOf });
  const expected = sorted(
    all.filter((thing) => fits(thing, query)),
    kind,
    query.order,
  );
  const isPinned = ({ name }: Thing): boolean =>
    (query.pins ?? []).some((pin) => pin.replace(`${parent}/`, '') === name);
  const names = (some: readonly { readonly name: string }[]) => some.map(({ name }) => name);
  const message = `account ${seed}: ${JSON.stringify(query)}`;
  assert.deepEqual(names(pinned), names(expected.filter(isPinned)), message);
  assert.equal(hidden, all.length - expected.length, message);
  const rest = expected.filter((thing) => !isPinned(thing));
  assert.deepEqual(
    new Set(groups.map(({ key }) => key)),
    new Set(rest.map((thing) => groupOf(thing, query))),
    message,
  );
  for (const { key, items: own } of groups) {
    assert.deepEqual(names(own), names(rest.filter((t) => groupOf(t, query) === key)), message);
  }
}
