import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { journey } from './journey';
import { LaunchPage } from './launchPage';
import { neededPermissions, pickedChoices, type Picked, type Step } from './pickedChoices';
import {
  dataBucket,
  earlierJob,
  startTrainingAccount,
  tellAfter,
  type TrainingAccount,
} from './trainingAccount';
import type { Theme } from './workbench';

const themes: readonly Theme[] = ['contrast', 'light', 'dark'];

let own: TrainingAccount;

async function prepare({ workspace }: { workspace: string }): Promise<void> {
  own = await startTrainingAccount();
  own.account.deny(neededPermissions);
  await own.account.writeProfiles(workspace);
}

journey('what a job is given, picked from an account', { prepare }, (workbench) => {
  after(() => own.account.stop());

  const widget = (): Locator => workbench().page.locator('.quick-input-widget');
  const rows = (): Locator => widget().locator('.quick-input-list .monaco-list-row:visible');
  const press = (key: string): Promise<void> => workbench().page.keyboard.press(key);

  const untilTitled = (title: string): Promise<void> =>
    widget().locator('.quick-input-title').filter({ hasText: title }).waitFor();

  const chooseConnection = async (name: string): Promise<void> => {
    await workbench().runCommand('SageMaker: Choose Connection…');
    await workbench().quickInput().fill(name);
    await workbench().quickPickRow(name).waitFor();
    await press('Enter');
  };

  const unfold = async ({ view }: LaunchPage, fold: string): Promise<void> => {
    const closedFold = view.locator(`#${fold}:not([open]) > summary`);
    if ((await closedFold.count()) > 0) {
      await closedFold.click();
    }
  };

  const open = async (launch: LaunchPage, { fold, button }: Partial<Picked>): Promise<void> => {
    if (fold !== undefined) {
      await unfold(launch, fold);
    }
    // The pick before it fades away, and has rows meanwhile.
    await widget().waitFor({ state: 'hidden' });
    await launch.view.frame.getByRole('button', { name: button ?? '', exact: true }).click();
    await rows().first().waitFor();
  };

  const leave = async (): Promise<void> => {
    await press('Escape');
    await widget().waitFor({ state: 'hidden' });
  };

  const follow = async (steps: readonly Step[]): Promise<void> => {
    for (const [title, row, typed = ''] of steps) {
      await untilTitled(title);
      await workbench().quickInput().fill(typed);
      await workbench().quickPickRow(row).click();
    }
  };

  const untilHolds = async (launch: LaunchPage, field: string, value: string): Promise<void> => {
    for (let tries = 0; (await launch.textField(field).inputValue()) !== value; tries++) {
      assert.ok(tries < 50, `${field} does not become ${value}`);
      await workbench().page.waitForTimeout(100);
    }
  };

  /** Waits until as many rows are left, whatever is still being read. */
  const untilRows = async (count: number): Promise<void> => {
    for (let tries = 0; (await rows().count()) !== count; tries++) {
      const texts = await rows().allInnerTexts();
      assert.ok(tries < 50, `there are ${texts.length} rows: ${texts.join(' | ')}`);
      await workbench().page.waitForTimeout(100);
    }
  };

  it('opens a page of an account that has something of everything', async () => {
    await chooseConnection('training');
    await workbench().showExplorer();
    await LaunchPage.openFromExplorer(workbench(), 'train.py');
  });

  for (const picked of pickedChoices) {
    it(`offers what is there, and fills the field: ${picked.name}`, async () => {
      const launch = await LaunchPage.find(workbench());
      await open(launch, picked);
      for (const offer of picked.offers) {
        await workbench().quickPickRow(offer).waitFor();
      }
      if (picked.without !== undefined) {
        assert.equal(await rows().filter({ hasText: picked.without }).count(), 0);
      }
      await workbench().screenshot(`pick-${picked.name}`);
      const [filter, left] = picked.filter;
      await workbench().quickInput().fill(filter);
      await untilRows(left);
      await follow(picked.steps);
      await untilHolds(launch, picked.field, picked.value(own));
      await open(launch, picked);
      await leave();
      await untilHolds(launch, picked.field, picked.value(own));
    });
  }

  const tickedFields = [
    ['Choose subnets…', 'Subnets of the job', 'Subnets'],
    ['Choose security groups…', 'Security groups of the job', 'Security groups'],
  ] as const;

  it('offers subnets of one VPC, of which any number is ticked', async () => {
    const launch = await LaunchPage.find(workbench());
    const [[button, title, field]] = tickedFields;
    await open(launch, { fold: 'fold-network', button });
    await untilTitled(title);
    await workbench().quickPickRow('default VPC').waitFor();
    await workbench().screenshot('pick-vpc');
    await workbench().quickPickRow(own.vpc).click();
    await untilTitled(`${title}: ${own.vpc}`);
    await untilRows(2);
    for (const name of ['private a', 'private b']) {
      await workbench().quickPickRow(name).click();
    }
    await workbench().screenshot('pick-subnets');
    await press('Enter');
    const both = [own.subnet, own.otherSubnet].toSorted();
    await launch.view.text('Subnets').waitFor();
    for (let tries = 0; (await typedIds(launch, field)).join() !== both.join(); tries++) {
      assert.ok(tries < 50, 'the subnets are not there');
      await workbench().page.waitForTimeout(100);
    }
  });

  it('offers the security groups of that VPC, and has ticks of what is in the field', async () => {
    const launch = await LaunchPage.find(workbench());
    const [, [button, title, field]] = tickedFields;
    await open(launch, { button });
    await untilTitled(`${title}: ${own.vpc}`);
    await workbench().quickPickRow('jobs').click();
    await workbench().screenshot('pick-groups');
    await press('Enter');
    await untilHolds(launch, field, own.group);
    await open(launch, { button });
    const ticked = rows().filter({
      has: workbench().page.locator('[aria-checked=true], :checked'),
    });
    await ticked.filter({ hasText: 'jobs' }).waitFor();
    await leave();
    await untilHolds(launch, field, own.group);
  });

  it('offers what an earlier job has left as data', async () => {
    const launch = await LaunchPage.find(workbench());
    await open(launch, { button: 'Choose data in S3 for channel train…' });
    await workbench().quickPickRow('The results of an earlier training job…').click();
    await workbench().quickPickRow(earlierJob).click();
    await workbench().quickPickRow('Checkpoints').waitFor();
    await workbench().screenshot('pick-job-output');
    await workbench().quickPickRow('Model and output').click();
    const folder = `s3://${dataBucket}/results/${earlierJob}/output/`;
    await untilTitled(folder);
    await workbench().quickPickRow('model.tar.gz').waitFor();
    await workbench().quickPickRow('Use s3://').click();
    await untilHolds(launch, 'Folder or file of channel train', folder);
  });

  it('goes back to the repositories from one that has no images', async () => {
    const launch = await LaunchPage.find(workbench());
    await open(launch, { fold: 'fold-image', button: 'Choose an image of ECR…' });
    await workbench().quickPickRow('team/empty').click();
    await workbench().quickPickRow('There are no images in this repository').waitFor();
    await widget().getByRole('button', { name: 'Back' }).click();
    await workbench().quickPickRow('team/train').waitFor();
    await leave();
  });

  it('looks right with everything unfolded', async () => {
    const launch = await LaunchPage.find(workbench());
    for (const fold of ['groups', 'distribution', 'spot', 'capacity', 'tags', 'other']) {
      await unfold(launch, `fold-${fold}`);
    }
    const { page } = workbench();
    await page.setViewportSize({ width: 1440, height: 2400 });
    await workbench().inThemes(themes, 'launch-pickers-unfolded');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('looks right in every theme', async () => {
    const shown: readonly (Partial<Picked> & { readonly steps: readonly Step[] })[] = [
      { name: 'instances', button: 'Choose an instance type…', steps: [] },
      { name: 'tags', button: 'Choose an image of ECR…', steps: [['Image', 'team/train']] },
      { name: 'subnets', button: 'Choose subnets…', steps: [] },
      { name: 'keys', button: 'Choose a KMS key for the volumes…', steps: [] },
      { name: 's3', button: 'Choose a folder in S3…', steps: [['Output', dataBucket]] },
    ];
    const launch = await LaunchPage.find(workbench());
    for (const theme of themes.toReversed()) {
      await workbench().useTheme(theme);
      for (const picked of shown) {
        await open(launch, picked);
        await follow(picked.steps);
        await workbench().page.waitForTimeout(500);
        await workbench().screenshot(`pick-${picked.name ?? ''}-${theme}`);
        await leave();
      }
    }
  });

  it('says which permission is missing to whom may not list, and leaves the field to type in', async () => {
    await workbench().runCommand('View: Close Editor');
    await chooseConnection('closed');
    await workbench().showExplorer();
    const launch = await LaunchPage.openFromExplorer(workbench(), 'train.py');
    const networks = tickedFields.map(([button, , field], at) => ({
      ...{
        name: field,
        fold: 'fold-network',
        button,
        field,
        typed: ['subnet-1', 'sg-1'][at] ?? '',
      },
      denied: ['ec2:DescribeSubnets', 'ec2:DescribeSecurityGroups'][at] ?? '',
    }));
    for (const picked of [...pickedChoices, ...networks]) {
      await open(launch, picked);
      await widget().getByText(picked.denied).first().waitFor();
      await workbench().screenshot(`pick-denied-${picked.name}`.replaceAll(' ', '-'));
      await leave();
      await launch.type(picked.field, picked.typed);
      await untilHolds(launch, picked.field, picked.typed);
    }
    await workbench().inThemes(themes, 'launch-pickers-denied');
  });

  it('tells of an ended job what its spare capacity has saved and what it keeps warm', async () => {
    tellAfter(own.account);
    await workbench().runCommand('View: Close Editor');
    await chooseConnection('training');
    await workbench().inThemes(themes, 'launch-after-row', async () => {
      await workbench().activityIcon('Explorer').click();
      await workbench().activityIcon('SageMaker').click();
      await workbench().sidebarRow(earlierJob).hover();
      const hover = workbench().page.locator('.monaco-hover').filter({ hasText: 'Spot capacity' });
      await hover.getByText('saved 70 %').waitFor();
      await hover.getByText('warm for').waitFor();
    });
    await workbench().inThemes(themes, 'launch-after-pools', async () => {
      await workbench().openPick('SageMaker: Warm Pools…', earlierJob);
    });
    await leave();
  });
});

/** Ids of a field, in an order of their own. */
async function typedIds(launch: LaunchPage, field: string): Promise<readonly string[]> {
  const text = await launch.textField(field).inputValue();
  return text.split(/[\s,]+/).toSorted();
}
