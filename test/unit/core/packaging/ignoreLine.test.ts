import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { decideBy, parseIgnoreFile } from '../../../../src/core/packaging/ignoreFile';
import {
  contraryLine,
  decidingFolder,
  ignoreLine,
} from '../../../../src/core/packaging/ignoreLine';
import { FolderFilter, type SourceVerdict } from '../../../../src/core/packaging/ignoreRules';
import { GitTree } from './gitIgnored';

const part = fc
  .string({ unit: fc.constantFrom(...Array.from('ab*?[]!#\\ .-é')), minLength: 1, maxLength: 5 })
  .filter((name) => !/^\.+$/.test(name));
const paths = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));

const decide = (line: string | undefined, file: string): 'in' | 'out' | undefined =>
  decideBy(parseIgnoreFile(`${line ?? ''}\n`), file, false);

/** Of a file in `a/b`; the ignore files are those of the source folder, of `a` and of `a/b`. */
function verdict(files: readonly (readonly string[] | undefined)[], name: string): SourceVerdict {
  const [root, a, b] = files.map((lines) => lines && { '.sagemakerignore': lines.join('\n') });
  return FolderFilter.ofRoot(root ?? {})
    .below('a', a ?? {})
    .below('b', b ?? {})
    .decide(name, false);
}

describe('ignoreLine', () => {
  it('means the path and no other one', () => {
    fc.assert(
      fc.property(paths, paths, (file, other) => {
        assert.equal(decide(ignoreLine(file), file), 'out');
        assert.equal(decide(ignoreLine(file, true), file), 'in');
        assert.equal(contraryLine(ignoreLine(file) ?? ''), ignoreLine(file, true));
        assert.equal(contraryLine(ignoreLine(file, true) ?? ''), ignoreLine(file));
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

  it('has the last word in the file of the folder that decides, whatever the others say', () => {
    const rules = fc.array(fc.constantFrom('*', '!*', '/b', '!b/c', '!/b/c', 'c', '!c', '.env'));
    const texts = fc.array(fc.option(rules, { nil: undefined }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(texts, fc.constantFrom('c', '.env'), fc.boolean(), (files, name, keep) => {
        const folders = ['', 'a/', 'a/b/'];
        const ignoreFolders = folders.filter((_folder, index) => files[index] !== undefined);
        const folder = decidingFolder(`a/b/${name}`, ignoreFolders);
        const line = ignoreLine(`a/b/${name}`.slice(folder.length), keep) ?? assert.fail();
        const written = folders.map((one, index) =>
          one === folder ? [...(files[index] ?? []), line] : files[index],
        );
        assert.equal(verdict(written, name), keep ? 'chosen' : 'ignored');
      }),
    );
  });

  it('gives up on a name of several lines', () => {
    assert.equal(ignoreLine('a\nb'), undefined);
  });
});
