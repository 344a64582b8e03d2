import assert from 'node:assert/strict';
import { localeOf } from '../../../src/webview/l10n';

describe('localeOf', () => {
  const { t } = localeOf('de', {
    'Open {0}': '{0} öffnen',
    '{count} files in {folder}': 'in {folder}: {count} Dateien',
  });

  it('translates, and puts the values where the translation wants them', () => {
    assert.equal(t('Open {0}', 'train.py'), 'train.py öffnen');
    assert.equal(
      t('{count} files in {folder}', { count: 3, folder: 'data' }),
      'in data: 3 Dateien',
    );
  });

  it('stays English where there is no translation', () => {
    assert.equal(t('Close {0}', 'train.py'), 'Close train.py');
    assert.equal(t('constructor'), 'constructor');
  });

  it('leaves a placeholder without a value, and values that look like one', () => {
    assert.equal(t('{0} of {1}', 2), '2 of {1}');
    assert.equal(t('{0} and {1}', '{1}', '$&'), '{1} and $&');
    assert.equal(t('{length} {toString}', 'a'), '{length} {toString}');
  });

  it('writes numbers as the language does, and somehow for what is no language', () => {
    assert.equal(localeOf('en', {}).number(1234567), '1,234,567');
    assert.equal(localeOf('de', {}).number(1234567), '1.234.567');
    assert.match(localeOf('not_a_tag', {}).number(1234567), /^1.?234.?567$/);
  });
});
