import assert from 'node:assert/strict';
import { localeOf } from '../../../src/webview/l10n';
import { tuningWords } from '../../../src/webview/tuning/words';

const words = tuningWords(localeOf('en', {}));

describe('the words of the results page', () => {
  it('tell the ticks of a time axis in whole units, whatever their step', () => {
    assert.deepEqual([0, 30, 60, 90, 120, 3600, 5400, 7200, 86_400].map(words.tick), [
      '0',
      '30 s',
      '1 min',
      '1 m 30 s',
      '2 min',
      '1 h',
      '1 h 30 m',
      '2 h',
      '1 d',
    ]);
  });
});
