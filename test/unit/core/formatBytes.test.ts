import assert from 'node:assert/strict';
import { formatBytes } from '../../../src/core/formatBytes';

describe('a number of bytes', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 KB'],
    [9949, '9.9 KB'],
    [9950, '10 KB'],
    [18_400, '18 KB'],
    [999_499, '999 KB'],
    [999_500, '1.0 MB'],
    [5e15, '5000 TB'],
  ];
  for (const [bytes, text] of cases) {
    it(`${bytes} is ${text}`, () => {
      assert.equal(formatBytes(bytes), text);
    });
  }
});
