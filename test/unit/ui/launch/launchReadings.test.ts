import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { FakeClock } from '../../../fakes/fakeClock';
import { inspected } from './launchPorts';
import { LaunchedPage, penguins } from './launchedPage';

describe('the form of a launch session, as its script changes', () => {
  let page: LaunchedPage;

  beforeEach(() => {
    page = new LaunchedPage();
  });

  afterEach(() => page.dispose());

  /** Saves the script with another argument, and once more; `answers` end the readings of it. */
  const saveTwice = async (clock: FakeClock) => {
    const answers: (() => void)[] = [];
    let isOpen = false;
    const inspect = async () => {
      const { text } = page;
      if (isOpen) await new Promise<void>((resolve) => answers.push(resolve));
      return inspected(text);
    };
    page.create({ inspect, clock });
    await page.session.open();
    isOpen = true;
    const readings = ['first', 'second'].map((name) => {
      page.text = penguins.replace('epochs', name);
      return page.session.sourceChanged();
    });
    return { answers, readings };
  };

  it('takes over what is typed in the script’s editor, once the typing pauses', async () => {
    const clock = new FakeClock();
    let reads = 0;
    page.create({ clock, inspect: (_roots, from) => (reads++, page.inspect(from)) });
    await page.session.open();
    for (const name of ['r', 'ro', 'rounds']) {
      page.typed = penguins.replace('epochs', name);
      page.session.sourceTyped();
    }
    assert.equal(reads, 1);
    await clock.advance(1000);
    assert.deepEqual([reads, page.last.arguments.map(({ name }) => name)], [2, ['rounds']]);
    page.session.sourceTyped();
    page.session.dispose();
    await clock.advance(1000);
    assert.equal(reads, 2);
  });

  it('waits for the end of what is typed, but shows what was saved broken', async () => {
    const clock = new FakeClock();
    page.create({ clock });
    await page.session.open();
    page.text = `${penguins}print(\n`;
    page.session.sourceTyped();
    await clock.advance(1000);
    assert.equal(page.last.refusal, null);
    await page.session.sourceChanged();
    assert.ok(page.last.refusal);
  });

  it('takes over the newest of several readings, whichever ends first', async () => {
    const { answers, readings } = await saveTwice(new FakeClock());
    answers.reverse().forEach((answer) => answer());
    await Promise.all(readings);
    assert.deepEqual(page.last.draft.values, { second: '20' });
  });

  it('takes over what was saved, though what was typed since is broken', async () => {
    const clock = new FakeClock();
    const { answers, readings } = await saveTwice(clock);
    page.text = 'def (:\n';
    page.session.sourceTyped();
    await clock.advance(1000);
    answers.reverse().forEach((answer) => answer());
    await Promise.all(readings);
    assert.deepEqual(page.last.draft.values, { second: '20' });
  });

  it('loses nothing while the script has a syntax error', async () => {
    const whole = `${penguins}print(f'loss={loss}')\n`;
    page.text = whole;
    const draft = await page.session.open();
    const mine = { ...draft, values: { epochs: '7' }, leftOutMetrics: ['loss'] };
    page.session.edit(mine);
    page.text = 'def (:\n';
    await page.session.sourceChanged();
    assert.deepEqual(page.last.arguments, []);
    page.text = whole;
    await page.session.sourceChanged();
    assert.deepEqual(page.last.draft, mine);
    assert.deepEqual(page.kept, mine);
  });

  it('loses nothing by what is typed and undone, and lets go of what a saved script does not have', async () => {
    const clock = new FakeClock();
    page.text = `${penguins}print(f'loss={loss}')\n`;
    const session = page.create({ clock });
    const draft = await session.open();
    const mine = { ...draft, values: { epochs: '7' }, leftOutMetrics: ['loss'] };
    session.edit(mine);
    const pause = async (typed: string | undefined) => {
      page.typed = typed;
      session.sourceTyped();
      await clock.advance(1000);
    };
    await pause("import argparse\nargparse.ArgumentParser().add_argument('--epo')\n");
    assert.deepEqual(
      [page.last.arguments.map(({ name }) => name), page.last.metrics],
      [['epo'], []],
    );
    const preview = await session.preview(page.last.draft);
    assert.deepEqual([preview.hyperparameters, preview.metrics], [[], []]);
    await pause(penguins.replace(/.*epochs.*\n/, ''));
    assert.equal(page.last.isChanged, false, 'what is not shown is no change');
    await pause(undefined);
    assert.deepEqual([page.last.draft, page.kept], [mine, mine]);
    await pause('import os\n');
    page.text = 'import os\n';
    page.typed = undefined;
    await session.sourceChanged();
    const { values, leftOutMetrics } = page.kept ?? {};
    assert.deepEqual([values, leftOutMetrics], [{}, []]);
  });

  it('takes the form of another launch for the script as it is, under the name that it has', async () => {
    const draft = await page.session.open();
    const { draftVersion } = page.last;
    page.session.refill(() => ({
      ...draft,
      jobName: 'other',
      values: { gone: '1' },
      maxRuntimeMinutes: 5,
    }));
    assert.deepEqual(page.last.draft, { ...draft, maxRuntimeMinutes: 5 });
    assert.ok(page.last.draftVersion > draftVersion);
  });

  it('opens with what the form had, where only unsaved text lacks it', async () => {
    const draft = await page.session.open();
    page.session.edit({ ...draft, values: { epochs: '7' } });
    page.typed = 'import os\n';
    page.create();
    await page.session.open();
    page.typed = undefined;
    page.create();
    assert.deepEqual((await page.session.open()).values, { epochs: '7' });
  });
});
