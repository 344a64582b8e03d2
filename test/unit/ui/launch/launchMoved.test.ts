import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { noSettings, type LaunchSettings } from '../../../../src/shared/contracts/launchSettings';
import { fakeConnection } from '../../../fakes/fakeKind';
import { LaunchedPage } from './launchedPage';

const onAws = { runsHere: false, billable: true };

const withRole = (name: string): LaunchSettings => ({
  ...noSettings,
  fields: { roleArn: `arn:aws:iam::123456789012:role/${name}` },
});

describe('a launch that goes to another connection', () => {
  it('opens with the settings there, also when that was chosen while the script was read', async () => {
    const page = new LaunchedPage();
    const of = { current: withRole('Before') };
    const ports = { settings: () => of.current };
    page.create(ports, onAws);
    const launch = await page.session.open();
    page.create({ ...ports, remembered: () => ({ launch }) }, onAws);
    const opening = page.session.open();
    of.current = withRole('After');
    page.session.connectionChanged(fakeConnection('profile:prod:eu-west-1', onAws).info);
    assert.deepEqual((await opening).settings, withRole('After'));
    assert.deepEqual(page.kept?.settings, withRole('After'));
    page.dispose();
  });
});
