import assert from 'node:assert/strict';
import { findNameProblems } from '../../../../src/core/packaging/fileNames';

describe('findNameProblems', () => {
  it('has nothing to say of ordinary names', () => {
    assert.deepEqual(findNameProblems(['a/b.py', 'ünï/c d.txt', '.env.example', 'console.py']), []);
  });

  for (const [path, problem] of [
    ['a\nb', 'control'],
    ['x/a\\b', 'windows'],
    ['what?.txt', 'windows'],
    ['x/aux.py', 'windows'],
    ['end./a', 'windows'],
  ] as const) {
    it(`names ${JSON.stringify(path)}`, () => {
      assert.deepEqual(findNameProblems(['ok', path]), [{ path, problem }]);
    });
  }

  it('names what differs in case or composition only', () => {
    assert.deepEqual(findNameProblems(['A/x', 'a/X', 'é', 'e\u0301']), [
      { path: 'a/X', problem: 'clash' },
      { path: 'e\u0301', problem: 'clash' },
    ]);
  });
});
