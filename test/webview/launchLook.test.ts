import assert from 'node:assert/strict';
import type { LaunchState } from '../../src/shared/contracts/launch';
import { launchContract } from '../../src/shared/contracts/launchContract';
import {
  importing,
  lacking,
  launchHandlers,
  launchState,
  refusedLine,
  secretive,
} from './launchFixture';
import { elsewhere, wrongElsewhere } from './launchElsewhere';
import { themes } from './themes';
import { suiteBrowser, type OpenedPage, type OpenOptions } from './webviewPage';

const refused: Partial<LaunchState> = {
  draft: {
    ...launchState.draft,
    values: { ...launchState.draft.values, epochs: 'many', target: null },
    extra: [{ name: 'seed', value: '3' }],
    channels: [...launchState.draft.channels, { name: 'test', path: '' }, { name: '', path: '' }],
  },
  isChanged: true,
  errors: {
    'value:epochs': 'A whole number, such as 20.',
    'value:target': 'The script requires --target.',
    jobName: 'There is already a training job “penguins-2026-11-21-10-02-33”.',
    'channelPath:1': 'Choose a folder or a file for this channel.',
  },
  preflight: [
    {
      ...{ id: 'python', tone: 'error', message: 'No Python was found' },
      links: [{ id: 'python', label: 'Choose the interpreter…' }],
    },
    { id: 'source', tone: 'busy', message: 'Reading the source folder' },
    ...launchState.preflight.slice(2),
  ],
  refusalPlace: 'fields',
  refusal: 'Three fields need another value, and there is no Python to run the script with.',
};

/** The pictures are for people to look at; what can be measured of them is asserted. */
describe('launch page, as it looks', function () {
  const browser = suiteBrowser(this);

  const open = async (
    options: OpenOptions,
    state: Partial<LaunchState> = {},
  ): Promise<OpenedPage<typeof launchContract>> => {
    const launch = await browser.open('launch', launchContract, launchHandlers, options);
    launch.host.send('state', { ...launchState, ...state });
    await launch.page.getByRole('button', { name: 'Start training' }).waitFor();
    // The icons' font and the components' sheets.
    await launch.page.evaluate(() => document.fonts.ready);
    return launch;
  };

  const overflow = ({ page }: OpenedPage<typeof launchContract>): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

  for (const [name, theme] of Object.entries(themes)) {
    it(`in the theme ${name}`, async () => {
      const ready = await open({ theme, height: 900 });
      await ready.screenshot(`launch-${name}`);
      const wrong = await open({ theme, height: 1000 }, refused);
      await wrong.screenshot(`launch-${name}-refused`);
      const lacks = await open({ theme, height: 900 }, lacking);
      await lacks.page.locator('#install-requirements').focus();
      await lacks.screenshot(`launch-${name}-requirements`);
      const argv = await open({ theme, height: 1100 }, refusedLine);
      await argv.page.locator('#command-line > summary').click();
      await argv.screenshot(`launch-${name}-command-line`);
      const code = await open({ theme, height: 1400 }, secretive);
      await code.page.getByRole('button', { name: 'Show files' }).click();
      await code.page.getByRole('button', { name: 'Show what is left out' }).click();
      await code.screenshot(`launch-${name}-code`);
      const imports = await open({ theme, height: 500 }, importing);
      await imports.page.locator('aside summary').nth(1).click();
      await imports.screenshot(`launch-${name}-imports`);
      const onAws = await open({ theme, height: 1100 }, elsewhere);
      await onAws.screenshot(`launch-${name}-aws`);
      const wrongOnAws = await open({ theme, height: 1500 }, wrongElsewhere);
      await wrongOnAws.page.locator('#fold-spot > summary').click();
      await wrongOnAws.page.locator('#fold-distribution > summary').click();
      await wrongOnAws.screenshot(`launch-${name}-aws-refused`);
    });
  }

  for (const width of [400, 640, 1400]) {
    it(`fits ${width} pixels`, async () => {
      const launch = await open(
        { width, height: 800 },
        { ...refused, requirements: 'requirements.txt' },
      );
      assert.ok((await overflow(launch)) <= 0, 'nothing sticks out');
      const start = launch.page.getByRole('button', { name: 'Start training' });
      assert.ok(await start.isVisible());
      const box = await start.boundingBox();
      assert.ok(box && box.y + box.height <= 800, 'Start is in sight without scrolling');
      await launch.screenshot(`launch-${width}`);
    });
  }

  for (const width of [400, 640]) {
    it(`fits ${width} pixels with all settings of a job on AWS unfolded`, async () => {
      const launch = await open({ width, height: 2600 }, wrongElsewhere);
      const closed = launch.page.locator('.form details[id^="fold-"]:not([open]) > summary');
      while ((await closed.count()) > 0) {
        await closed.first().click();
      }
      await launch.page.locator('#setting-checkpointUri').waitFor();
      await launch.page.getByRole('button', { name: 'Add instance group' }).click();
      assert.ok((await overflow(launch)) <= 0, 'nothing sticks out');
      await launch.screenshot(`launch-${width}-aws`);
    });
  }

  it('is usable at 200 % zoom', async () => {
    const launch = await open(
      { width: 600, height: 450, scale: 2 },
      { ...refused, requirements: 'requirements.txt' },
    );
    assert.ok((await overflow(launch)) <= 0, 'nothing sticks out');
    await launch.screenshot('launch-zoom-200');
  });

  it('while it loads', async () => {
    const launch = await browser.open('launch', launchContract, launchHandlers, { height: 300 });
    await launch.page.getByText('Reading the script…').waitFor();
    await launch.screenshot('launch-loading');
  });
});
