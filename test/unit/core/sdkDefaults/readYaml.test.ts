import assert from 'node:assert/strict';
import { readYaml } from '../../../../src/core/sdkDefaults/readYaml';

describe('YAML that others wrote', () => {
  const value = async (text: string): Promise<unknown> => {
    const read = await readYaml(text);
    return 'value' in read ? read.value : assert.fail(read.problem);
  };
  const problem = async (text: string) => {
    const read = await readYaml(text);
    return 'problem' in read ? read : assert.fail(`${text} is no problem`);
  };

  it('has the words of YAML 1.1, and texts', async () => {
    assert.deepEqual(await value('[yes, Off, TRUE, y, n, 1e5, "yes", ~, 2026-11-22x]'), [
      true,
      false,
      true,
      'y',
      'n',
      '1e5',
      'yes',
      null,
      '2026-11-22x',
    ]);
  });

  it('has no texts where PyYAML has numbers and times', async () => {
    const words = ['1', '-0b11', '0x1F', '010', '1_000', '1:30', '1.5', '.5', '1.5e+3', '.inf'];
    for (const word of [...words, '.nan', '2026-11-22', '2026-11-22 10:00:00']) {
      assert.deepEqual(await value(word), Number.NaN, word);
    }
  });

  it('gives no key a meaning to the language', async () => {
    const read = await value('__proto__: {a: b}\nconstructor: c');
    assert.ok(read instanceof Map);
    assert.deepEqual([...read.keys()], ['__proto__', 'constructor']);
    assert.equal(({} as Record<string, unknown>)['a'], undefined);
  });

  it('is refused by its line', async () => {
    assert.deepEqual((await problem('a: 1\nb: [')).line, 2);
    assert.deepEqual((await problem('a: 1\nb: !role x')).line, 2);
    assert.ok((await problem('a: 1\n---\nb: 2')).problem.length > 0);
  });

  it('is refused where it is hostile', async () => {
    const bomb = ['a: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 10; i++) {
      bomb.push(`b${i}: &a${i} [${Array.from({ length: 9 }, () => `*a${i - 1}`).join(', ')}]`);
    }
    const started = Date.now();
    assert.ok((await problem(bomb.join('\n'))).problem.length > 0);
    const merged = bomb.slice(1).map((line) => line.replace(/\[.*\]/, '{<<: $&}'));
    assert.ok((await problem(['a: &a0 {x: x}', ...merged].join('\n'))).problem.length > 0);
    assert.ok((await problem('['.repeat(60_000))).problem.length > 0);
    const walked = '- &a [*a]\n'.repeat(1600);
    assert.deepEqual(await problem(walked), { problem: 'There are more than 100 aliases.' });
    assert.ok(Date.now() - started < 20_000, 'it does not go on for ever');
  });
});
