import assert from 'node:assert/strict';
import {
  DescribeTrainingJobCommand,
  ListTagsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { journey } from './journey';
import { Keys } from './keys';
import { LaunchPage } from './launchPage';
import { PageKeys } from './pageKeys';
import { TabStops, type TabStop } from './tabStops';
import {
  dataBucket,
  startTrainingAccount,
  trainerArn,
  type TrainingAccount,
} from './trainingAccount';
import type { Theme } from './workbench';

const themes: readonly Theme[] = ['contrast', 'light', 'dark'];

/** How wide the page is, in pixels. */
const width = 400;

/** Parts of the page in their order, each by something that Tab leads to in it. */
const sections = [
  ...['Job name', '--epochs', 'Add argument', 'Add folder…', 'Add channel', 'Role'],
  ...['Choose an instance type…', 'Volume, GB', 'Max runtime, minutes', 'Use spot instances'],
  ...['Keep alive, minutes', 'Output', 'Subnets', 'Add tag', 'Other fields of the request'],
  ...['Start training', 'Preview request'],
];

let own: TrainingAccount;

async function prepare({ workspace }: { workspace: string }): Promise<void> {
  own = await startTrainingAccount();
  await own.account.writeProfiles(workspace);
}

journey('a training job on AWS by keys, 400 pixels wide', { prepare }, (workbench) => {
  after(() => own.account.stop());

  const keys = new Keys(workbench);

  /** The page of the script, which has the keys. */
  const openPage = async (): Promise<LaunchPage> => {
    await keys.run('Go to File...');
    await keys.choose('train.py');
    await keys.run('SageMaker: Train This Script on SageMaker');
    const launch = await LaunchPage.find(workbench());
    await launch.view.untilFocused();
    return launch;
  };

  /** As whoever drags the window's edge. */
  const narrow = async (launch: LaunchPage): Promise<void> => {
    const { page } = workbench();
    for (let tries = 0; tries < 5; tries++) {
      const inner = await launch.view.frame.evaluate<number>('innerWidth');
      const size = page.viewportSize();
      if (inner === width || size === null) {
        break;
      }
      await page.setViewportSize({ ...size, width: size.width + width - inner });
      await page.waitForTimeout(300);
    }
    assert.equal(await launch.view.frame.evaluate<number>('innerWidth'), width);
  };

  /** Goes through all of the page, unfolding what is folded by Enter and by Space in turns. */
  const walk = async (stops: TabStops): Promise<readonly TabStop[]> => {
    const met: TabStop[] = [];
    for (let presses = 0; presses < 250; presses++) {
      await keys.press('Tab');
      const stop = await stops.here();
      if (stop === null) {
        return met;
      }
      met.push(stop);
      if (stop.isClosed) {
        await keys.press(met.length % 2 === 0 ? 'Enter' : 'Space');
        await workbench().page.waitForTimeout(100);
        assert.equal((await stops.here())?.isClosed, false, `${stop.name} does not unfold`);
      }
    }
    assert.fail('Tab never leaves the page');
  };

  it('opens with the keys in it, and fits', async () => {
    await keys.run('SageMaker: Choose Connection…');
    await keys.choose('training');
    const launch = await openPage();
    await narrow(launch);
    await launch.view.untilFocused();
    const stops = await TabStops.of(launch.view.frame);
    assert.deepEqual(await stops.cut(), []);
    await workbench().inThemes(themes, 'launch-keys-400');
  });

  it('is walked by Tab from its head to Start, with nothing skipped, cut or hidden', async () => {
    await keys.run('View: Close Editor');
    const launch = await openPage();
    await launch.readyButton.or(launch.view.text('The job needs a role')).first().waitFor();
    const stops = await TabStops.of(launch.view.frame);
    const met = await walk(stops);
    const wrong = met.flatMap(({ name, skipped, problems }) => [
      ...problems.map((problem) => `${name}: ${problem}`),
      ...(skipped === 0 ? [] : [`${name}: ${skipped} places were skipped`]),
    ]);
    assert.deepEqual(wrong, []);
    const order = met.map(({ name }) => name).filter((name) => sections.includes(name));
    assert.deepEqual([...new Set(order)], sections);
    const tops = met.filter(({ isFixed }) => !isFixed);
    const upward = tops.filter(({ top }, at) => top < (tops[at - 1]?.top ?? 0) - 40);
    assert.deepEqual(upward, [], 'Tab leads up the page');
    assert.deepEqual(await stops.cut(), []);
  });

  it('looks right with everything unfolded', async () => {
    const { page } = workbench();
    const size = page.viewportSize() ?? assert.fail('no size');
    await page.setViewportSize({ ...size, height: 3600 });
    await workbench().inThemes(themes, 'launch-keys-400-unfolded');
    await page.setViewportSize(size);
  });

  it('takes everything by keys: the script, its data, and where it runs', async () => {
    await keys.run('View: Close Editor');
    const launch = await openPage();
    const page = new PageKeys(workbench(), launch.view);
    await page.fill('--epochs', '12');
    const s3 = 'Data in S3';
    await page.choose(
      'Choose data in S3 for channel train…',
      { title: s3, typed: dataBucket, shown: dataBucket },
      { title: `s3://${dataBucket}/`, typed: 'train', shown: 'train/' },
      { title: `s3://${dataBucket}/train/`, typed: 'use', shown: `Use s3://${dataBucket}/train/` },
    );
    const data = page.field('Folder or file of channel train');
    assert.equal(await data.inputValue(), `s3://${dataBucket}/train/`);
    await page.choose('Choose a role…', { title: 'Role', typed: 'train', shown: 'Trainer' });
    assert.equal(await page.field('Role').inputValue(), trainerArn);
    const type = 'ml.c5.xlarge';
    await page.choose('Choose an instance type…', {
      ...{ title: 'Instance type', typed: type, shown: /ml\.c5\.xlarge.*quota of 8/ },
    });
    assert.equal(await page.field('Instance type').inputValue(), type);
  });

  it('says at the field what is wrong, and leads back to it', async () => {
    const launch = await LaunchPage.find(workbench());
    const page = new PageKeys(workbench(), launch.view);
    await page.fill('Instances', 'two');
    const field = page.field('Instances');
    const told = launch.view.locator('.field-error');
    await told.waitFor();
    await field.and(launch.view.locator('[aria-invalid=true]')).waitFor();
    const message = (await told.innerText()).trim();
    assert.notEqual(message, '');
    const described = await field.getAttribute('aria-description');
    assert.ok(described?.startsWith(message), `${String(described)} does not say: ${message}`);
    // Whoever does not look hears it as well.
    assert.equal(await launch.view.locator('#refusal').getAttribute('role'), 'status');
    await workbench().screenshot('launch-keys-400-error');
    await page.tabTo(page.button('Show the field'));
    await page.press('Enter');
    await page.expectAt(field);
    await page.replace('2');
    await told.waitFor({ state: 'detached' });
  });

  it('takes spot with checkpoints, a network, tags and variables', async () => {
    const launch = await LaunchPage.find(workbench());
    const page = new PageKeys(workbench(), launch.view);
    await page.unfold('Spot and checkpoints', 'Enter');
    await page.tabTo(page.box('Use spot instances'));
    await page.press('Space');
    await page.fill('Max wait, minutes', '180');
    await page.fill('Checkpoints', `s3://${dataBucket}/points/`);
    await page.unfold('Network and encryption', 'Space');
    await page.tick(
      'Choose subnets…',
      [{ title: 'Subnets of the job', typed: 'training', shown: own.vpc }],
      { title: own.vpc, rows: ['private a', 'private b'] },
    );
    // The VPC of the subnets is taken for granted.
    await page.tick('Choose security groups…', [], { title: own.vpc, rows: ['jobs'] });
    await page.unfold('Tags and environment', 'Enter');
    await page.tabTo(page.button('Add tag'));
    await page.press('Enter');
    await page.expectAt(page.field('Key of the tag'));
    await page.type('team');
    await page.fill('Value of the tag', 'penguins');
    await page.tabTo(page.button('Add variable'));
    await page.press('Enter');
    await page.expectAt(page.field('Name of the variable'));
    await page.type('MODE');
    await page.fill('Value of the variable', 'fast');
    // Whoever was elsewhere goes on where the field was left.
    await page.press('F1');
    await workbench().quickInput().and(workbench().page.locator(':focus')).waitFor();
    await page.press('Escape');
    await page.expectAt(page.field('Value of the variable'));
    await page.type('er');
    await launch.readyButton.waitFor();
    const stops = await TabStops.of(launch.view.frame);
    assert.deepEqual(await stops.cut(), []);
    await workbench().inThemes(themes, 'launch-keys-400-filled');
  });

  it('creates nothing after a no, which leads back to Start', async () => {
    const launch = await LaunchPage.find(workbench());
    const page = new PageKeys(workbench(), launch.view);
    for (const theme of themes.toReversed()) {
      await workbench().useTheme(theme);
      await keys.run('View: Focus Active Editor Group');
      await page.tabTo(page.button('Start training'));
      await page.press('Enter');
      await workbench().dialog().waitFor();
      await workbench().screenshot(`launch-keys-400-question-${theme}`);
      await page.press('Escape');
      await page.expectAt(page.button('Start training'));
    }
    assert.deepEqual(own.account.asked('CreateTrainingJob'), []);
  });

  it('starts after one question, and creates what was typed', async () => {
    const launch = await LaunchPage.find(workbench());
    const page = new PageKeys(workbench(), launch.view);
    const name = await launch.jobName();
    await page.press('Enter');
    await page.answer(/2 × ml\.c5\.xlarge/, 'Start');
    // Nobody lists the price of what it runs on.
    await workbench().page.locator('.quick-input-widget').getByText('is not known').waitFor();
    await page.type('ml.c5.xlarge');
    await page.press('Enter');
    for (let tries = 0; own.account.asked('CreateTrainingJob').length === 0; tries++) {
      assert.ok(tries < 100, 'there is no job');
      await workbench().page.waitForTimeout(200);
    }
    await expectJob(name);
  });
});

/** The job as the account has it, and what of its request moto does not tell. */
async function expectJob(name: string): Promise<void> {
  const api = new SageMakerClient(own.account.place);
  const job = await api.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
  assert.equal(job.HyperParameters?.['epochs'], '12');
  assert.equal(job.RoleArn, trainerArn);
  assert.deepEqual(
    job.InputDataConfig?.map(({ ChannelName, DataSource }) => [
      ChannelName,
      DataSource?.S3DataSource?.S3Uri,
    ]),
    [['train', `s3://${dataBucket}/train/`]],
  );
  const { InstanceType, InstanceCount } = job.ResourceConfig ?? {};
  assert.deepEqual([InstanceType, InstanceCount], ['ml.c5.xlarge', 2]);
  assert.equal(job.EnableManagedSpotTraining, true);
  assert.deepEqual(job.StoppingCondition, {
    ...{ MaxRuntimeInSeconds: 3600, MaxWaitTimeInSeconds: 10_800 },
  });
  assert.equal(job.CheckpointConfig?.S3Uri, `s3://${dataBucket}/points/`);
  assert.deepEqual(job.VpcConfig?.Subnets?.toSorted(), [own.subnet, own.otherSubnet].toSorted());
  assert.deepEqual(job.VpcConfig.SecurityGroupIds, [own.group]);
  const { Tags } = await api.send(new ListTagsCommand({ ResourceArn: job.TrainingJobArn }));
  assert.deepEqual(Tags, [{ Key: 'team', Value: 'penguins' }]);
  const [asked] = own.account.asked('CreateTrainingJob');
  assert.deepEqual(asked?.['Environment'], { MODE: 'faster' });
  api.destroy();
}
