import assert from 'node:assert/strict';
import { createSourceFilter } from '../../../../src/core/packaging/ignoreRules';

const keeps = (path: string, ...ignoreTexts: string[]): boolean =>
  createSourceFilter(ignoreTexts).keeps(path.replace(/\/$/, ''), path.endsWith('/'));

describe('createSourceFilter', () => {
  for (const path of [
    'train.py',
    'pkg/',
    'environment.yml',
    'env.py',
    '.gitignore',
    'requirements.txt',
  ]) {
    it(`keeps ${path}`, () => assert.ok(keeps(path)));
  }

  for (const path of [
    '.git/',
    'a/b/__pycache__/',
    'x.pyc',
    '.env',
    'pkg/.env.local',
    'key.pem',
    'id_ecdsa',
  ]) {
    it(`leaves out ${path}`, () => assert.ok(!keeps(path)));
  }

  it('obeys rules of a folder, of a place and of a kind', () => {
    const text = 'data/\n/notes.md\n*.csv\n# comment\n\n!keep.csv\n';
    assert.ok(!keeps('sub/data/', text));
    assert.ok(keeps('data', text));
    assert.ok(!keeps('notes.md', text));
    assert.ok(keeps('sub/notes.md', text));
    assert.ok(!keeps('sub/a.csv', text));
    assert.ok(keeps('sub/keep.csv', text));
  });

  it('lets the later file win, over the defaults too', () => {
    assert.ok(keeps('a.log', '*.log', '!a.log'));
    assert.ok(!keeps('a.log', '!a.log', '*.log'));
    assert.ok(keeps('.env', '!.env'));
  });

  it('tells upper from lower case', () => {
    assert.ok(keeps('Data.txt', 'data.txt'));
  });
});
