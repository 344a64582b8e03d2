import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { bundleFile, bundleText, collectMessages, messagesIn } from '../../scripts/l10n/messages';
import { localeOf } from '../../src/webview/l10n';
import { launchWords } from '../../src/webview/launch/words';
import { logWords } from '../../src/webview/logs/words';
import { tuningWords } from '../../src/webview/tuning/words';
import { pseudoTranslation } from '../fakes/pseudoTranslation';

/** What the words' functions are called with: counts, names, and the states of a log. */
const samples: readonly (readonly unknown[])[] = [
  [1, 1],
  [2, 2],
  [1501, 0],
  ['⟦a⟧', '⟦b⟧'],
  ...['waiting', 'live', 'ended', 'retrying'].map((phase) => [phase, '']),
  ['retrying', '⟦why⟧'],
];

/** All texts that an object of words can make, each behind its path. */
function textsOf(words: unknown, path = ''): [path: string, text: string][] {
  if (typeof words === 'string') {
    return [[path, words]];
  }
  if (typeof words === 'function') {
    const say = words as (...values: readonly unknown[]) => unknown;
    return samples.flatMap((values) => textsOf(say(...values), `${path}(${values.join()})`));
  }
  return Object.entries((words as Record<string, unknown> | undefined) ?? {}).flatMap(
    ([name, value]) => textsOf(value, `${path}.${name}`),
  );
}

/** What is left of a text when all that is marked as translated is taken away, inside out. */
function untranslated(text: string): string {
  const less = text.replace(/⟦[^⟦⟧]*⟧/g, '');
  return less === text ? less : untranslated(less);
}

describe('the bundle of messages', () => {
  it('holds what the source says, no more and no less (npm run l10n)', async () => {
    assert.equal(await readFile(bundleFile, 'utf8'), bundleText(await collectMessages()));
  });

  it('is collected from the host’s and the pages’ calls', () => {
    const source = `
      vscode.l10n.t('One {0}', t("two"));
      l10n.t(\`three\`);
      other.t('no'); set('no'); l10n.set('no');`;
    assert.deepEqual(messagesIn('a.ts', source), ['One {0}', 'two', 'three']);
  });

  it('refuses a message that is put together at run time', () => {
    for (const call of ["vscode.l10n.t('a' + b)", 't(name)', 't(`${n} lines`)', 'l10n.t()']) {
      assert.throws(() => messagesIn('a.ts', `\n${call};`), /a\.ts:2/, call);
    }
  });

  it('leaves no word of a page in English', async () => {
    const { t } = localeOf('qps-ploc', await pseudoTranslation());
    const locale = { t, number: () => '0' };
    const pages = {
      ...{ launch: launchWords(locale), logs: logWords(locale) },
      tuning: tuningWords(locale),
    };
    const texts = textsOf(pages);
    assert.ok(texts.length > 100);
    assert.deepEqual(
      texts.filter(([, text]) => /\p{L}/u.test(untranslated(text))),
      [],
    );
  });
});
