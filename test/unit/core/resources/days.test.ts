import assert from 'node:assert/strict';
import fc from 'fast-check';
import { days } from '../../../../src/core/resources/days';

const minute = 60_000;
const zones = ['UTC', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia'];

/** The summer of the north, the winter, and what lies between, minute by minute at most. */
const times = fc.array(
  fc
    .tuple(
      fc.integer({ min: Date.UTC(2026, 0) / minute, max: Date.UTC(2027, 0) / minute }),
      fc.constantFrom(-1, 0, 1),
    )
    .map(([minutes, beside]) => Math.floor(minutes / 15) * 15 * minute + beside),
  { minLength: 1, maxLength: 40 },
);

describe('days', () => {
  const before = process.env['TZ'];

  afterEach(() => {
    if (before === undefined) {
      delete process.env['TZ'];
    } else {
      process.env['TZ'] = before;
    }
  });

  for (const zone of zones) {
    it(`are those of the calendar in ${zone}, up to their last millisecond`, () => {
      process.env['TZ'] = zone;
      // Swedish dates are written as ISO ones.
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
      fc.assert(
        fc.property(times, (some) => {
          const dayOf = days();
          for (const time of some) {
            assert.equal(dayOf(new Date(time)), format.format(time), new Date(time).toISOString());
          }
        }),
        { numRuns: 300 },
      );
    });
  }

  it('begin and end at midnight, whatever was asked before', () => {
    process.env['TZ'] = 'America/New_York';
    const dayOf = days();
    const midnight = Date.UTC(2026, 10, 21, 5);
    const asked = [-1, 0, -1, 1].map((beside) => dayOf(new Date(midnight + beside)));
    assert.deepEqual(asked, ['2026-11-20', '2026-11-21', '2026-11-20', '2026-11-21']);
  });
});
