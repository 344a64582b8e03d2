import assert from 'node:assert/strict';
import { localeOf } from '../../../src/webview/l10n';
import { launchWords } from '../../../src/webview/launch/words';
import { exactTime, timeText } from '../../../src/webview/logs/timeFormat';

const at = Date.UTC(2026, 10, 21, 23, 59, 58, 500);

describe('timeText', () => {
  it('is in UTC whatever the zone', () => {
    assert.equal(timeText(at, 'utc', 0), '23:59:58');
  });

  it('is what the clock on the wall shows', () => {
    const local = new Date(at);
    const two = (n: number): string => String(n).padStart(2, '0');
    const clock = [local.getHours(), local.getMinutes(), local.getSeconds()].map(two).join(':');
    assert.equal(timeText(at, 'local', 0), clock);
  });

  it('counts from the first line, over a day as well, and backwards', () => {
    assert.equal(timeText(at, 'relative', at - 130_000), '+00:02:10');
    assert.equal(timeText(at, 'relative', at - 90_000_000), '+25:00:00');
    assert.equal(timeText(at, 'relative', at + 2000), '-00:00:02');
  });

  it('is empty for what is no time', () => {
    assert.equal(timeText(Number.NaN, 'local', 0), '');
    assert.equal(exactTime(Number.MAX_VALUE), '');
  });
});

describe('exactTime', () => {
  it('has date, milliseconds and zone', () => {
    assert.ok(exactTime(at).endsWith('2026-11-21T23:59:58.500Z'));
  });
});

describe('duration', () => {
  const { duration } = launchWords(localeOf('en', {}));

  it('names the parts that there are', () => {
    assert.equal(duration(90), '1 h 30 m');
    assert.equal(duration(60), '1 h');
    assert.equal(duration(1500), '1 d 1 h');
    assert.equal(duration(59), '59 m');
  });
});
