import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import type { Backend } from '../../../../src/ui/backend';
import { Launcher } from '../../../../src/ui/launch/launcher';
import { PythonFinder } from '../../../../src/ui/launch/pythonFinder';
import { FakeClock } from '../../../fakes/fakeClock';
import { memoryStore } from '../../../fakes/memoryStore';

describe('keys of a connection that change', () => {
  const listeners = new Set<(id: string) => void>();
  const backend = () =>
    Promise.resolve({
      connections: {
        onDidChange: (listener: (id: string) => void) => {
          listeners.add(listener);
          return { dispose: () => listeners.delete(listener) };
        },
      },
    } as unknown as Backend);
  const launcher = new Launcher({
    ...{ backend, python: new PythonFinder(backend), clock: new FakeClock() },
    ...{ store: memoryStore(), shared: memoryStore() },
  });

  it('are told to the page that goes there then, until it is closed', async () => {
    let here = 'profile:a:eu-west-1';
    let mended = 0;
    const watching = launcher.onDidMend(
      () => here,
      () => mended++,
    );
    await new Promise(setImmediate);
    const change = (id: string): void => listeners.forEach((listener) => listener(id));
    change('profile:a:eu-west-1');
    assert.equal(mended, 1);
    here = 'profile:b:eu-west-1';
    change('profile:a:eu-west-1');
    assert.equal(mended, 1);
    change('profile:b:eu-west-1');
    assert.equal(mended, 2);
    watching.dispose();
    assert.equal(listeners.size, 0);
  });

  it('are not watched by a page that was closed at once', async () => {
    launcher
      .onDidMend(
        () => '',
        () => assert.fail('nobody listens'),
      )
      .dispose();
    await new Promise(setImmediate);
    assert.equal(listeners.size, 0);
  });
});
