import assert from 'node:assert/strict';
import { tuningContract, type TuningState } from '../../src/shared/contracts/tuning';
import { themes } from './themes';
import { someTuningTrials, tuningHandlers, tuningJob, tuningState } from './tuningFixture';
import { suiteBrowser, type OpenedPage, type OpenOptions } from './webviewPage';

type Tuning = OpenedPage<typeof tuningContract>;

/** The pictures are for people to look at; what can be measured of them is asserted. */
describe('results page of a tuning job, as it looks', function () {
  const browser = suiteBrowser(this);

  const open = async (state: TuningState, options: OpenOptions = {}): Promise<Tuning> => {
    const tuning = await browser.open('tuning', tuningContract, tuningHandlers(), options);
    tuning.host.send('state', state);
    await tuning.page.getByRole('grid').waitFor();
    await tuning.page.evaluate(() => document.fonts.ready);
    await tuning.page.evaluate(() => new Promise(requestAnimationFrame));
    return tuning;
  };

  for (const [name, theme] of Object.entries(themes)) {
    it(`in the theme ${name}`, async () => {
      const tuning = await open(tuningState(someTuningTrials(60)), { theme, height: 620 });
      await tuning.page.getByRole('grid').focus();
      await tuning.page.keyboard.press('Home');
      await tuning.page.keyboard.press('PageDown');
      await tuning.screenshot(`tuning-${name}`);
      const ink = await tuning.page.evaluate(() => {
        const canvas = document.querySelector('canvas');
        const { data } = canvas
          ?.getContext('2d')
          ?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
        return [...data].filter((value, i) => i % 4 === 3 && value > 0).length;
      });
      assert.ok(ink > 1000, 'the curve is drawn');
    });
  }

  it('fits 400 pixels', async () => {
    const tuning = await open(tuningState(someTuningTrials(60)), { width: 400, height: 700 });
    await tuning.screenshot('tuning-400');
    const over = await tuning.page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    assert.ok(over <= 0, 'only the table itself scrolls sideways');
  });

  it('is usable at 200 % zoom', async () => {
    const tuning = await open(tuningState(someTuningTrials(60)), {
      width: 600,
      height: 400,
      scale: 2,
    });
    await tuning.screenshot('tuning-zoom-200');
    const height = await tuning.page.evaluate(
      () => document.querySelector('.trials')?.clientHeight ?? 0,
    );
    assert.ok(height >= 180, 'several rows of the table can be seen at once');
  });

  it('while it opens, waits, retries, and has failed', async () => {
    const opening = await browser.open('tuning', tuningContract, tuningHandlers(), { height: 300 });
    await opening.page.getByText('Opening the results…').waitFor();
    const waiting = await open(tuningState([]), { height: 500 });
    await waiting.page.getByText('Trials appear here').waitFor();
    await waiting.screenshot('tuning-waiting');
    const detail = 'The credentials of research have expired.';
    const retrying = { phase: 'retrying', detail, mend: 'Sign In' } as const;
    waiting.host.send('state', tuningState(someTuningTrials(12), retrying));
    await waiting.page.getByRole('button', { name: 'Sign In' }).waitFor();
    await waiting.screenshot('tuning-retrying');
    const failureReason = 'All training jobs have failed.\nSee their logs.';
    const job = tuningJob({ status: 'Failed', failureReason });
    waiting.host.send('state', tuningState([], { phase: 'ended', job, canStop: false }));
    await waiting.page.getByText(failureReason.split('\n')[0] ?? '').waitFor();
    await waiting.screenshot('tuning-failed');
  });
});
