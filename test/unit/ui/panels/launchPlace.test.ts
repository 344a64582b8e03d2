import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import type { Connection } from '../../../../src/aws/connection';
import { noSettings, type LaunchSettings } from '../../../../src/shared/contracts/launchSettings';
import type { SdkDefaultsMemory } from '../../../../src/ui/launch/sdkDefaultsMemory';
import { LaunchPlace } from '../../../../src/ui/panels/launchPlace';
import { fakeConnection } from '../../../fakes/fakeKind';

const withRole = (roleArn: string): LaunchSettings => ({ ...noSettings, fields: { roleArn } });

describe('the place of a launch page', () => {
  const home = fakeConnection('profile:home:eu-west-1', { runsHere: false });
  const slow = fakeConnection('profile:slow:eu-west-1', { runsHere: false });
  const quick = fakeConnection('profile:quick:eu-west-1', { runsHere: false });
  let chosen: Connection | undefined;
  let settings: LaunchSettings;
  let isStarting: boolean;
  let moves: string[];
  let followed: number;
  let place: LaunchPlace;
  /** Lets the defaults of a connection be read; those of others are there at once. */
  let answer: () => void;
  let fileChanged: () => void;
  let watches: number;

  beforeEach(() => {
    [settings, isStarting, moves, followed, watches] = [withRole('a'), false, [], 0, 0];
    const reading = new Promise<void>((resolve) => (answer = resolve));
    const defaults: Pick<SdkDefaultsMemory, 'of' | 'read' | 'watch'> = {
      of: () => undefined,
      read: (connection) => (connection === slow ? reading : Promise.resolve()),
      watch: (_script, changed) => {
        fileChanged = changed;
        watches++;
        return Promise.resolve({
          dispose: () => {
            watches--;
          },
        });
      },
    };
    place = new LaunchPlace(home, {
      script: '/projects/train.py',
      launcher: { defaults: defaults as SdkDefaultsMemory },
      session: () => ({
        draft: { settings } as never,
        isStarting: () => isStarting,
        connectionChanged: ({ id }) => void moves.push(id),
        defaultsChanged: () => {
          followed++;
        },
      }),
      chooseConnection: () => Promise.resolve(chosen),
    });
  });

  it('stays where nothing is chosen, or while a job is being started', async () => {
    chosen = undefined;
    assert.equal(await place.choose(), undefined);
    [chosen, isStarting] = [quick, true];
    assert.equal(await place.choose(), undefined);
    assert.equal(place.connection, home);
    assert.deepEqual(moves, []);
  });

  it('is the last of two that are chosen quickly', async () => {
    chosen = slow;
    const first = place.choose();
    chosen = quick;
    assert.notEqual(await place.choose(), undefined);
    answer();
    assert.equal(await first, undefined);
    assert.equal(place.connection, quick);
    assert.deepEqual(moves, [quick.info.id]);
  });

  it('tells the settings as they were when the form went, not when that was asked for', async () => {
    chosen = slow;
    const left = place.choose('eu-west-1');
    settings = withRole('typed meanwhile');
    answer();
    assert.deepEqual(await left, withRole('typed meanwhile'));
  });

  it('follows defaults files until it is disposed, and not into a start', async () => {
    await place.followDefaults();
    fileChanged();
    await new Promise(setImmediate);
    assert.equal(followed, 1);
    isStarting = true;
    fileChanged();
    await new Promise(setImmediate);
    assert.equal(followed, 1);
    place.dispose();
    assert.equal(watches, 0);
    await place.followDefaults();
    assert.equal(watches, 0);
  });
});
