import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contrastRatio, parseRgb, type Rgb } from '../../../src/webview/logs/contrast';

const part = fc.integer({ min: 0, max: 255 });
const color = fc.tuple(part, part, part);

describe('contrast of colours', () => {
  it('is what the standard says', () => {
    const near = (a: Rgb, b: Rgb, expected: number) =>
      assert.ok(Math.abs(contrastRatio(a, b) - expected) < 0.01);
    near([0, 0, 0], [255, 255, 255], 21);
    near([0x77, 0x77, 0x77], [255, 255, 255], 4.48);
    near([0, 0, 0], [0x1f, 0x1f, 0x1f], 1.27);
  });

  it('is the same both ways, and between 1 and 21', () => {
    fc.assert(
      fc.property(color, color, (a, b) => {
        const ratio = contrastRatio(a, b);
        assert.equal(ratio, contrastRatio(b, a));
        assert.ok(ratio >= 1 && ratio <= 21);
        assert.equal(contrastRatio(a, a), 1);
      }),
    );
  });

  it('is read from what a browser computes', () => {
    assert.deepEqual(parseRgb('rgb(1, 20, 255)'), [1, 20, 255]);
    assert.deepEqual(parseRgb('rgba(1, 20, 255, 0.5)'), [1, 20, 255]);
    assert.equal(parseRgb('color(srgb 0 0 0)'), undefined);
    assert.equal(parseRgb(''), undefined);
  });
});
