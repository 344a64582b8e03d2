import assert from 'node:assert/strict';
import type { LaunchDraft, LaunchState } from '../../src/shared/contracts/launch';
import { launchContract } from '../../src/shared/contracts/launchContract';
import type { LaunchSettings } from '../../src/shared/contracts/launchSettings';
import { elsewhere, wrongElsewhere } from './launchElsewhere';
import { launchHandlers, launchState } from './launchFixture';
import { tabTo } from './tabTo';
import { until } from './until';
import { suiteBrowser, type OpenedPage, type OpenOptions } from './webviewPage';

type Launch = OpenedPage<typeof launchContract>;

describe('settings of a job that runs elsewhere, on the launch page', function () {
  const browser = suiteBrowser(this);

  const open = async (
    state: Partial<LaunchState> = elsewhere,
    options: OpenOptions = {},
  ): Promise<Launch> => {
    const launch = await browser.open('launch', launchContract, launchHandlers, options);
    launch.host.send('state', { ...launchState, ...state });
    await launch.page.getByRole('button', { name: 'Preview request' }).waitFor();
    return launch;
  };

  const field = ({ page }: Launch, name: string) =>
    page.getByRole('textbox', { name, exact: true });

  const settings = (launch: Launch): LaunchSettings | undefined =>
    (launch.sent('edit').at(-1) as LaunchDraft | undefined)?.settings;

  const unfold = ({ page }: Launch, name: string) => page.locator(`#${name} > summary`).click();

  const hasFocus = (launch: Launch, id: string): Promise<void> =>
    until(`focus on ${id}`, () =>
      launch.page.evaluate((wanted) => document.activeElement?.id === wanted, id),
    );

  it('are not there where jobs run on this computer', async () => {
    const launch = await open({});
    const { page } = launch;
    assert.equal(await page.getByRole('heading', { name: 'Where' }).count(), 0);
    assert.equal(await page.getByRole('heading', { name: 'More' }).count(), 0);
    assert.equal(await page.locator('[id^="setting-"], [id^="fold-"]').count(), 0);
    assert.equal(await page.getByPlaceholder('folder or file').count(), 1);
  });

  it('show what an empty field stands for, and what is known of its value', async () => {
    const launch = await open();
    assert.equal(await field(launch, 'Instance type').getAttribute('placeholder'), 'ml.m5.large');
    assert.equal(await field(launch, 'Instances').getAttribute('placeholder'), '1');
    assert.equal(await field(launch, 'Volume, GB').getAttribute('placeholder'), '30');
    await launch.page.getByText('2 vCPU, 8 GiB').waitFor();
    const hint = await field(launch, 'Instance type').getAttribute('aria-description');
    assert.match(hint ?? '', /2 vCPU, 8 GiB/);
  });

  it('say where a value comes from that nobody typed', async () => {
    const origin = 'from config.yaml of the SageMaker SDK';
    const origins = { roleArn: origin, isIsolated: origin, tags: `team: ${origin}` };
    const fields = { ...elsewhere.draft.settings.fields, isIsolated: 'true' };
    const tags = [{ name: 'team', value: 'birds' }];
    const draft = { ...elsewhere.draft, settings: { ...elsewhere.draft.settings, fields, tags } };
    const settings = { ...elsewhere.settings, origins };
    const launch = await open({ ...elsewhere, draft, settings });
    const where = launch.page.getByRole('region', { name: 'Where' });
    await where.getByText(origin).waitFor();
    const hint = await field(launch, 'Role').getAttribute('aria-description');
    assert.equal(hint, origin);
    await unfold(launch, 'fold-network');
    await unfold(launch, 'fold-tags');
    const more = launch.page.getByRole('region', { name: 'More' });
    await more.getByText(origin, { exact: true }).waitFor();
    await more.getByText(`team: ${origin}`).waitFor();
  });

  it('lead to the algorithms of SageMaker, which have a page of their own', async () => {
    const launch = await open();
    await tabTo(launch.page, 'Image');
    await launch.page.keyboard.press('Enter');
    await tabTo(launch.page, 'Train with a built-in algorithm…');
    await launch.page.keyboard.press('Enter');
    await until('fix', () => launch.sent('fix').length === 1);
    assert.deepEqual(launch.sent('fix'), [{ id: 'algorithm' }]);
  });

  it('are sent as they are typed, and chosen by the host', async () => {
    const launch = await open();
    await field(launch, 'Instances').fill('two');
    await until('edit', () => settings(launch)?.fields.instanceCount === 'two');
    await launch.page.getByRole('button', { name: 'Choose an instance type…' }).click();
    await until('chosen', () => settings(launch)?.fields.instanceType === 'ml.g5.xlarge');
    const { fields } = elsewhere.draft.settings;
    assert.deepEqual(launch.sent('choose'), [
      { setting: 'instanceType', fields: { ...fields, instanceCount: 'two' } },
    ]);
    assert.equal(settings(launch)?.fields.roleArn, elsewhere.draft.settings.fields.roleArn);
  });

  it('have a button beside each field that the account has values for', async () => {
    const launch = await open();
    const buttons = [
      ['fold-image', 'imageUri', 'Choose an image of ECR…'],
      ['fold-output', 'outputKmsKey', 'Choose a KMS key for the output…'],
      ['fold-network', 'subnets', 'Choose subnets…'],
      [null, 'securityGroups', 'Choose security groups…'],
      [null, 'volumeKmsKey', 'Choose a KMS key for the volumes…'],
    ] as const;
    for (const [fold, setting, name] of buttons) {
      if (fold) {
        await unfold(launch, fold);
      }
      await launch.page.getByRole('button', { name }).click();
      await until(setting, () => settings(launch)?.fields[setting] === 'ml.g5.xlarge');
      // Undone by typing.
      await launch.page.locator(`#setting-${setting} input`).fill('');
      await until(`${setting} typed`, () => settings(launch)?.fields[setting] === '');
    }
    assert.deepEqual(
      launch.sent('choose').map((asked) => (asked as { setting: string }).setting),
      buttons.map(([, setting]) => setting),
    );
  });

  it('fold away, and tell what they hold while they are closed', async () => {
    const launch = await open();
    const spot = launch.page.locator('#fold-spot > summary');
    assert.equal(await spot.textContent(), 'Spot and checkpoints');
    assert.equal(await launch.page.locator('#setting-isSpot').count(), 0);
    await spot.click();
    await launch.page.locator('#setting-isSpot').click();
    assert.equal(await field(launch, 'Max wait, minutes').getAttribute('placeholder'), '1500');
    await field(launch, 'Checkpoints').fill('s3://bucket/points');
    await field(launch, 'Checkpoint folder').waitFor();
    await spot.click();
    await until('told', async () =>
      /^Spot and checkpoints: Use spot instances, s3:\/\/bucket\/points$/.test(
        (await spot.textContent()) ?? '',
      ),
    );
    await until('edit', () => settings(launch)?.fields.isSpot === 'true');
  });

  it('stay unfolded where something is wrong', async () => {
    const launch = await open(wrongElsewhere);
    await launch.page.getByText('An address in S3, such as s3://bucket/folder.').waitFor();
    await launch.page.getByText('Keys that begin with aws: belong to AWS.').waitFor();
    assert.equal(await field(launch, 'Security groups').getAttribute('aria-invalid'), 'true');
    await unfold(launch, 'fold-output');
    await until('open', () => field(launch, 'Output').isVisible());
    await launch.page.getByRole('button', { name: /^Show the first of/ }).click();
    await hasFocus(launch, 'setting-roleArn');
  });

  it('say at the field what the account has against it, and unfold for a link', async () => {
    const launch = await open(wrongElsewhere);
    const where = launch.page.getByRole('region', { name: 'Where' });
    await where.getByText('The quota of ml.g5.2xlarge for spot training is 0').waitFor();
    await where.getByRole('button', { name: 'Ask for more' }).click();
    await until('fix', () => launch.sent('fix').length === 1);
    await launch.page.getByRole('button', { name: 'Change it' }).click();
    await hasFocus(launch, 'setting-checkpointUri');
  });

  it('forget the version of a framework with the framework', async () => {
    const fields = { framework: 'pytorch', frameworkVersion: '2.7.1', pythonVersion: 'py311' };
    const draft = { ...elsewhere.draft, settings: { ...elsewhere.draft.settings, fields } };
    const launch = await open({ ...elsewhere, draft });
    const summary = launch.page.locator('#fold-image > summary');
    assert.equal(await summary.textContent(), 'Image: pytorch, 2.7.1, py311');
    await summary.click();
    const framework = launch.page.locator('#setting-framework');
    await framework.click();
    await launch.page.getByRole('option', { name: /^As the script says/ }).click();
    await until('edit', () => settings(launch)?.fields.framework === '');
    assert.deepEqual(settings(launch)?.fields, {
      ...{ framework: '', frameworkVersion: '', pythonVersion: '' },
    });
    assert.equal(await launch.page.locator('#setting-frameworkVersion').count(), 0);
  });

  it('are filled in by the keyboard alone', async () => {
    const launch = await open();
    const { keyboard } = launch.page;
    const to = (name: string): Promise<void> => tabTo(launch.page, name);
    await to('Instance type');
    await keyboard.type('ml.g5.xlarge');
    await to('Instances');
    await keyboard.type('2');
    await to('Volume, GB');
    await keyboard.type('100');
    await to('Spot and checkpoints');
    await keyboard.press('Enter');
    await to('Use spot instances');
    await keyboard.press('Space');
    await to('Max wait, minutes');
    await keyboard.type('180');
    await to('Output');
    await keyboard.press('Enter');
    await field(launch, 'Output').waitFor();
    await keyboard.press('Tab');
    await keyboard.type('s3://bucket/out');
    await to('Network and encryption');
    await keyboard.press('Enter');
    await to('Isolate the network');
    await keyboard.press('Space');
    await to('Tags and environment');
    await keyboard.press('Enter');
    await to('Add tag');
    await keyboard.press('Enter');
    await keyboard.type('team');
    await keyboard.press('Tab');
    await keyboard.type('penguins');
    await to('Start training');
    await keyboard.press('Enter');
    await launch.page.getByText('was created').waitFor();
    const [draft] = launch.sent('start') as LaunchDraft[];
    assert.deepEqual(draft?.settings, {
      ...elsewhere.draft.settings,
      fields: {
        ...elsewhere.draft.settings.fields,
        ...{ instanceType: 'ml.g5.xlarge', instanceCount: '2', volumeGigabytes: '100' },
        ...{ isSpot: 'true', maxWaitMinutes: '180', outputUri: 's3://bucket/out' },
        isIsolated: 'true',
      },
      tags: [{ name: 'team', value: 'penguins' }],
    });
  });

  it('say of a channel how its data are given', async () => {
    const channels = [{ name: 'train', path: 's3://bucket/train' }];
    const launch = await open({ ...elsewhere, draft: { ...elsewhere.draft, channels } });
    const button = launch.page.getByRole('button', { name: 'Options of channel train' });
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    await button.click();
    await field(launch, 'Content type of channel train').fill('text/csv');
    await field(launch, 'Attributes of channel train').waitFor();
    await until('edit', () => {
      const draft = launch.sent('edit').at(-1) as LaunchDraft | undefined;
      return draft?.channels[0]?.options?.contentType === 'text/csv';
    });
    await field(launch, 'Folder or file of channel train').fill('data');
    assert.equal(await field(launch, 'Attributes of channel train').count(), 0);
    await button.click();
    assert.equal(await field(launch, 'Content type of channel train').count(), 0);
  });

  it('say of a channel on which file system its data lie, instead of browsing for them', async () => {
    const options = { distribution: 'ShardedByS3Key' };
    const channels = [{ name: 'train', path: '/data', options }];
    const errors = { 'channelOption:0:fileSystemId': 'An id such as fs-0123456789abcdef0.' };
    const draft = { ...elsewhere.draft, channels };
    const launch = await open({ ...elsewhere, draft });
    const button = (name: string) => launch.page.getByRole('button', { name, exact: true });
    const browsing = button('Choose data in S3 for channel train…');
    assert.equal(await browsing.count(), 1);
    await button('Options of channel train').click();
    assert.equal(await field(launch, 'File system id of channel train').count(), 0);
    const onLustre = { ...options, fileSystem: 'FSxLustre' };
    launch.host.send('state', {
      ...{ ...launchState, ...elsewhere, errors, draftVersion: 2 },
      draft: { ...draft, channels: [{ name: 'train', path: '/data', options: onLustre }] },
    });
    await launch.page.getByText(errors['channelOption:0:fileSystemId']).waitFor();
    const kind = launch.page.locator('#channel-option-0-fileSystem');
    assert.equal(await kind.evaluate((select: HTMLSelectElement) => select.value), 'FSxLustre');
    assert.equal(await browsing.count(), 0);
    assert.equal(await launch.page.locator('#channel-option-0-distribution').count(), 0);
    await field(launch, 'File system id of channel train').fill('fs-0123456789abcdef0');
    await until('edit', () => {
      const sent = launch.sent('edit').at(-1) as LaunchDraft | undefined;
      return sent?.channels[0]?.options?.fileSystemId === 'fs-0123456789abcdef0';
    });
  });

  it('have rows of instance groups in the place of one type', async () => {
    const launch = await open();
    await field(launch, 'Instance type').fill('ml.g5.xlarge');
    await unfold(launch, 'fold-groups');
    await launch.page.getByRole('button', { name: 'Add instance group' }).click();
    await hasFocus(launch, 'group-name-0');
    assert.equal(await field(launch, 'Instance type').count(), 0);
    await field(launch, 'Instances of group group-1').fill('3');
    await until('edit', () => settings(launch)?.groups[0]?.count === '3');
    assert.deepEqual(settings(launch)?.groups, [
      { name: 'group-1', type: 'ml.g5.xlarge', count: '3' },
    ]);
    await field(launch, 'Instance type of group group-1').fill('ml.c5.large');
    const choose = 'Choose the instance type of group group-1…';
    await launch.page.getByRole('button', { name: choose }).click();
    await until('chosen', () => settings(launch)?.groups[0]?.type === 'ml.g5.xlarge');
    await launch.page.getByRole('button', { name: 'Remove instance group group-1' }).click();
    await hasFocus(launch, 'add-group');
    assert.equal(await field(launch, 'Instance type').inputValue(), 'ml.g5.xlarge');
  });
});
