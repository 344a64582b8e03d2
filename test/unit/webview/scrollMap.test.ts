import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ScrollMap } from '../../../src/webview/logs/scrollMap';

const limit = 10_000;
const extent = fc.record({ total: fc.nat(1_000_000), viewport: fc.integer({ min: 50, max: 900 }) });

const make = (of: { total: number; viewport: number }): ScrollMap => {
  const map = new ScrollMap(limit);
  map.resize(of);
  return map;
};

describe('ScrollMap', () => {
  it('never needs a taller element than the limit', () => {
    fc.assert(fc.property(extent, (of) => assert.ok(make(of).height <= limit)));
  });

  it('is the identity while the text fits', () => {
    const map = make({ total: 9000, viewport: 500 });
    fc.assert(
      fc.property(fc.nat(8500), (top) => {
        assert.ok(Math.abs(map.place(top) - top) < 1e-6);
        map.moved(top);
        assert.ok(Math.abs(map.position - top) < 1e-6);
      }),
    );
  });

  it('keeps every position inside the text, and reaches both ends', () => {
    const moves = fc.array(fc.double({ min: -100, max: 20_000, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(extent, moves, (of, bars) => {
        const map = make(of);
        const end = Math.max(0, of.total - of.viewport);
        bars.forEach((bar) => {
          map.moved(bar);
          assert.ok(map.position >= 0 && map.position <= end);
        });
        map.moved(0);
        assert.equal(map.position, 0);
        map.moved(map.height - of.viewport);
        assert.ok(map.atEnd);
      }),
    );
  });

  it('moves by exactly the wheel’s pixels in a text that is far too tall', () => {
    const map = make({ total: 1_000_000, viewport: 500 });
    const bar = map.place(400_000);
    assert.equal(map.moved(bar + 100), 'down');
    assert.equal(map.position, 400_100);
    assert.equal(map.moved(bar - 20), 'up');
    assert.equal(map.position, 399_980);
  });

  it('follows a dragged bar in proportion', () => {
    const map = make({ total: 1_000_000, viewport: 500 });
    map.moved((limit - 500) / 2);
    assert.ok(Math.abs(map.position - 999_500 / 2) < 1);
  });

  it('stays at its lines when the text grows past the limit', () => {
    const map = make({ total: 9000, viewport: 500 });
    map.place(4000);
    map.resize({ total: 50_000, viewport: 500 });
    assert.equal(map.position, 4000);
  });
});
