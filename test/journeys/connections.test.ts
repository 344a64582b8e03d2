import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { FakeService, json } from '../fakes/fakeService';
import { signInStandIn } from '../fakes/signInStandIn';
import { rootOf, writeAwsConfig, writeMachineSettings } from './awsFiles';
import { journey } from './journey';
import type { Theme } from './workbench';

const themes: readonly Theme[] = ['contrast', 'light', 'dark'];

let service: FakeService;

const jobs = json({
  TrainingJobSummaries: [
    {
      ...{ TrainingJobName: 'churn-04', TrainingJobStatus: 'Completed', CreationTime: 1.7e9 },
      TrainingJobArn: 'arn:aws:sagemaker:eu-west-1:123456789012:training-job/churn-04',
    },
  ],
});

const profiles = (): readonly string[] => {
  const endpoint = `endpoint_url = ${service.endpoint}`;
  return [
    ...['[profile careful]', 'role_arn = arn:aws:iam::123456789012:role/ops', endpoint],
    ...['source_profile = base', 'mfa_serial = arn:aws:iam::123456789012:mfa/ada'],
    ...['[profile base]', 'aws_access_key_id = AKIDBASE', 'aws_secret_access_key = s'],
    ...['[profile web]', 'region = us-west-2', endpoint, 'sso_session = corp'],
    ...['sso_account_id = 123456789012', 'sso_role_name = Reader'],
    ...['[sso-session corp]', 'sso_region = eu-west-1', 'sso_start_url = https://x.awsapps.com'],
  ];
};

/** A home with AWS files, and in place of the AWS CLI a program that leaves a token as it does. */
async function prepare({ workspace }: { workspace: string }): Promise<void> {
  service = await FakeService.start((request, response) => {
    (request.operation === 'ListTrainingJobs' ? jobs : signInStandIn)(request, response);
  });
  await writeAwsConfig(workspace, profiles());
  const token = `${createHash('sha1').update('corp').digest('hex')}.json`;
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const lines = [
    '#!/bin/sh',
    'mkdir -p "$HOME/.aws/sso/cache"',
    `echo '${JSON.stringify({ accessToken: 'a', expiresAt })}' >"$HOME/.aws/sso/cache/${token}"`,
    'echo "Signed in by: $*"',
  ];
  const settings = { 'sagemakerWorkbench.connections.protected': ['ada-*'] };
  await writeMachineSettings(workspace, settings);
  const bin = path.join(rootOf(workspace), 'bin');
  await fs.mkdir(bin);
  await fs.writeFile(path.join(bin, 'aws'), `${lines.join('\n')}\n`, { mode: 0o755 });
}

const options = {
  prepare,
  path: (root: string) =>
    Promise.resolve(`${path.join(root, 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}`),
};

journey('connections to AWS', options, (workbench) => {
  after(() => service.stop());

  const choose = async (profile: string): Promise<void> => {
    await workbench().pick('SageMaker: Choose Connection…', profile);
  };

  it('asks for the region that no file names, and for the code of the MFA device', async () => {
    await workbench().activityIcon('SageMaker').click();
    await choose('careful');
    await workbench().quickPickRow('us-east-1').waitFor();
    await workbench().quickInput().fill('eu-west-1');
    await workbench().quickPickRow('eu-west-1').click();
    const box = workbench().page.locator('.quick-input-widget').filter({ hasText: 'mfa/ada' });
    await box.waitFor();
    await workbench().screenshot('connections-mfa');
    await workbench().quickInput().fill('123456');
    await workbench().page.keyboard.press('Enter');
    await workbench().sidebarRow('churn-04').waitFor();
  });

  it('shows whose account it is, and marks it where that is protected', async () => {
    const title = 'careful · eu-west-1 · ada-prod · protected';
    const item = workbench().statusBarItem(title);
    await item.waitFor();
    const red: unknown = await item.evaluate('(item) => getComputedStyle(item).backgroundColor');
    assert.notEqual(red, 'rgba(0, 0, 0, 0)');
    // Each view tells it.
    const description = workbench().page.locator('.part.sidebar').getByText(title).first();
    await description.waitFor({ state: 'attached' });
    await workbench().inThemes(themes, 'connections-protected');
  });

  it('offers a sign-in where one is needed, and goes on by itself when it is done', async () => {
    await choose('web');
    await workbench()
      .sidebarRow(/sign-in of profile "web"/)
      .waitFor();
    await workbench().statusBarItem('web · us-west-2').waitFor();
    await workbench().inThemes(themes, 'connections-sign-in');
    await workbench()
      .sidebarRow(/^Sign In$/)
      .click();
    await workbench().sidebarRow('churn-04').waitFor();
    await workbench().statusBarItem('web · us-west-2 · ada-prod · protected').waitFor();
    await workbench().screenshot('connections-signed-in');
  });
});
