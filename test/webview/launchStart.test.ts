import assert from 'node:assert/strict';
import type { LaunchState } from '../../src/shared/contracts/launch';
import { launchContract } from '../../src/shared/contracts/launchContract';
import { launchHandlers, launchState } from './launchFixture';
import { until } from './until';
import { suiteBrowser, type OpenedPage } from './webviewPage';

type Launch = OpenedPage<typeof launchContract>;

describe('launch page, Start', function () {
  const browser = suiteBrowser(this);

  const open = async (state: Partial<LaunchState>, width = 1000): Promise<Launch> => {
    const launch = await browser.open('launch', launchContract, launchHandlers, {
      ...{ width, height: 500 },
    });
    launch.host.send('state', { ...launchState, ...state });
    await launch.page.getByRole('button', { name: 'Preview request' }).waitFor();
    return launch;
  };

  const focusedId = ({ page }: Launch): Promise<string | undefined> =>
    page.evaluate(() => document.activeElement?.id);

  const wrong: Partial<LaunchState> = {
    errors: {
      'channelName:0': 'There is already a channel “train”.',
      'value:shuffle': 'The script would end.',
    },
    refusal: 'Fix the marked fields first.',
    refusalPlace: 'fields',
  };

  for (const width of [1000, 400]) {
    it(`leads to the first marked field, by its link and when pressed, at ${width} px`, async () => {
      const launch = await open(wrong, width);
      const { page } = launch;
      const isInSight = (): Promise<boolean> =>
        page.evaluate(() => {
          const box = document.activeElement?.getBoundingClientRect();
          const start = document.querySelector('.start')?.getBoundingClientRect();
          const isBeside = box && start && (box.right <= start.left || box.bottom <= start.top);
          return box !== undefined && box.top >= 0 && isBeside === true;
        });
      const ways = [
        () => page.getByRole('button', { name: 'Show the first of 2 fields' }).click(),
        // It says that it is disabled, so the browser's driver would wait.
        () => page.locator('#start').click({ force: true }),
        () => page.keyboard.press('Control+Enter'),
      ];
      for (const way of ways) {
        await page.evaluate(() => {
          (document.activeElement as HTMLElement | null)?.blur();
          scrollTo(0, document.body.scrollHeight);
        });
        await way();
        await until('focus', async () => (await focusedId(launch)) === 'value-shuffle');
        await until('in sight', isInSight);
      }
      assert.deepEqual(launch.sent('start'), []);
    });
  }

  it('leads to the first marked field in place of showing or copying the request', async () => {
    const launch = await open(wrong);
    const { page } = launch;
    for (const name of ['Preview request', 'Copy as…']) {
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.getByRole('button', { name }).click();
      await until('focus', async () => (await focusedId(launch)) === 'value-shuffle');
    }
    assert.deepEqual([...launch.sent('preview'), ...launch.sent('copyAs')], []);
    assert.equal(await page.locator('.failure').count(), 0);
  });

  it('leads to the first error of the checks where no field is marked', async () => {
    const launch = await open({
      preflight: [
        { id: 'source', tone: 'ok', message: 'source: 6 files, 18 KB' },
        { id: 'python', tone: 'error', message: 'No Python 3.9 or newer was found.' },
        { id: 'secret:0', tone: 'error', message: 'settings.py, line 3 looks like a secret.' },
      ],
      refusal: 'Fix the errors listed above first.',
      refusalPlace: 'checks',
    });
    const { page } = launch;
    const focused = (): Promise<string> =>
      page.evaluate(() => document.activeElement?.textContent ?? '');
    const ways = [
      () => page.getByRole('button', { name: 'Show the first of 2 errors' }).click(),
      () => page.locator('#start').click({ force: true }),
      () => page.keyboard.press('Control+Enter'),
    ];
    for (const way of ways) {
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await way();
      await until('focus', async () => (await focused()).includes('No Python 3.9'));
    }
    assert.equal(await page.getByText('No Python 3.9 or newer was found.').count(), 1);
    assert.deepEqual(launch.sent('start'), []);
  });

  it('leads nowhere where what is wrong on the page is not what stands against a start', async () => {
    const { page } = await open({
      preflight: [{ id: 'python', tone: 'error', message: 'No Python 3.9 or newer was found.' }],
      refusal: 'Trust the workspace to start it.',
      refusalPlace: null,
    });
    await page.getByText('Trust the workspace to start it.').waitFor();
    assert.equal(await page.getByRole('button', { name: /Show the/ }).count(), 0);
    assert.equal(await page.locator('#start[disabled]').count(), 1);
  });

  it('marks the name alone where only the name is wrong', async () => {
    const { page } = await open(wrong);
    assert.equal(await page.locator('#channel-name-0[invalid]').count(), 1);
    assert.equal(await page.locator('#channel-path-0[invalid]').count(), 0);
  });

  it('leads to a list that is too long', async () => {
    const launch = await open({
      errors: { channels: 'SageMaker allows 20 channels.' },
      refusal: 'Fix the marked fields first.',
      refusalPlace: 'fields',
    });
    await launch.page.getByRole('button', { name: 'Show the field' }).click();
    await until('focus', async () => (await focusedId(launch)) === 'add-channel');
  });

  it('stays where it is while the checks come in', async () => {
    const change = [{ id: 'python', label: 'Change…' }];
    const launch = await open({
      preflight: [
        { id: 'python', tone: 'busy', message: 'Looking for Python…', links: change },
        { id: 'source', tone: 'busy', message: 'Reading the folder…' },
        { id: 'data:0', tone: 'busy', message: 'train: reading data…' },
      ],
    });
    const y = async (): Promise<number | undefined> =>
      (await launch.page.locator('#start').boundingBox())?.y;
    const before = await y();
    const source = {
      ...{ id: 'source', tone: 'ok' as const, message: 'source: 6 files, 18 KB' },
      links: [{ id: 'code:files', label: 'Show files' }],
    };
    const python = {
      ...{ id: 'python', tone: 'ok' as const, message: 'Python 3.11.7 found' },
      ...{ detail: '/usr/bin/python3', links: change },
    };
    const data = { id: 'data:0', tone: 'ok' as const, message: 'train: data · 3 files, 5.1 KB' };
    const scan = {
      ...{ id: 'secrets', tone: 'busy' as const, message: 'Looking for secrets: 40 %' },
      links: [{ id: 'code:stop', label: 'Stop' }],
    };
    for (const preflight of [
      [python, source, scan, data],
      [python, source, data],
    ]) {
      launch.host.send('state', { ...launchState, preflight });
      await launch.page.getByText('Python 3.11.7 found').waitFor();
      await launch.page.getByText('Looking for secrets').waitFor({
        state: preflight.length === 4 ? 'visible' : 'detached',
      });
      assert.equal(await y(), before);
    }
  });

  it('has fields beside it that keep their width when they can be reset', async () => {
    for (const width of [1000, 700, 400]) {
      const { page } = await open({}, width);
      const field = page.locator('#value-note');
      const before = (await field.boundingBox())?.width;
      await page.getByRole('textbox', { name: '--note', exact: true }).fill('second');
      await page.getByRole('button', { name: 'Reset --note to its default, first' }).waitFor();
      assert.equal((await field.boundingBox())?.width, before, `${width} px`);
    }
  });

  it('offers beside a refusal where there may be instances', async () => {
    const launch = await open({
      failure: {
        ...{ message: 'AWS has no ml.g5.2xlarge.', fix: 'Choose another instance type…' },
        isOfInstances: true,
        links: [
          { id: 'failure:type:ml.g5.4xlarge', label: 'Train on ml.g5.4xlarge' },
          { id: 'failure:region:eu-west-2', label: 'Go to eu-west-2' },
        ],
      },
    });
    const { page } = launch;
    const alert = page.getByRole('alert');
    assert.deepEqual(await alert.getByRole('button').allTextContents(), [
      ...['Train on ml.g5.4xlarge', 'Go to eu-west-2', 'Choose another instance type…'],
    ]);
    await alert.getByRole('button', { name: 'Train on ml.g5.4xlarge' }).click();
    await until('fix', () => launch.sent('fix').length === 1);
    assert.deepEqual(launch.sent('fix'), [{ id: 'failure:type:ml.g5.4xlarge' }]);
  });
});
