import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import type { Launcher } from '../../../../src/ui/launch/launcher';
import { launchWithoutPage } from '../../../../src/ui/launch/launchWithoutPage';
import { fakeConnection } from '../../../fakes/fakeKind';
import { launchPorts, listingOf } from './launchPorts';

describe('a launch without its page', () => {
  it('leaves the look for secrets to packing', async () => {
    let scans = 0;
    const launched: string[] = [];
    const ports = launchPorts({
      source: {
        listSource: () => Promise.resolve(listingOf({ 'train.py': 1 })),
        scanSource: () => Promise.reject(new Error(`look ${++scans}`)),
      },
      launch: ({ jobName }) => Promise.resolve(void launched.push(jobName)),
    });
    const { jobName } = await launchWithoutPage(
      { ports: () => ports } as unknown as Launcher,
      { script: '/x/train.py', connection: fakeConnection('sandbox'), remembered: {} },
      () => undefined,
      new AbortController().signal,
    );
    assert.deepEqual([scans, launched], [0, [jobName]]);
  });
});
