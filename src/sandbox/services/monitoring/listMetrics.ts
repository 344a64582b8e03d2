import type { CallContext } from '../../http/jsonService';
import type { MetricFamily, MetricStore } from '../../store/metricStore';
import { cloudWatchError } from './cloudWatchError';
import { writeDimensions } from './metricKey';

type Input = Readonly<Record<string, unknown>>;

interface DimensionFilter {
  readonly Name: string;
  readonly Value?: string;
}

/** A family's place in the order of all, and what of it was asked for, by name. */
interface Candidate {
  readonly order: string;
  readonly family: MetricFamily;
  readonly names: readonly string[];
}

/** The last metric of a page. */
type Place = readonly [order: string, name: string];

const pageSize = 500;
const hour = 3_600_000;
/** A metric without data for two weeks is listed no more; `PT3H` asks for those of three hours. */
const listedAge = 14 * 24 * hour;
const recentAge = 3 * hour;
const looksAtOnce = 64;

export async function listMetrics(
  store: MetricStore,
  input: Input,
  call: CallContext,
  now: number,
): Promise<object> {
  const after = readToken(input['NextToken'] as string | undefined);
  const since = now - (input['RecentlyActive'] === 'PT3H' ? recentAge : listedAge);
  const page = await takePage(store, await chooseFamilies(store, input), { after, since });
  const Metrics = page.map(([{ family }, MetricName]) => ({
    Namespace: family.namespace,
    MetricName,
    Dimensions: writeDimensions(family.dimensions),
  }));
  const last = page.length < pageSize ? undefined : page.at(-1);
  return {
    Metrics,
    ...(last === undefined ? {} : { NextToken: writeToken([last[0].order, last[1]]) }),
    ...(input['IncludeLinkedAccounts'] === true
      ? { OwningAccounts: Metrics.map(() => call.accountId) }
      : {}),
  };
}

async function chooseFamilies(store: MetricStore, input: Input): Promise<readonly Candidate[]> {
  const { Namespace, MetricName } = input;
  const filters = (input['Dimensions'] ?? []) as readonly DimensionFilter[];
  const chosen: Candidate[] = [];
  for (const family of await store.families()) {
    if (Namespace !== undefined && family.namespace !== Namespace) continue;
    if (!filters.every((filter) => matches(family, filter))) continue;
    const names = family.names
      .filter((name) => MetricName === undefined || name === MetricName)
      .sort();
    const order = JSON.stringify([family.namespace, Object.entries(family.dimensions)]);
    if (names.length > 0) chosen.push({ order, family, names });
  }
  return chosen.sort((a, b) => (a.order < b.order ? -1 : 1));
}

function matches({ dimensions }: MetricFamily, { Name, Value }: DimensionFilter): boolean {
  if (!Object.hasOwn(dimensions, Name)) return false;
  return Value === undefined || dimensions[Name] === Value;
}

/** The next metrics of families that were written to since a time. */
async function takePage(
  store: MetricStore,
  candidates: readonly Candidate[],
  { after: [order, name], since }: { readonly after: Place; readonly since: number },
): Promise<readonly (readonly [Candidate, string])[]> {
  const rest = candidates.filter((candidate) => candidate.order >= order);
  const page: (readonly [Candidate, string])[] = [];
  for (let begin = 0; begin < rest.length && page.length < pageSize; begin += looksAtOnce) {
    const some = rest.slice(begin, begin + looksAtOnce);
    const times = await Promise.all(some.map(({ family }) => store.writtenAt(family)));
    for (const [index, candidate] of some.entries()) {
      if ((times[index] ?? 0) < since) continue;
      const names = candidate.names.filter((each) => candidate.order > order || each > name);
      page.push(...names.map((each) => [candidate, each] as const));
    }
  }
  return page.slice(0, pageSize);
}

function writeToken(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function readToken(token: string | undefined): Place {
  if (token === undefined) return ['', ''];
  try {
    const place: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (Array.isArray(place) && place.length === 2) return [String(place[0]), String(place[1])];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw cloudWatchError('InvalidParameterValue', 'The NextToken provided is invalid.');
}
