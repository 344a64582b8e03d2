import assert from 'node:assert/strict';
import { launchContract } from '../../src/shared/contracts/launchContract';
import { logsContract } from '../../src/shared/contracts/logs';
import { tuningContract } from '../../src/shared/contracts/tuning';
import { pseudoTranslation } from '../fakes/pseudoTranslation';
import { launchHandlers, launchState } from './launchFixture';
import { LogHost, trainingLines } from './logFixture';
import { someTuningTrials, tuningHandlers, tuningState } from './tuningFixture';
import { suiteBrowser, type OpenOptions } from './webviewPage';

/** In the page: everything that is read or read out, inside the components as well. */
function allTexts(): string[] {
  const attributes = ['title', 'aria-label', 'aria-description', 'placeholder'];
  const of = (root: ParentNode): string[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...attributes.map((name) => element.getAttribute(name) ?? ''),
      ...[...element.childNodes].map((node) =>
        node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '',
      ),
      ...(element.shadowRoot ? of(element.shadowRoot) : []),
    ]);
  return [...new Set(of(document.body).map((text) => text.trim()))];
}

describe('pages in another language', function () {
  const browser = suiteBrowser(this);
  let bundle: Readonly<Record<string, string>>;
  let options: OpenOptions;
  before(async () => {
    bundle = await pseudoTranslation();
    options = { language: 'de', bundle };
  });

  /** The page's texts that are an English message and thus have not been translated. */
  const english = (texts: readonly string[]): string[] => texts.filter((text) => text in bundle);

  it('is all there in the launch page', async () => {
    const { host, page } = await browser.open('launch', launchContract, launchHandlers, options);
    host.send('state', { ...launchState, connection: 'host', requirements: 'requirements.txt' });
    await page.getByText('⟦Start training⟧').waitFor();
    const texts = await page.evaluate(allTexts);
    assert.ok(texts.filter((text) => text.startsWith('⟦')).length > 30);
    assert.deepEqual(english(texts), []);
  });

  it('is all there in the log page, numbers as well', async () => {
    const log = new LogHost(trainingLines(2000));
    const { host, page } = await browser.open('logs', logsContract, log.handlers(), options);
    host.send('state', log.state({ connection: 'host' }));
    await page.getByText('⟦2.000 lines⟧').waitFor();
    assert.deepEqual(english(await page.evaluate(allTexts)), []);
  });

  it('is all there in the results page', async () => {
    const { host, page } = await browser.open('tuning', tuningContract, tuningHandlers(), options);
    host.send('state', tuningState(someTuningTrials(1000), { connection: 'host' }));
    await page.getByText('⟦1.000 trials⟧').waitFor();
    assert.deepEqual(english(await page.evaluate(allTexts)), []);
  });
});
