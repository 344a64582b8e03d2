import assert from 'node:assert/strict';
import { noSettings } from '../../../../src/shared/contracts/launchSettings';
import type { LaunchDraft } from '../../../../src/shared/contracts/launch';
import { heldDraft } from '../../../../src/ui/launch/heldDraft';
import { fakeConnection } from '../../../fakes/fakeKind';

describe('a launched form', () => {
  const settings = { ...noSettings, fields: { framework: 'pytorch' } };
  const draft = { jobName: 'birds', settings } as LaunchDraft;

  it('remembers the release that was the newest', async () => {
    const { info } = fakeConnection('profile:a:eu-west-1', { runsHere: false });
    const held = await heldDraft({ ...info, region: 'eu-west-1' }, draft);
    assert.equal(held.jobName, 'birds');
    assert.match(held.settings.fields.frameworkVersion ?? '', /^\d+\.\d+/);
    assert.match(held.settings.fields.pythonVersion ?? '', /^py3/);
  });

  it('is as it was where jobs run on this computer', async () => {
    const { info } = fakeConnection('sandbox', { runsHere: true });
    assert.equal(await heldDraft(info, draft), draft);
  });
});
