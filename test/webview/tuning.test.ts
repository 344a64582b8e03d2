import assert from 'node:assert/strict';
import { tuningContract, type TuningState } from '../../src/shared/contracts/tuning';
import {
  someTuningTrials,
  tuningHandlers,
  tuningJob,
  tuningState,
  tuningTrial,
} from './tuningFixture';
import { until } from './until';
import { suiteBrowser, type OpenedPage, type OpenOptions } from './webviewPage';

type Tuning = OpenedPage<typeof tuningContract>;

describe('results page of a tuning job', function () {
  const browser = suiteBrowser(this);

  const open = async (state: TuningState, options: OpenOptions = {}): Promise<Tuning> => {
    const tuning = await browser.open('tuning', tuningContract, tuningHandlers(), options);
    tuning.host.send('state', state);
    await tuning.page.getByRole('grid').waitFor();
    return tuning;
  };

  const rows = ({ page }: Tuning): Promise<string[]> =>
    page.locator('.rows .row .cell:first-child').allInnerTexts();
  const shows = (tuning: Tuning, ...numbers: readonly string[]): Promise<void> =>
    until(`rows ${numbers.join(' ')}`, async () => {
      return (await rows(tuning)).join(' ') === numbers.join(' ');
    });
  const selected = ({ page }: Tuning): Promise<string[]> =>
    page.locator('.row.selected .cell:first-child').allInnerTexts();

  const few = [
    tuningTrial(1, { objective: '0.4', hyperparameters: { eta: '0.1', solver: 'adam' } }),
    tuningTrial(2, { objective: '0.9', hyperparameters: { eta: '0.02', solver: 'sgd' } }),
    tuningTrial(3, { objective: 'NaN', hyperparameters: { eta: '1e-3', solver: 'sgd' } }),
    tuningTrial(4, { objective: '', status: 'Failed', failureReason: 'out of memory\nline two' }),
  ];

  it('counts, and names the best trial', async () => {
    const { page } = await open(tuningState(few));
    await page.getByText('56 of 100 trials ended · 4 running · 3 failed').waitFor();
    await page.getByRole('region', { name: 'Best trial' }).getByText('trial 2').waitFor();
    assert.equal(await page.locator('.best-value strong').textContent(), '0.9');
  });

  it('takes the lowest value for the best where lower is better', async () => {
    const { page } = await open(tuningState(few, { job: tuningJob({ direction: 'Minimize' }) }));
    await page.getByRole('region', { name: 'Best trial' }).getByText('trial 1').waitFor();
    await page.getByText('lower is better').waitFor();
  });

  it('sorts by a column, and the other way round', async () => {
    const tuning = await open(tuningState(few));
    await shows(tuning, '4', '3', '2', '1');
    const head = tuning.page.getByRole('columnheader', { name: 'validation:auc' });
    await head.getByRole('button').click();
    await shows(tuning, '2', '1', '3', '4');
    assert.equal(await head.getAttribute('aria-sort'), 'descending');
    await head.getByRole('button').click();
    await shows(tuning, '1', '2', '3', '4');
    await tuning.page.getByRole('columnheader', { name: 'eta' }).getByRole('button').click();
    await shows(tuning, '3', '2', '1', '4');
  });

  it('says of which definition a value is where there are several', async () => {
    const definitions = [
      { definition: 'linear', metric: 'accuracy', direction: 'Maximize' },
      { definition: 'boosted', metric: 'validation:auc', direction: 'Maximize' },
    ] as const;
    const trials = few.map((trial, i) => ({
      ...trial,
      definition: i % 2 === 0 ? 'linear' : 'boosted',
    }));
    const job = tuningJob({ metric: '', definitions });
    const tuning = await open(tuningState(trials, { job }));
    const { page } = tuning;
    const head = page.getByRole('columnheader', { name: 'Objective' });
    assert.equal(
      await head.getByRole('button').getAttribute('title'),
      'Objective\nlinear: accuracy, higher is better\nboosted: validation:auc, higher is better\nSort by Objective',
    );
    const cell = page.locator('.rows .row').nth(2).locator('.cell').nth(1);
    assert.equal((await cell.innerText()).replace(/\s+/, ' '), 'boosted 0.9');
    assert.equal(await cell.getAttribute('title'), '0.9\nvalidation:auc of boosted');
    const best = page.getByRole('region', { name: 'Best trial' });
    await best.getByText('validation:auc', { exact: true }).waitFor();
    await best.getByText('boosted', { exact: true }).waitFor();
    await tuning.screenshot('tuning-definitions');
  });

  it('filters by words and by state, copies what is shown, and lets go again', async () => {
    const tuning = await open(tuningState(few));
    const { page } = tuning;
    await page.keyboard.press('Control+F');
    await page.keyboard.type('solver=sgd');
    await shows(tuning, '3', '2');
    await page.getByText('2 of 4 trials', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Copy Table as CSV' }).click();
    await page.getByText('2 rows copied').waitFor();
    assert.deepEqual(tuning.sent('copyTable'), [
      { sort: 'number', descending: true, text: 'solver=sgd', status: '' },
    ]);
    await page.keyboard.press('Control+F');
    await page.keyboard.type(' nothing');
    await page.getByRole('button', { name: 'Clear Filter' }).click();
    await shows(tuning, '4', '3', '2', '1');
    await page.keyboard.press('Control+F');
    await page.keyboard.type('solver=sgd');
    await shows(tuning, '3', '2');
    await page.keyboard.press('Escape');
    await shows(tuning, '4', '3', '2', '1');
    await page.getByRole('combobox', { name: 'Status' }).click();
    await page.getByRole('option', { name: 'Failed' }).click();
    await shows(tuning, '4');
  });

  it('is gone through by keys, which open the logs of a trial', async () => {
    const tuning = await open(tuningState(someTuningTrials(300)));
    const { page } = tuning;
    await page.getByRole('grid').focus();
    const goes = (key: string, to: string): Promise<void> =>
      page.keyboard
        .press(key)
        .then(() => until(`${key} to ${to}`, async () => (await selected(tuning)).join() === to));
    await goes('ArrowDown', '300');
    await goes('ArrowDown', '299');
    await goes('End', '1');
    await goes('ArrowDown', '1');
    await goes('ArrowUp', '2');
    await goes('Home', '300');
    const active = await page.getByRole('grid').getAttribute('aria-activedescendant');
    assert.equal(await page.locator(`#${active}`).getAttribute('aria-selected'), 'true');
    await page.keyboard.press('Enter');
    await until('asked', () => tuning.sent('openTrialLogs').length === 1);
    assert.deepEqual(tuning.sent('openTrialLogs'), [{ name: tuningTrial(300).name }]);
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Best trial' }).waitFor();
  });

  it('selects in the chart and in the table alike, and keeps it while values come', async () => {
    const trials = [
      tuningTrial(1, { objective: '0.1' }),
      tuningTrial(2, { objective: '0.9' }),
      tuningTrial(3, { objective: '0.2' }),
    ];
    const tuning = await open(tuningState(trials));
    const { page } = tuning;
    const over = await page.locator('.u-over').boundingBox();
    assert.ok(over);
    // The first value is the lowest, and the last one stands at 97 % of the width.
    const end = trials[2]?.endedAt ?? 0;
    const part =
      ((trials[0]?.endedAt ?? 0) - tuningJob().createdAt) / (end - tuningJob().createdAt);
    const x = over.x + (over.width * part) / 1.03;
    await page.mouse.move(x, over.y + over.height - 3);
    await page.getByText('trial 1 · 0.1 ·').waitFor();
    await page.mouse.click(x, over.y + over.height - 3);
    await until('row 1 is selected', async () => (await selected(tuning)).join() === '1');
    tuning.host.send('state', tuningState([...trials, tuningTrial(4)]));
    await shows(tuning, '4', '3', '2', '1');
    assert.deepEqual(await selected(tuning), ['1']);
  });

  it('draws the values over a hyperparameter, by powers of ten where it is searched so', async () => {
    const etas = ['0.001', '0.01', '0.1'];
    const trials = etas.map((eta, i) =>
      tuningTrial(i + 1, { objective: String(0.5 + i * 0.1), hyperparameters: { eta } }),
    );
    const unplaced = tuningTrial(4, { objective: '0.55', hyperparameters: {} });
    const tuning = await open(tuningState([...trials, unplaced]));
    const { page } = tuning;
    await page.getByRole('combobox', { name: 'Drawn over' }).click();
    await page.getByRole('option', { name: 'over eta' }).click();
    await page.getByText('higher is better', { exact: true }).waitFor();
    const over = await page.locator('.u-over').boundingBox();
    assert.ok(over);
    // The middle one of three tens stands in the middle, at 0.6 of 0.5 to 0.7.
    await page.mouse.move(over.x + over.width / 2, over.y + over.height / 2);
    await page.getByText('trial 2 · 0.6 · eta=0.01').waitFor();
    await tuning.screenshot('tuning-over-eta');
    const kept = await page.evaluate(() => JSON.stringify(window.keptState));
    const { view } = JSON.parse(kept) as { readonly view: string };
    const again = await open(tuningState(trials), {
      state: { connectionId: 'sandbox', resource: 'test', view },
    });
    await again.page.getByText('higher is better', { exact: true }).waitFor();
  });

  it('draws only what is in view, and all of it when scrolled to', async () => {
    const tuning = await open(tuningState(someTuningTrials(1000)));
    await until('drawn', async () => (await rows(tuning))[0] === '1,000');
    assert.ok((await rows(tuning)).length < 60);
    await tuning.page.getByRole('grid').evaluate((grid) => {
      grid.scrollTop = grid.scrollHeight;
    });
    await until('the end', async () => (await rows(tuning)).at(-1) === '1');
    assert.equal(await tuning.page.getByRole('grid').getAttribute('aria-rowcount'), '1001');
  });

  it('keeps the row that the keys are on in sight on a low page', async () => {
    const { page } = await open(tuningState(someTuningTrials(60)));
    await page.setViewportSize({ width: 720, height: 360 });
    await page.getByRole('grid').focus();
    const isSeen = (): Promise<boolean> =>
      page.locator('.rows .row.selected').evaluate((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        const foot = document.querySelector('footer')?.getBoundingClientRect().top ?? 0;
        return top >= 0 && bottom <= foot;
      });
    for (const key of ['End', 'ArrowUp', 'Home', 'PageDown']) {
      await page.keyboard.press(key);
      await until(`${key} in sight`, isSeen);
    }
  });

  it('goes on with its sort and filter when it comes back', async () => {
    const view = JSON.stringify({ sort: 'objective', descending: false, text: 'sgd', status: '' });
    const state = { connectionId: 'sandbox', resource: 'test', view };
    const tuning = await open(tuningState(few), { state });
    await shows(tuning, '2', '3');
    const broken = await open(tuningState(few), { state: { ...state, view: '{"sort":7' } });
    await shows(broken, '4', '3', '2', '1');
  });

  it('asks the host for what is to be done', async () => {
    const tuning = await open(tuningState(few));
    const { page } = tuning;
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: 'Description', exact: true }).click();
    await page.getByRole('button', { name: 'xgb-sweep-01' }).click();
    await page.getByRole('button', { name: 'Open Logs' }).click();
    await page.getByRole('button', { name: 'Open Description' }).click();
    await until('asked', () => tuning.requests.length === 5);
    const { name } = tuningTrial(2);
    assert.deepEqual(tuning.requests, [
      { method: 'stopJob', params: undefined },
      { method: 'openDescription', params: undefined },
      { method: 'openTuningJob', params: { name: 'xgb-sweep-01' } },
      { method: 'openTrialLogs', params: { name } },
      { method: 'openTrialDescription', params: { name } },
    ]);
  });

  it('says why a trial failed, in all its lines', async () => {
    const tuning = await open(tuningState(few));
    await tuning.page.getByRole('row').filter({ hasText: 'Failed' }).click();
    const reason = tuning.page.locator('.reason span').last();
    assert.equal(await reason.textContent(), 'out of memory\nline two');
    const cell = tuning.page.getByRole('row').filter({ hasText: 'Failed' }).locator('.cell').nth(2);
    assert.equal(await cell.getAttribute('title'), 'Failed\nout of memory\nline two');
  });

  it('has a place for one trial and for none', async () => {
    const one = await open(tuningState([tuningTrial(1, { objective: '0.25' })]));
    await shows(one, '1');
    await one.page.getByText('1 trial', { exact: true }).waitFor();
    const none = await open(tuningState([], { phase: 'ended', canStop: false }));
    await none.page.getByText('The tuning job has no trials.').waitFor();
    await none.page.getByText('No trial has a value.').first().waitFor();
    assert.equal(await none.page.getByRole('button', { name: 'Stop' }).count(), 0);
  });

  it('shows markup as text, in every place that the host fills', async () => {
    const evil = '<img src=x onerror="document.title=1"></script><script>document.title=1</script>';
    const hostile = tuningTrial(1, {
      ...{ name: evil, status: evil, failureReason: evil, definition: evil, objective: '0.5' },
      hyperparameters: { [evil]: evil, ['__proto__']: 'x', constructor: '1'.repeat(5000) },
    });
    const tuning = await open(
      tuningState([hostile], {
        ...{ jobName: evil, connection: evil, detail: evil, mend: evil, phase: 'retrying' },
        job: tuningJob({
          ...{ metric: evil, status: evil, failureReason: evil, strategy: evil, parents: [evil] },
          ranges: [{ name: evil, kind: 'categorical', values: [evil], scaling: evil }],
        }),
      }),
    );
    await shows(tuning, '1');
    assert.equal(await tuning.page.locator('img, body script').count(), 0);
    assert.equal(await tuning.page.title(), 'tuning');
    const heights = await tuning.page
      .locator('.row')
      .evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
    assert.deepEqual([...new Set(heights)], [22]);
  });
});
