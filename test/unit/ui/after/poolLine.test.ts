import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import type { Finding } from '../../../../src/core/preflight/finding';
import type { LaunchDraft } from '../../../../src/shared/contracts/launch';
import { noSettings } from '../../../../src/shared/contracts/launchSettings';
import { accountLines } from '../../../../src/ui/launch/accountLines';
import { mendAccount } from '../../../../src/ui/launch/accountMend';

const news: Finding = { id: 'warmPool', tone: 'ok', isNews: true, message: 'A pool matches.' };
const well: Finding = { id: 'role', tone: 'ok', message: 'The role is well.' };
const unsure = (id: string): Finding => ({ id, tone: 'info', message: 'Nobody knows.' });

const draft: LaunchDraft = {
  ...{ jobName: 'a', values: {}, extra: [], channels: [], sourceFolder: '.', alsoPacked: [] },
  ...{ maxRuntimeMinutes: 60, installRequirements: false, leftOutMetrics: [] },
  settings: { ...noSettings, fields: { roleArn: 'role', isIsolated: 'true' } },
};

describe('the line of a warm pool on the launch page', () => {
  it('stands by itself though all is well, and counts as no check', () => {
    const lines = accountLines([well, news], {}, undefined);
    assert.deepEqual(
      lines.map(({ tone, message }) => [tone, message]),
      [
        ['ok', 'A pool matches.'],
        ['ok', '1 of 1 checks of the account passed'],
      ],
    );
  });

  it('stands by itself among much that cannot be told', () => {
    const near: Finding = { ...news, tone: 'info', message: 'A pool waits.' };
    const lines = accountLines([near, ...['a', 'b', 'c'].map(unsure)], {}, undefined);
    assert.deepEqual(lines.map(({ message }) => message).slice(0, 2), [
      ...[
        'A pool waits.',
        '3 things cannot be told from here. If the start is refused, look into them.',
      ],
    ]);
  });

  it('fills in the pool’s settings, the empty ones too, and leaves the others', async () => {
    let changed = draft;
    const refuse = () => Promise.reject(new Error('not asked'));
    await mendAccount(
      {
        ...{ kind: 'fillIn', label: 'Use the pool’s settings' },
        settings: { volumeGigabytes: '50', isIsolated: '' },
      },
      {
        ...{ choose: refuse, chooseConnection: refuse, open: refuse },
        update: (change) => {
          changed = change(changed);
        },
      },
    );
    assert.deepEqual(changed.settings.fields, {
      ...{ roleArn: 'role', isIsolated: '', volumeGigabytes: '50' },
    });
  });
});
