import fc from 'fast-check';
import { isFields } from '../../src/core/training/spec/mergeFields';

type Fields = Readonly<Record<string, unknown>>;

/** Values of every type, some of them at a limit or just beyond one. */
const values = fc.oneof(
  fc.constantFrom<unknown>('', 'a', 'a b', '-a', 'S3Prefix', 's3://b/k', 'aws:x', 'ä', 'None'),
  fc
    .constantFrom(63, 64, 128, 129, 256, 257, 512, 513, 2048, 2049, 2500, 2501)
    .map((size) => 'x'.repeat(size)),
  fc.constantFrom<unknown>(-1, 0, 1, 30, 31, 1.5, 7199, 7200, 21_600, 21_601, 2_419_201),
  fc.constantFrom<unknown>(true, false, [], {}, [[]], [{}], ['a'], [1], { a: 'b' }, { a: 1 }),
);

/** One of the requests with one of its values, at any depth, removed, replaced, or joined by another. */
export function spoiledRequest(requests: readonly object[]): fc.Arbitrary<Fields> {
  return fc
    .record({
      request: fc.constantFrom(...requests),
      turns: fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 6 }),
      act: fc.constantFrom('replace', 'remove', 'add'),
      value: values,
    })
    .map(({ request, turns, act, value }) => spoil(request, turns, { act, value }) as Fields);
}

interface Act {
  readonly act: string;
  readonly value: unknown;
}

/** Follows the turns as far as they lead, and acts there. */
function spoil(whole: unknown, [turn = 0, ...rest]: readonly number[], act: Act): unknown {
  const keys = openKeys(whole);
  const key = keys[turn % keys.length];
  if (key === undefined) {
    return act.value;
  }
  const inner = Reflect.get(whole as object, key) as unknown;
  if (rest.length > 0 && openKeys(inner).length > 0) {
    return changed(whole, key, spoil(inner, rest, act));
  }
  return act.act === 'add'
    ? changed(whole, 'Added', act.value)
    : changed(whole, key, act.act === 'remove' ? undefined : act.value);
}

/** Instance types are an open set here, and a closed one in the model. */
function openKeys(value: unknown): string[] {
  return typeof value === 'object' && value !== null
    ? Object.keys(value).filter((key) => key !== 'InstanceType')
    : [];
}

function changed(whole: unknown, key: string, value: unknown): unknown {
  if (isFields(whole)) {
    const others = Object.entries(whole).filter(([name]) => name !== key);
    return Object.fromEntries(value === undefined ? others : [...others, [key, value]]);
  }
  const list = whole as readonly unknown[];
  return value === undefined
    ? list.filter((_, index) => String(index) !== key)
    : list.map((item, index) => (String(index) === key ? value : item));
}
