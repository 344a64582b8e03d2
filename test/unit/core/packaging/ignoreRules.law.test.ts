import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { FolderFilter, type IgnoreTexts } from '../../../../src/core/packaging/ignoreRules';
import { GitTree } from './gitIgnored';

/** Few letters, so that rules and names meet. */
const name = fc.constantFrom(
  'a',
  'b',
  'ab',
  'aab',
  'a.b',
  'b.a',
  'c d',
  ' a',
  '#a',
  '!b',
  'é',
  'A',
);
const file = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

const piece = fc.constantFrom(
  ...['a', 'b', 'ab', '.', '*', '**', '?', '/', '/**/', '**/', '/**', '[ab]', '[!a]', '[a-b]', 'é'],
  ...[
    '[[:alpha:]]',
    '[]a]',
    '[^b',
    '\\',
    '\\*',
    '\\a',
    ' ',
    '\\ ',
    '#',
    '!',
    'a/',
    '/b',
    'A',
    '\\/',
  ],
);
const pattern = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
const line = fc.oneof(
  { weight: 6, arbitrary: pattern },
  { weight: 2, arbitrary: name },
  { weight: 2, arbitrary: file.map((text) => `/${text}`) },
  { weight: 1, arbitrary: fc.constantFrom('', '*', '/*', '*/', '# a', '!*/', '*.b', '**/', 'a\r') },
);
const rule = fc
  .tuple(fc.boolean(), line)
  .map(([isNegated, text]) => (isNegated ? `!${text}` : text));
const ignoreFile = fc
  .tuple(fc.array(rule, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '\n'))
  .map(([lines, end]) => lines.join('\n') + end);

const world = fc.record({
  files: fc.uniqueArray(file, { minLength: 2, maxLength: 10 }),
  texts: fc.array(fc.tuple(fc.nat(), ignoreFile), { minLength: 1, maxLength: 4 }),
});

/** No path may be a file and a folder at once. */
const withoutFolders = (files: readonly string[]): string[] =>
  files.filter((one) => !files.some((other) => other.startsWith(`${one}/`)));

const foldersOf = (files: readonly string[]): string[] => [
  '',
  ...new Set(
    files.flatMap((one) => {
      const parts = one.split('/').slice(0, -1);
      return parts.map((_part, index) => `${parts.slice(0, index + 1).join('/')}/`);
    }),
  ),
];

/** Walks to a file as the packer does: into no folder that is left out. */
function isLeftOut(file: string, textsOf: (folder: string) => IgnoreTexts): boolean {
  const parts = file.split('/');
  let filter = FolderFilter.ofRoot(textsOf(''));
  for (const [index, part] of parts.entries()) {
    const isFolder = index < parts.length - 1;
    const verdict = filter.decide(part, isFolder);
    if (verdict === 'ignored' || verdict === 'secret') {
      return true;
    }
    if (isFolder) {
      filter = filter.below(part, textsOf(`${parts.slice(0, index + 1).join('/')}/`));
    }
  }
  return false;
}

describe('the rules of a source folder', () => {
  let folder: string;
  let git: GitTree;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ignore-law-'));
    git = await GitTree.make(folder);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  for (const kind of ['.gitignore', '.sagemakerignore'] as const) {
    it(`leave out by ${kind} in any folder what git would`, async () => {
      await fc.assert(
        fc.asyncProperty(world, async ({ files, texts }) => {
          const tree = withoutFolders(files);
          const folders = foldersOf(tree);
          const placed = new Map(
            texts.map(([place, text]) => [folders[place % folders.length] ?? '', text] as const),
          );
          const written = new Map(
            [...placed].map(([place, text]) => [`${place}.gitignore`, text] as const),
          );
          const expected = await git.ignored(tree, written);
          const textsOf = (place: string): IgnoreTexts => ({ [kind]: placed.get(place) });
          const actual = tree.filter((one) => isLeftOut(one, textsOf));
          assert.deepEqual(new Set(actual), expected);
        }),
        { numRuns: 150 },
      );
    }).timeout(60_000);
  }
});
