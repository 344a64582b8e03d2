import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ServiceError } from '../../../http/jsonService';
import type { JobRecord } from '../../../store/jobRecord';
import type { JobStore } from '../../../store/jobStore';
import { createTurns } from '../../../store/turns';
import { firstInOrder } from '../firstInOrder';
import { readPageToken, writePageToken } from '../pageToken';
import { invalid } from '../rules/invalid';
import { compileExpression, namesIn, type Predicate, type SearchExpression } from './expression';
import { jobProperty, memberOf, type Property } from './property';
import { searchRecord, summaryMembers, summaryRecord } from './searchRecord';

export interface SearchInput {
  readonly Resource: string;
  readonly SearchExpression?: SearchExpression;
  readonly SortBy?: string;
  readonly SortOrder?: 'Ascending' | 'Descending';
  readonly NextToken?: string;
  readonly MaxResults?: number;
  readonly CrossAccountFilterOption?: 'SameAccount' | 'CrossAccount';
  readonly VisibilityConditions?: readonly { readonly Key?: string; readonly Value?: string }[];
}

type SortKey = string | number | boolean | null;

interface Ranked {
  readonly key: SortKey;
  readonly id: string;
}

const defaultPageSize = 10;
/** How long a search may keep everything else from running. */
const sliceMilliseconds = 5;
/** A token holds the text that the page was sorted by, and may have 8,192 characters itself. */
const longestKey = 500;
/** How many jobs are read from disk at a time. */
const readAhead = 16;

/**
 * Answers Search for training jobs: one page of the jobs that satisfy an expression, the last
 * modified first unless the request says otherwise. A search for what only the jobs' files hold
 * reads all of them, in slices; searches wait for one another, so that the slices of many do not
 * add up.
 */
export function trainingJobSearch(jobs: JobStore): (input: SearchInput) => Promise<object> {
  const inTurn = createTurns();
  return async (input) => {
    checkResource(input);
    const search = compileSearch(input);
    const after =
      input.NextToken === undefined
        ? undefined
        : readPageToken<SortKey>(input.NextToken, search.id);
    const found = await inTurn(() => findAll(jobs, search, input));
    const ranked =
      after === undefined ? found : found.filter((one) => search.compare(one, after) > 0);
    const page = firstInOrder(ranked, input.MaxResults ?? defaultPageSize, search.compare);
    const records = await readAll(jobs, page);
    const last = page.at(-1);
    return {
      Results: records.map((job) => ({ TrainingJob: searchRecord(job) })),
      TotalHits: { Value: found.length, Relation: 'EqualTo' },
      ...(last !== undefined && ranked.length > page.length
        ? { NextToken: writePageToken({ ...last, order: search.id }) }
        : {}),
    };
  };
}

/** The model names kinds of resources that the sandbox has no API for; an empty answer would lie. */
function checkResource({ Resource }: SearchInput): void {
  if (Resource === 'TrainingJob') return;
  throw new ServiceError(
    'UnknownOperationException',
    `The local sandbox does not have the operation Search for the resource ${Resource}.`,
    404,
  );
}

interface CompiledSearch {
  /** Tells searches apart, so that a token goes on with its own only. */
  readonly id: string;
  readonly test: Predicate;
  readonly keyOf: (record: unknown) => SortKey;
  readonly compare: (a: Ranked, b: Ranked) => number;
  /** The members of a record that decide. */
  readonly members: ReadonlySet<string>;
  /** Whether the index of jobs knows them all. */
  readonly fromIndex: boolean;
}

function compileSearch(input: SearchInput): CompiledSearch {
  const { SearchExpression: expression, VisibilityConditions: visibility = [] } = input;
  const sortBy = input.SortBy ?? 'LastModifiedTime';
  const sorted = sortProperty(sortBy);
  const direction = input.SortOrder === 'Ascending' ? 1 : -1;
  const found = expression === undefined ? () => true : compileExpression(expression);
  const visible = visibility.map(({ Key, Value }) => isVisible(Key ?? '', Value));
  const names = [sortBy, ...namesIn(expression ?? {}), ...visibility.map(({ Key = '' }) => Key)];
  const members = new Set(names.map(memberOf));
  const asked = [expression, sortBy, direction, visibility, input.CrossAccountFilterOption];
  return {
    id: createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 16),
    test: (record) => found(record) && visible.every((see) => see(record)),
    keyOf: (record) => sortKey(sorted, record),
    compare: (a, b) => compareRanked(a, b, direction),
    members,
    fromIndex: [...members].every((name) => summaryMembers.has(name)),
  };
}

function sortProperty(name: string): Property {
  const property = jobProperty(name);
  if (property.type === 'whole') throw invalid(`Invalid SortBy property name: ${name}`);
  return property;
}

/** A condition hides what has its key with another value (API reference, VisibilityConditions). */
function isVisible(key: string, value: string | undefined): Predicate {
  if (!/^Tags\../.test(key)) throw invalid(`Invalid key of VisibilityConditions: ${key}`);
  const property = jobProperty(key);
  return (record) => property.valuesIn(record).every((found) => found === value);
}

async function findAll(
  jobs: JobStore,
  search: CompiledSearch,
  input: SearchInput,
): Promise<readonly Ranked[]> {
  // No other account shares anything with the sandbox.
  if (input.CrossAccountFilterOption === 'CrossAccount') return [];
  const found: Ranked[] = [];
  const consider = (id: string, record: unknown) => {
    if (search.test(record)) found.push({ key: search.keyOf(record), id });
  };
  const all = jobs.list();
  let begun = performance.now();
  for (let start = 0; start < all.length; start += readAhead) {
    const some = all.slice(start, start + readAhead);
    if (search.fromIndex) for (const job of some) consider(job.id, summaryRecord(job));
    else
      for (const job of await readAll(jobs, some)) {
        consider(job.id, searchRecord(job, search.members));
      }
    if (performance.now() - begun > sliceMilliseconds) {
      await nextTurn();
      begun = performance.now();
    }
  }
  return found;
}

/** Without those that are deleted meanwhile. */
async function readAll(
  jobs: JobStore,
  some: readonly { readonly id: string }[],
): Promise<readonly JobRecord[]> {
  const records = await Promise.all(some.map(({ id }) => jobs.readIfThere(id)));
  return records.filter((record) => record !== undefined);
}

function sortKey(property: Property, record: unknown): SortKey {
  const [value = null] = property.valuesIn(record);
  if (typeof value !== 'string') return value as SortKey;
  const number = property.type === 'hyperparameter' ? Number(value) : NaN;
  return Number.isNaN(number) ? value.slice(0, longestKey) : number;
}

/** Jobs without the property come last in either order. */
function compareRanked(a: Ranked, b: Ranked, direction: number): number {
  if (a.key !== b.key) {
    if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
    return direction * compareKeys(a.key, b.key);
  }
  if (a.id === b.id) return 0;
  return direction * (a.id < b.id ? -1 : 1);
}

/** Of a hyperparameter's values, numbers come before other texts. */
function compareKeys(a: string | number | boolean, b: string | number | boolean): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : 1;
}
