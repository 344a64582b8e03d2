import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { LaunchDraft, LaunchState } from '../../src/shared/contracts/launch';
import { launchContract } from '../../src/shared/contracts/launchContract';
import { noSettings } from '../../src/shared/contracts/launchSettings';
import type { Handlers } from '../../src/shared/rpc/contract';
import { elsewhere } from './launchElsewhere';
import { launchHandlers as handlers, launchState } from './launchFixture';
import { tabTo } from './tabTo';
import { until } from './until';
import { suiteBrowser, type OpenedPage, type OpenOptions } from './webviewPage';

type Launch = OpenedPage<typeof launchContract>;

describe('launch page', function () {
  const browser = suiteBrowser(this);

  const open = async (
    state: Partial<LaunchState> = {},
    options: OpenOptions & { handlers?: Partial<Handlers<typeof launchContract>> } = {},
  ): Promise<Launch> => {
    const all = { ...handlers, ...options.handlers };
    const launch = await browser.open('launch', launchContract, all, options);
    launch.host.send('state', { ...launchState, ...state });
    await launch.page
      .getByRole('button', { name: 'Preview request' })
      .or(launch.page.getByRole('button', { name: 'Cancel' }))
      .waitFor();
    return launch;
  };

  const lastEdit = (launch: Launch): LaunchDraft | undefined =>
    launch.sent('edit').at(-1) as LaunchDraft | undefined;

  const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

  it('says that it is loading until the first snapshot', async () => {
    const launch = await browser.open('launch', launchContract, handlers);
    await launch.page.getByText('Reading the script…').waitFor();
    assert.equal(await launch.page.locator('[aria-busy=true]').count(), 1);
    launch.host.send('state', launchState);
    await launch.page.getByRole('button', { name: 'Start training' }).waitFor();
    assert.equal(await launch.page.locator('[aria-busy=true]').count(), 0);
  });

  it('starts with what is filled in when nothing is changed', async () => {
    const launch = await open();
    await launch.page.getByRole('button', { name: 'Start training' }).click();
    await launch.page.getByText(`${launchState.draft.jobName} was created`).waitFor();
    assert.deepEqual(launch.sent('start'), [launchState.draft]);
    assert.deepEqual(launch.sent('edit'), []);
  });

  it('is driven by the keyboard alone', async () => {
    const launch = await open({ requirements: 'requirements.txt' });
    const { keyboard } = launch.page;
    const to = (name: string): Promise<void> => tabTo(launch.page, name);
    await to('Job name');
    await keyboard.press('Control+A');
    await keyboard.type('by-keyboard');
    await to('Install missing packages into an environment of the sandbox');
    await keyboard.press('Space');
    await to('--epochs');
    await keyboard.press('Control+A');
    await keyboard.type('7');
    await to('--solver');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await to('--shuffle');
    await keyboard.press('Space');
    await to('Add argument');
    await keyboard.press('Enter');
    await keyboard.type('seed');
    await keyboard.press('Tab');
    await keyboard.type('3');
    await to('Add channel');
    await keyboard.press('Enter');
    await keyboard.type('test');
    await keyboard.press('Tab');
    await keyboard.type('held-out');
    await to('Max runtime, minutes');
    await keyboard.press('Control+A');
    await keyboard.type('90');
    await launch.page.getByText('= 1 h 30 m').waitFor();
    await to('Start training');
    await keyboard.press('Enter');
    await launch.page.getByText('by-keyboard was created').waitFor();
    const draft: LaunchDraft = {
      jobName: 'by-keyboard',
      values: { ...launchState.draft.values, epochs: '7', solver: 'saga', shuffle: 'true' },
      extra: [{ name: 'seed', value: '3' }],
      channels: [...launchState.draft.channels, { name: 'test', path: 'held-out' }],
      sourceFolder: '.',
      alsoPacked: [],
      maxRuntimeMinutes: 90,
      installRequirements: true,
      leftOutMetrics: [],
      settings: noSettings,
    };
    assert.deepEqual(launch.sent('start'), [draft]);
    assert.deepEqual(lastEdit(launch), draft, 'the host had the draft before the start');
  });

  it('starts by Ctrl+Enter from inside a field, with the last keystroke', async () => {
    const launch = await open();
    await field(launch.page, 'Job name').fill('');
    await field(launch.page, 'Job name').pressSequentially('quick');
    await launch.page.keyboard.press('Control+Enter');
    await launch.page.getByText('quick was created').waitFor();
    assert.equal((launch.sent('start')[0] as LaunchDraft).jobName, 'quick');
  });

  it('loses no keystroke to the snapshots that arrive meanwhile', async () => {
    const launch = await open();
    let version = 0;
    const flood = setInterval(() => {
      version++;
      launch.host.send('state', { ...launchState, cost: `check ${version}` });
    }, 5);
    try {
      await field(launch.page, 'Job name').fill('');
      await field(launch.page, 'Job name').pressSequentially('abcdefghijklmnopqrstuvwxyz', {
        delay: 15,
      });
    } finally {
      clearInterval(flood);
    }
    assert.equal(await field(launch.page, 'Job name').inputValue(), 'abcdefghijklmnopqrstuvwxyz');
    await until('edit', () => lastEdit(launch)?.jobName === 'abcdefghijklmnopqrstuvwxyz');
    assert.ok(launch.sent('edit').length < 26, 'typing is sent in pauses, not by the letter');
  });

  it('takes over what the host changed in the draft, and keeps what was typed since', async () => {
    const launch = await open();
    await field(launch.page, 'Job name').fill('mine');
    launch.host.send('state', {
      ...launchState,
      draft: { ...launchState.draft, channels: [{ name: 'train', path: 'other' }] },
      draftVersion: 2,
    });
    await until(
      'path',
      async () => (await launch.page.locator('#channel-path-0 input').inputValue()) === 'other',
    );
    assert.equal(await field(launch.page, 'Job name').inputValue(), 'mine');
    await until('edit', () => lastEdit(launch)?.channels[0]?.path === 'other');
    assert.equal(lastEdit(launch)?.jobName, 'mine');
  });

  it('shows the default on hover and offers the way back to it', async () => {
    const launch = await open();
    const epochs = field(launch.page, '--epochs');
    assert.equal(await launch.page.locator('#value-epochs').getAttribute('title'), 'Default 20');
    const reset = launch.page.getByRole('button', { name: 'Reset --epochs to its default, 20' });
    assert.equal(await reset.count(), 0);
    await epochs.fill('5');
    await reset.click();
    assert.equal(await epochs.inputValue(), '20');
    assert.equal(await reset.count(), 0);
    await epochs.fill('');
    assert.equal(await epochs.getAttribute('placeholder'), '20');
  });

  it('says what is wrong at the field, to the eye and to a screen reader', async () => {
    const launch = await open({
      errors: {
        'value:epochs': 'A whole number, such as 20.',
        'channelPath:0': 'This folder is empty.',
      },
      refusal: 'Two fields need another value.',
      refusalPlace: 'fields',
    });
    const epochs = field(launch.page, '--epochs');
    assert.equal(await epochs.getAttribute('aria-invalid'), 'true');
    assert.match((await epochs.getAttribute('aria-description')) ?? '', /^A whole number/);
    assert.equal(await field(launch.page, 'Job name').getAttribute('aria-invalid'), 'false');
    await launch.page.getByText('A whole number, such as 20.').waitFor();
    await launch.page.getByText('This folder is empty.').waitFor();
    await launch.page.getByRole('heading', { name: 'Not ready yet' }).waitFor();
    await launch.page.getByText('Two fields need another value.').waitFor();
    const start = launch.page.getByRole('button', { name: 'Start training' });
    assert.equal(await start.getAttribute('aria-disabled'), 'true');
    await launch.page.keyboard.press('Control+Enter');
    await until('focus', () =>
      launch.page.evaluate(() => document.activeElement?.id === 'value-epochs'),
    );
    assert.deepEqual(launch.sent('start'), []);
  });

  it('refuses a runtime that is no whole number on the spot', async () => {
    const launch = await open();
    await field(launch.page, 'Max runtime, minutes').fill('1.5');
    await launch.page.getByText('Enter whole minutes').waitFor();
    await until('edit', () => lastEdit(launch)?.maxRuntimeMinutes === 0);
    assert.equal(await field(launch.page, 'Max runtime, minutes').inputValue(), '1.5');
  });

  it('browses for a channel and removes rows', async () => {
    const launch = await open();
    await launch.page.getByRole('button', { name: 'Choose a folder for channel train…' }).click();
    await until('edit', () => lastEdit(launch)?.channels[0]?.path === '/data/penguins');
    assert.deepEqual(launch.sent('browse'), [{ kind: 'folder' }]);
    await launch.page.getByRole('button', { name: 'Remove channel train' }).click();
    await launch.page.getByText('the script gets no input channel').waitFor();
    await until('edit', () => lastEdit(launch)?.channels.length === 0);
    await until('focus', () =>
      launch.page.evaluate(() => document.activeElement?.id === 'add-channel'),
    );
  });

  it('asks the host to mend, to show the line, the request and the connections', async () => {
    const launch = await open();
    await launch.page.getByRole('button', { name: 'Open .env' }).click();
    await launch.page.getByRole('button', { name: 'line 47' }).click();
    await launch.page.getByRole('button', { name: 'Preview request' }).click();
    await launch.page.getByRole('button', { name: /^Connection: Local sandbox/ }).click();
    await until('requests', () => launch.requests.length === 4);
    assert.deepEqual(launch.requests, [
      { method: 'fix', params: { id: 'secret' } },
      { method: 'openScript', params: { line: 47, beside: true } },
      { method: 'preview', params: launchState.draft },
      { method: 'chooseConnection', params: undefined },
    ]);
  });

  it('remembers a connection that was chosen since, and keeps the focus where it is', async () => {
    const launch = await open();
    await field(launch.page, '--epochs').focus();
    const { connectionId, connection } = { connectionId: 'profile:x', connection: 'x' };
    launch.host.send('state', { ...launchState, connectionId, connection });
    await launch.page.getByRole('button', { name: /^Connection: x/ }).waitFor();
    const kept = await launch.page.evaluate(() => window.keptState);
    assert.deepEqual(kept, { connectionId: 'profile:x', resource: 'test' });
    await launch.page.keyboard.press('Control+a');
    await launch.page.keyboard.type('7');
    await until('edit', () => lastEdit(launch)?.values['epochs'] === '7');
  });

  it('shows progress with its way out while it starts, and the form stands still', async () => {
    const launch = await open({ progress: { message: 'Uploading the data…', fraction: 0.4 } });
    await launch.page.getByText('Uploading the data…').waitFor();
    await launch.page.getByText('40 %', { exact: true }).waitFor();
    const bar = launch.page.getByRole('progressbar');
    assert.equal(await bar.getAttribute('aria-valuenow'), '40');
    assert.equal(await launch.page.locator('.form[inert]').count(), 1);
    await launch.screenshot('launch-progress');
    await launch.page.getByRole('button', { name: 'Cancel' }).click();
    await until('cancel', () => launch.sent('cancel').length === 1);
  });

  it('says why it could not start, with what mends it', async () => {
    const launch = await open(
      {},
      { handlers: { start: () => Promise.reject(new Error('The disk is full.')) } },
    );
    await launch.page.getByRole('button', { name: 'Start training' }).click();
    await launch.page.getByRole('alert').getByText('The disk is full.').waitFor();
    launch.host.send('state', {
      ...launchState,
      failure: { message: 'No Python 3.9 or newer was found.', fix: 'Choose the interpreter…' },
    });
    const alert = launch.page.getByRole('alert');
    await alert.getByText('No Python 3.9 or newer was found.').waitFor();
    assert.equal(await alert.getByText('The disk is full.').count(), 0);
    await launch.screenshot('launch-failure');
    await alert.getByRole('button', { name: 'Choose the interpreter…' }).click();
    await until('fix', () => launch.sent('fix').length === 1);
    assert.deepEqual(launch.sent('fix'), [{ id: 'failure' }]);
  });

  it('leads to what the job runs on where there are no instances of it', async () => {
    const failure = { message: 'None.', fix: 'Choose another type…', isOfInstances: true };
    const launch = await open({ ...elsewhere, failure });
    const link = launch.page.getByRole('alert').getByRole('button', { name: /another type/ });
    await link.click();
    const type = launch.page.locator('[id="setting-instanceType"]');
    await until('the field', () =>
      type.evaluate((field) => field.contains(document.activeElement)),
    );
    assert.deepEqual(launch.sent('fix'), []);
  });
});
