import assert from 'node:assert/strict';
import type { LaunchDraft, LaunchState } from '../../src/shared/contracts/launch';
import { launchContract } from '../../src/shared/contracts/launchContract';
import { elsewhere } from './launchElsewhere';
import { launchHandlers, launchState } from './launchFixture';
import { themes } from './themes';
import { until } from './until';
import { suiteBrowser, type OpenedPage, type OpenOptions } from './webviewPage';

type Launch = OpenedPage<typeof launchContract>;

const original = 'pytorch-training-2026-11-20-10-00-00-000';

/** A job of another tool, with some of it changed. */
const cloned: Partial<LaunchState> = {
  ...elsewhere,
  ...{ script: '', arguments: [], argumentsOrigin: `as in ${original}`, offered: [], metrics: [] },
  code: null,
  draft: {
    ...elsewhere.draft,
    values: {},
    extra: [
      { name: 'epochs', value: '20' },
      { name: 'optimizer', value: 'adam' },
    ],
    channels: [{ name: 'train', path: 's3://mine/data/train/' }],
    otherFields: '{\n  "DebugHookConfig": {\n    "S3OutputPath": "s3://mine/"\n  }\n}',
  },
  original: {
    jobName: original,
    code: `s3://mine/${original}/source/sourcedir.tar.gz`,
    changes: [
      { field: 'extra:0', name: 'epochs', before: '10', after: '20' },
      {
        ...{ field: 'setting:instanceType', name: 'ResourceConfig.InstanceType' },
        ...{ before: 'ml.m5.xlarge', after: 'ml.g5.2xlarge' },
      },
      { field: null, name: 'seed', before: '1', after: null },
      {
        ...{ field: 'otherFields', name: 'RemoteDebugConfig.EnableRemoteDebug' },
        ...{ before: null, after: 'true' },
      },
    ],
  },
  isChanged: true,
};

describe('a job that is cloned, on the launch page', function () {
  const browser = suiteBrowser(this);

  const open = async (
    state: Partial<LaunchState> = cloned,
    options: OpenOptions = {},
    handlers = launchHandlers,
  ): Promise<Launch> => {
    const launch = await browser.open('launch', launchContract, handlers, options);
    launch.host.send('state', { ...launchState, ...state });
    await launch.page.getByRole('button', { name: 'Preview request' }).waitFor();
    return launch;
  };

  const changes = ({ page }: Launch) =>
    page.getByRole('region', { name: `Changed from ${original}` });

  const hasFocus = (launch: Launch, id: string): Promise<void> =>
    until(`focus on ${id}`, () =>
      launch.page.evaluate((wanted) => document.activeElement?.id === wanted, id),
    );

  it('is told as a built-in algorithm, which has no code to look at', async () => {
    const launch = await open({
      ...cloned,
      original: { jobName: null, code: null, algorithm: 'K-Means', changes: [] },
    });
    const heading = await launch.page.getByRole('heading', { level: 1 }).textContent();
    assert.match(heading ?? '', /^\s*K-Means\s*Training job of a built-in algorithm\s*$/);
    assert.equal(await launch.page.getByRole('heading', { name: 'Code' }).count(), 0);
  });

  it('is told as the job of a file, by its name', async () => {
    const launch = await open({
      ...cloned,
      original: { jobName: null, code: null, file: 'birds.sagemaker.json', changes: [] },
    });
    const heading = await launch.page.getByRole('heading', { level: 1 }).textContent();
    assert.match(heading ?? '', /^\s*birds\.sagemaker\.json\s*New training job\s*$/);
  });

  it('lists what was changed, and leads to each field', async () => {
    const launch = await open();
    const rows = await changes(launch).getByRole('listitem').allInnerTexts();
    assert.deepEqual(
      rows.map((row) => row.replace(/\s+/g, ' ').trim()),
      [
        'epochs 10 → becomes 20',
        'Instance type ml.m5.xlarge → becomes ml.g5.2xlarge',
        'seed 1 → becomes not set',
        'RemoteDebugConfig.EnableRemoteDebug not set → becomes true',
      ],
    );
    await changes(launch).getByRole('button', { name: 'Instance type' }).click();
    await hasFocus(launch, 'setting-instanceType');
    await changes(launch).getByRole('button', { name: 'epochs' }).click();
    await hasFocus(launch, 'extra-value-0');
    await changes(launch)
      .getByRole('button', { name: /^RemoteDebugConfig/ })
      .click();
    await hasFocus(launch, 'other-fields');
    assert.equal(await changes(launch).getByRole('button', { name: 'seed' }).count(), 0);
  });

  it('lists each part of a channel that has changed', async () => {
    const part = (name: string, after: string) => ({
      ...{ field: 'channelPath:0', name, before: null, after },
    });
    const parts = [part('train.S3Uri', 's3://new/'), part('train.ContentType', 'text/csv')];
    const { original: origin } = cloned;
    assert.ok(origin);
    const launch = await open({ ...cloned, original: { ...origin, changes: parts } });
    const all = [...parts, part('train.S3Uri', 's3://twice/')];
    const state = { ...launchState, ...cloned, original: { ...origin, changes: all } };
    launch.host.send('state', state);
    await until('three rows', async () => {
      return (await changes(launch).getByRole('listitem').count()) === 3;
    });
  });

  it('lets the person choose another connection for it', async () => {
    const launch = await open();
    const { connection } = { ...launchState, ...cloned };
    const name = `Connection: ${connection}. Choose another…`;
    await launch.page.getByRole('button', { name }).click();
    await until('the request', () => launch.sent('chooseConnection').length === 1);
  });

  it('says that nothing is changed yet', async () => {
    const { original: origin } = cloned;
    assert.ok(origin);
    const launch = await open({ ...cloned, original: { ...origin, changes: [] } });
    await changes(launch).getByText('Nothing changed yet').waitFor();
  });

  it('shows where the code lies in the place of a script, and takes one', async () => {
    const launch = await open();
    await launch.page.getByText(`As in the job ${original}`).waitFor();
    await launch.page.getByText(`s3://mine/${original}/source/sourcedir.tar.gz`).waitFor();
    assert.equal(await launch.page.getByText('Source folder').count(), 0);
    assert.equal(await launch.page.getByText(/^Command line/).count(), 0);
    assert.equal(await launch.page.getByText('Distribution').count(), 0);
    await launch.page.getByRole('button', { name: 'Use a script of the workspace…' }).click();
    await until('the request', () => launch.sent('useScript').length === 1);
  });

  it('edits the other fields as text, and shows what is wrong with them', async () => {
    const launch = await open();
    await launch.page.getByText('Other fields of the request: DebugHookConfig').click();
    const area = launch.page.getByRole('textbox', { name: 'Other fields of the request' });
    await area.fill('{"DebugHook": {}}');
    await until('the edit', () => {
      const sent = launch.sent('edit').at(-1) as LaunchDraft | undefined;
      return sent?.otherFields === '{"DebugHook": {}}';
    });
    const errors = { otherFields: 'DebugHook is not a field that SageMaker has there.' };
    launch.host.send('state', { ...launchState, ...cloned, errors });
    await launch.page.getByText(errors.otherFields).waitFor();
    assert.equal(await area.getAttribute('aria-invalid'), 'true');
  });

  it('pastes, copies and saves the request from its head, and says why that failed', async () => {
    const launch = await open(
      cloned,
      {},
      {
        ...launchHandlers,
        paste: () => Promise.reject(new Error('The clipboard holds no request.')),
      },
    );
    await launch.page.getByRole('button', { name: 'Copy as…' }).click();
    await until('the request', () => launch.sent('copyAs').length === 1);
    await launch.page.getByRole('button', { name: 'Save as file…' }).click();
    await until('the file', () => launch.sent('saveFile').length === 1);
    await launch.page.getByRole('button', { name: 'Paste', exact: true }).click();
    await launch.page.getByText('The clipboard holds no request.').waitFor();
  });

  for (const [name, theme] of Object.entries(themes)) {
    it(`fits its place in ${name}`, async () => {
      const launch = await open(cloned, { theme, height: 1400 });
      await launch.page.getByText(/^Other fields of the request/).click();
      await launch.screenshot(`launch-original-${name}`);
    });
  }

  it('fits 400 pixels', async () => {
    const launch = await open(cloned, { width: 400, height: 2200 });
    await launch.page.getByText(/^Other fields of the request/).click();
    const overflow = await launch.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(overflow <= 0, 'nothing sticks out');
    await launch.screenshot('launch-400-original');
  });
});
