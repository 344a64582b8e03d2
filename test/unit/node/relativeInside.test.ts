import assert from 'node:assert/strict';
import path from 'node:path';
import { relativeInside } from '../../../src/node/relativeInside';

describe('the way from a folder to a path', () => {
  const from = path.resolve('work');
  const inside = (...parts: string[]) => relativeInside(from, path.resolve('work', ...parts));

  it('is the path within the folder', () => {
    assert.equal(inside('code', 'train.py'), path.join('code', 'train.py'));
    assert.equal(inside('..cache'), '..cache');
    assert.equal(inside(), '');
  });

  it('is none when it leads out', () => {
    assert.deepEqual(
      [inside('..'), inside('..', 'other'), inside('..', 'work2')],
      [undefined, undefined, undefined],
    );
  });
});
