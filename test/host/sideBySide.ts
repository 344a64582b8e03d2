import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { panels } from '../../src/ids';
import { FakeService, json } from '../fakes/fakeService';
import { signInStandIn } from '../fakes/signInStandIn';
import { closeTabs, run, until, untilPages } from './workbench';

/** An account that has one job, which goes on. */
class Account {
  private constructor(
    readonly label: string,
    private readonly service: FakeService,
  ) {}

  static async start(label: string): Promise<Account> {
    const name = `${label}-job`;
    const job = {
      ...{ TrainingJobName: name, TrainingJobStatus: 'InProgress', CreationTime: 1.7e9 },
      TrainingJobArn: `arn:aws:sagemaker:us-east-1:123456789012:training-job/${name}`,
    };
    const service = await FakeService.start((request, response) => {
      if (request.operation === 'ListTrainingJobs') {
        json({ TrainingJobSummaries: [job] })(request, response);
      } else if (request.operation === 'DescribeTrainingJob') {
        json(job)(request, response);
      } else if (request.operation.startsWith('List')) {
        json({})(request, response);
      } else {
        signInStandIn(request, response);
      }
    });
    return new Account(label, service);
  }

  get id(): string {
    return `profile:${this.label}:us-east-1`;
  }

  get profile(): string {
    const { endpoint } = this.service;
    return [
      ...[`[profile ${this.label}]`, 'region = us-east-1', `endpoint_url = ${endpoint}`],
      ...['aws_access_key_id = AKIDEXAMPLE', 'aws_secret_access_key = secret', ''],
    ].join('\n');
  }

  /** How often it was asked for this. */
  asked(operation: string): number {
    return this.service.received.filter((one) => one.operation === operation).length;
  }

  stop(): Promise<void> {
    return this.service.stop();
  }
}

const execute = (command: string): Thenable<unknown> => vscode.commands.executeCommand(command);

/** Picks the row so far below the first one; once more when the pick has not been filled in time. */
async function pickRow(
  command: 'sagemakerWorkbench.connection.choose' | 'sagemakerWorkbench.connection.show',
  below: number,
): Promise<void> {
  let isDone = false;
  for (let pause = 1500; !isDone; pause *= 2) {
    const done = run(command);
    await sleep(pause);
    for (let step = 0; step < below; step++) {
      await execute('workbench.action.quickOpenSelectNext');
    }
    await execute('workbench.action.acceptSelectedQuickOpenItem');
    isDone = await Promise.race([done.then(() => true), sleep(pause).then(() => false)]);
    await execute('workbench.action.closeQuickOpen');
    await done;
  }
}

export function sideBySideTests(): void {
  describe('connections side by side', () => {
    let folder: string;
    let accounts: readonly [north: Account, south: Account];

    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'aws-'));
      accounts = [await Account.start('north'), await Account.start('south')];
      const config = path.join(folder, 'config');
      await writeFile(config, accounts.map(({ profile }) => profile).join(''));
      process.env['AWS_CONFIG_FILE'] = config;
      process.env['AWS_SHARED_CREDENTIALS_FILE'] = path.join(folder, 'credentials');
    });

    after(async () => {
      await closeTabs();
      await pickRow('sagemakerWorkbench.connection.choose', 0);
      delete process.env['AWS_CONFIG_FILE'];
      delete process.env['AWS_SHARED_CREDENTIALS_FILE'];
      await Promise.all(accounts.map((account) => account.stop()));
      await rm(folder, { recursive: true });
    });

    it('shows the chosen one, and asks the other when its root is unfolded', async () => {
      const [north, south] = accounts;
      await pickRow('sagemakerWorkbench.connection.choose', 1);
      await execute('sagemakerWorkbench.jobs.focus');
      await until('the chosen one is asked', () => north.asked('ListTrainingJobs') > 0);
      await pickRow('sagemakerWorkbench.connection.show', 2);
      await execute('sagemakerWorkbench.jobs.focus');
      await sleep(1000);
      assert.equal(south.asked('ListTrainingJobs'), 0, 'its root is folded');
      await execute('list.focusLast');
      await execute('list.expand');
      await until('the other one is asked', () => south.asked('ListTrainingJobs') > 0);
    });

    it('opens the page of a row with the connection of its root', async () => {
      const [north, south] = accounts;
      await execute('list.focusDown');
      await execute('list.focusDown');
      await execute('list.select');
      await untilPages(panels.logs, ['south-job › logs']);
      await until('its own account is asked', () => south.asked('DescribeTrainingJob') > 0);
      assert.equal(north.asked('DescribeTrainingJob'), 0);
    });

    it('leaves the page as it is when another is chosen and its root is hidden', async () => {
      const [north, south] = accounts;
      await run('sagemakerWorkbench.connection.hide', { connectionId: south.id });
      await untilPages(panels.logs, ['south-job › logs']);
      const before = south.asked('DescribeLogStreams');
      await until(
        'the page goes on with its own account',
        () => south.asked('DescribeLogStreams') > before,
      );
      assert.equal(north.asked('DescribeLogStreams'), 0);
    });
  });
}
