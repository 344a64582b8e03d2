import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { decideBy, parseIgnoreFile } from '../../../../src/core/packaging/ignoreFile';
import { ignoreLine } from '../../../../src/core/packaging/ignoreLine';
import { GitTree } from './gitIgnored';

const part = fc
  .string({ unit: fc.constantFrom(...Array.from('ab*?[]!#\\ .-é')), minLength: 1, maxLength: 5 })
  .filter((name) => !/^\.+$/.test(name));
const paths = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));

const decide = (line: string | undefined, file: string): 'in' | 'out' | undefined =>
  decideBy(parseIgnoreFile(`${line ?? ''}\n`), file, false);

describe('ignoreLine', () => {
  it('means the path and no other one', () => {
    fc.assert(
      fc.property(paths, paths, (file, other) => {
        assert.equal(decide(ignoreLine(file), file), 'out');
        assert.equal(decide(ignoreLine(file, true), file), 'in');
        assert.equal(decide(ignoreLine(file), other), other === file ? 'out' : undefined);
      }),
    );
  });

  it('is read in the same way by git', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'ignore-line-'));
    try {
      const git = await GitTree.make(folder);
      for (const name of ['a b ', '#x', '!x', 'a*b', '[ab]', 'd/e?f', ' ']) {
        const ignored = await git.ignored(
          [name, 'ab'],
          new Map([['.gitignore', `${ignoreLine(name) ?? ''}\n`]]),
        );
        assert.deepEqual([...ignored], [name]);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('gives up on a name of several lines', () => {
    assert.equal(ignoreLine('a\nb'), undefined);
  });
});
