import assert from 'node:assert/strict';
import type { LaunchDraft, LaunchState } from '../../../src/shared/contracts/launch';
import type { launchContract } from '../../../src/shared/contracts/launchContract';
import { RequestError, type ClientEnd } from '../../../src/shared/rpc/client';
import { LaunchSession } from '../../../src/webview/launch/launchSession';
import { noSettings } from '../../../src/shared/contracts/launchSettings';

const draft: LaunchDraft = {
  jobName: 'job',
  values: {},
  extra: [],
  channels: [],
  sourceFolder: '.',
  alsoPacked: [],
  maxRuntimeMinutes: 60,
  installRequirements: false,
  leftOutMetrics: [],
  settings: noSettings,
};

describe('the launch page', () => {
  it('stops saying what failed once the form is edited', async () => {
    let show: (state: LaunchState) => void = () => undefined;
    const host = {
      on: (_name: string, listener: typeof show) => (show = listener),
      call: () => Promise.reject(new RequestError('conflict', 'The name is taken.')),
    };
    const session = new LaunchSession(
      host as unknown as ClientEnd<typeof launchContract>,
      () => undefined,
    );
    show({ draft, draftVersion: 1, refusal: null, progress: null } as LaunchState);
    await session.start();
    assert.equal(session.notice, 'The name is taken.');
    session.edit({ jobName: 'another' });
    assert.equal(session.notice, undefined);
    session.flush();
  });

  it('ticks the box of the installation for the link that offers it, and goes there', () => {
    let show: (state: LaunchState) => void = () => undefined;
    const asked: string[] = [];
    const host = {
      on: (_name: string, listener: typeof show) => (show = listener),
      call: (name: string) => {
        asked.push(name);
        return Promise.resolve();
      },
    };
    const session = new LaunchSession(
      host as unknown as ClientEnd<typeof launchContract>,
      () => undefined,
    );
    show({ draft, draftVersion: 1, refusal: 'missing', progress: null } as LaunchState);
    session.fix('requirements:install');
    assert.equal(session.draft.installRequirements, true);
    assert.equal(session.focusNext, '#install-requirements');
    session.flush();
    assert.deepEqual(asked, ['edit']);
  });
});
