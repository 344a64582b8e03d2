import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError, type ErrorReason } from '../../../../src/core/errors';
import type { LaunchState } from '../../../../src/shared/contracts/launch';
import { LaunchSession } from '../../../../src/ui/launch/launchSession';
import { fakeConnection } from '../../../fakes/fakeKind';
import { launchPorts } from './launchPorts';

describe('a source folder that cannot be packed', () => {
  let states: LaunchState[];
  let opened: number;

  const open = async (reason: ErrorReason): Promise<LaunchSession> => {
    const source = {
      listSource: () => Promise.reject(new AppError(reason, 'More than 20000 files.')),
      openIgnoreFile: () => {
        opened++;
        return Promise.resolve();
      },
    };
    const session = new LaunchSession(
      '/projects/x/train.py',
      fakeConnection('sandbox').info,
      launchPorts({ source, send: (state) => states.push(state) }),
    );
    await session.open();
    await new Promise((resolve) => setImmediate(resolve));
    return session;
  };

  beforeEach(() => {
    [states, opened] = [[], 0];
  });

  it('leads to the ignore file where that mends it', async () => {
    const session = await open('invalid');
    const line = states.at(-1)?.preflight.find(({ id }) => id === 'source');
    assert.deepEqual([line?.tone, line?.message], ['error', 'More than 20000 files.']);
    await session.source.follow(line?.links?.[0]?.id ?? assert.fail('no link'));
    assert.equal(opened, 1);
    session.dispose();
  });

  it('does not where the folder is gone', async () => {
    const session = await open('notFound');
    assert.deepEqual(states.at(-1)?.preflight.find(({ id }) => id === 'source')?.links, []);
    session.dispose();
  });
});
