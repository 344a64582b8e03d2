import assert from 'node:assert/strict';
import type { LaunchDraft, LaunchState } from '../../../src/shared/contracts/launch';
import type { launchContract } from '../../../src/shared/contracts/launchContract';
import { RequestError, type ClientEnd } from '../../../src/shared/rpc/client';
import { LaunchSession } from '../../../src/webview/launch/launchSession';
import { OpenFolds } from '../../../src/webview/launch/openFolds';
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

  it('leaves it to the host to say the bounds of a runtime that is far too long', () => {
    let show: (state: LaunchState) => void = () => undefined;
    const host = {
      on: (_name: string, listener: typeof show) => (show = listener),
      call: () => Promise.resolve(),
    };
    const session = new LaunchSession(
      host as unknown as ClientEnd<typeof launchContract>,
      () => undefined,
    );
    show({ draft, draftVersion: 1, refusal: null, progress: null } as LaunchState);
    session.setRuntime('999999999');
    assert.deepEqual([session.runtimeValid, session.draft.maxRuntimeMinutes], [true, 999_999_999]);
    session.flush();
  });

  it('keeps which folds are open from one life to the next', () => {
    const kept: string[] = [];
    const folds = new OpenFolds(undefined, (view) => kept.push(view));
    folds.set('fold-network', true);
    folds.set('channel-options-1', true);
    folds.set('fold-network', true);
    folds.set('metrics', true);
    folds.set('metrics', false);
    assert.equal(kept.length, 4, 'what changes nothing is not kept again');
    const later = new OpenFolds(kept.at(-1));
    assert.deepEqual(
      (['fold-network', 'channel-options-1', 'metrics'] as const).map((id) => later.has(id)),
      [true, true, false],
    );
  });

  describe('with a wrong field', () => {
    const wrong = {
      draft,
      draftVersion: 1,
      refusal: 'Fix.',
      refusalPlace: 'fields',
    } as LaunchState;
    let show: (state: LaunchState) => void;
    let asked: string[];
    let answer: () => Promise<unknown>;
    let session: LaunchSession;

    beforeEach(() => {
      [asked, answer] = [[], () => Promise.resolve()];
      const host = {
        on: (_name: string, listener: typeof show) => (show = listener),
        call: (name: string) => {
          asked.push(name);
          return answer();
        },
      };
      session = new LaunchSession(
        host as unknown as ClientEnd<typeof launchContract>,
        () => undefined,
      );
    });

    for (const how of ['preview', 'copyAs', 'saveFile'] as const) {
      it(`leads there in place of ${how}`, async () => {
        show({ ...wrong, progress: null });
        await session.keep(how);
        assert.deepEqual(asked, []);
        assert.equal(session.notice, undefined);
        assert.equal(session.focusNext, '[invalid], [data-wrong]');
      });
    }

    it('leads there where that is found only when the request is asked for', async () => {
      show({ ...wrong, refusal: null, refusalPlace: null, progress: null });
      answer = () => {
        show({ ...wrong, progress: null });
        return Promise.reject(new RequestError('invalid', 'One field.'));
      };
      await session.keep('preview');
      assert.deepEqual(asked, ['preview']);
      assert.equal(session.notice, undefined);
      assert.equal(session.focusNext, '[invalid], [data-wrong]');
    });

    it('says what else failed', async () => {
      show({ ...wrong, refusal: null, refusalPlace: null, progress: null });
      answer = () => Promise.reject(new RequestError('network', 'Away.'));
      await session.keep('preview');
      assert.equal(session.notice, 'Away.');
      answer = () => Promise.resolve();
      session.fix('account:again');
      assert.equal(session.notice, undefined, 'until a link is followed');
    });
  });
});
