import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listPage } from '../../../../src/sandbox/services/s3/listPage';
import type { ObjectRecord } from '../../../../src/sandbox/store/objectRecord';
import { compareUtf8, SortedKeys } from '../../../../src/sandbox/store/sortedKeys';

/** Few letters, so that prefixes and delimiters meet; surrogates, so that byte order matters. */
const key = fc
  .array(fc.constantFrom('a', 'b', '/', '//', '\u{1f600}', '\uffee', 'é', '\0'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function stored(keys: Iterable<string>): SortedKeys<ObjectRecord> {
  const objects = new SortedKeys<ObjectRecord>();
  for (const name of keys) objects.set(name, { key: name } as ObjectRecord);
  return objects;
}

/** What S3 says of prefix and delimiter, word by word and without paging. */
function expected(keys: readonly string[], prefix: string, delimiter: string): string[] {
  const entries = keys
    .filter((name) => name.startsWith(prefix))
    .map((name) => {
      const end = delimiter === '' ? -1 : name.indexOf(delimiter, prefix.length);
      return end < 0 ? name : `group ${name.slice(0, end + delimiter.length)}`;
    });
  return [...new Set(entries)].sort();
}

describe('a page of keys', () => {
  it('compares as bytes would', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        assert.equal(Math.sign(compareUtf8(a, b)), Math.sign(byBytes(a, b)));
      }),
    );
  });

  it('keeps byte order while keys come, go and are loaded in bulk', () => {
    const step = fc.tuple(fc.constantFrom('set', 'delete', 'unsort', 'walk'), key);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const keys = new SortedKeys<number>();
        const model = new Set<string>();
        for (const [what, name] of steps) {
          if (what === 'set') {
            keys.set(name, 1);
            model.add(name);
          } else if (what === 'delete') {
            keys.delete(name);
            model.delete(name);
          } else if (what === 'unsort') keys.unsort();
          else {
            const walked = [...keys.from(name)].map(([found]) => found);
            const wanted = [...model].filter((one) => byBytes(one, name) >= 0).sort(byBytes);
            assert.deepEqual(walked, wanted);
          }
        }
        assert.equal(keys.size, model.size);
      }),
    );
  });

  it('rolls up, pages without loss or repetition, and ends', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 25 }),
        fc.oneof(fc.constant(''), key),
        fc.constantFrom('', '/', '//', 'a'),
        fc.integer({ min: 1, max: 5 }),
        (keys, prefix, delimiter, limit) => {
          const objects = stored(keys);
          const seen: string[] = [];
          let after = '';
          for (let pages = 0; ; pages++) {
            assert.ok(pages <= keys.length, 'the list does not end');
            const page = listPage(objects, { prefix, delimiter, after, limit });
            assert.ok(page.contents.length + page.prefixes.length <= limit);
            seen.push(...page.contents.map((object) => object.key));
            seen.push(...page.prefixes.map((group) => `group ${group}`));
            if (page.next === undefined) break;
            after = page.next;
          }
          assert.deepEqual(seen.sort(), expected(keys, prefix, delimiter));
        },
      ),
    );
  });

  it('passes over the keys of the common prefix after which it goes on', () => {
    const inGroup = Array.from({ length: 1000 }, (_, index) => `a/${index}`);
    const objects = stored([...inGroup, 'a/\u{10ffff}\u{10ffff}', 'b']);
    let walked = 0;
    const counted = Object.assign(Object.create(objects) as SortedKeys<ObjectRecord>, {
      *from(start: string) {
        for (const entry of objects.from(start)) {
          walked++;
          yield entry;
        }
      },
    });
    const page = listPage(counted, { prefix: '', delimiter: '/', after: 'a/', limit: 5 });
    assert.deepEqual([page.contents.map((object) => object.key), page.prefixes], [['b'], []]);
    assert.equal(walked, 2);
  });

  it('has nothing after an empty page', () => {
    const page = listPage(stored(['a']), { prefix: '', delimiter: '', after: '', limit: 0 });
    assert.deepEqual(page, { contents: [], prefixes: [], next: undefined });
  });
});
