import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonMembers, type Reach } from '../../../../src/core/cost/jsonMembers';

type Taken = readonly (readonly [path: string, value: unknown])[];

function read(pieces: readonly string[], reach: (path: readonly string[]) => Reach): Taken {
  const taken: [string, unknown][] = [];
  const members = new JsonMembers({
    reach,
    taken: (path, value) => taken.push([path.join('/'), value]),
  });
  pieces.forEach((piece) => members.write(piece));
  members.end();
  return taken;
}

const membersOfA = ([first, second]: readonly string[]): Reach =>
  first !== 'a' ? 'skip' : second === undefined ? 'enter' : 'take';

describe('members of a JSON text', () => {
  const text = String.raw`
    { "before": {"a": ["}", "\"", {"x": "\\"}]}, "n": -1.5e3, "t": true,
      "a": { "one": 1, "two" : {"deep": ["]", null]}, "\u0061\"": "q\"}", "four":[1,2] ,"five":null},
      "after": [ ] }
  `;
  const expected: Taken = [
    ['a/one', 1],
    ['a/two', { deep: [']', null] }],
    ['a/a"', 'q"}'],
    ['a/four', [1, 2]],
    ['a/five', null],
  ];

  it('gives those that are taken, and passes over the others', () => {
    assert.deepEqual(read([text], membersOfA), expected);
  });

  it('does not mind where the text is cut', () => {
    assert.deepEqual(read(text.match(/[^]/g) ?? [], membersOfA), expected);
    for (let at = 0; at <= text.length; at++) {
      assert.deepEqual(read([text.slice(0, at), text.slice(at)], membersOfA), expected);
    }
  });

  it('knows a text that ends too early, wherever that is', () => {
    const whole = text.trim();
    for (let at = 0; at < whole.length; at++) {
      assert.throws(() => read([whole.slice(0, at)], membersOfA), SyntaxError, `${at}`);
    }
  });

  it('refuses what is no object', () => {
    for (const wrong of ['<html><body>', '[1]', '"{}"', '{} {}', '{a: 1}', '{"a" 1}', '{"a": 1;']) {
      assert.throws(() => read([wrong], membersOfA), SyntaxError, wrong);
    }
  });

  it('does not hold a value without end', () => {
    const members = new JsonMembers({ reach: () => 'take', taken: () => undefined });
    members.write('{"a": "');
    assert.throws(() => {
      for (let count = 0; count < 30; count++) {
        members.write('x'.repeat(100_000));
      }
    }, SyntaxError);
  });

  it('reads every object as JSON.parse does', () => {
    const jsonObject = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(jsonObject, fc.integer({ min: 0, max: 2 }), fc.nat(7), (value, space, size) => {
        const written = JSON.stringify(value, null, space);
        const pieces = written.match(new RegExp(`[^]{1,${size + 1}}`, 'g')) ?? [];
        const taken = read(pieces, () => 'take');
        const entries = Object.entries(JSON.parse(written) as object);
        assert.deepEqual(
          taken.map(([, one]) => one),
          entries.map(([, one]) => one as unknown),
        );
      }),
    );
  });
});
