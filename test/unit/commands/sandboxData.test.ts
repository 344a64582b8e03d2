import assert from 'node:assert/strict';
import { answerWith, press, shown } from '../../fakes/fakeVscode';
import type { ConnectionServices } from '../../../src/commands/connections';
import { clearSandboxData } from '../../../src/commands/sandboxData';
import type { SandboxUsage } from '../../../src/core/sandbox/protocol';

describe('clearing the data of the sandbox', () => {
  const asked: unknown[] = [];
  let refreshes: number;
  let looks: number;
  let usage: SandboxUsage;

  const clear = (runsHere = true): Promise<void> => {
    const removed = { jobs: 2, bytes: 1_500_000 };
    const connections = {
      sandboxUsage: () => Promise.resolve(usage),
      clearSandbox: (request: unknown) => Promise.resolve((asked.push(request), removed)),
      pruneSandbox: (days: number) => Promise.resolve((asked.push({ days }), removed)),
    };
    return clearSandboxData({
      backend: () => Promise.resolve({ connections }),
      chosen: { shown: [{ runsHere: false }, { runsHere }] },
      tree: { refresh: () => Promise.resolve((refreshes++, undefined)) },
      lookAgain: () => looks++,
    } as unknown as ConnectionServices);
  };

  const choose = (label: RegExp) =>
    answerWith((choices) => choices.find((choice) => label.test(choice.label)));

  beforeEach(() => {
    asked.length = 0;
    shown.length = 0;
    refreshes = 0;
    looks = 0;
    const bytes = { objects: 2e9, jobs: 3e6, logs: 4000, metrics: 50, environments: 0 };
    usage = { bytes, endedJobs: 14, runningJobs: [] };
  });

  afterEach(() => press(undefined));

  it('shows the sizes first, and what will be lost before it is', async () => {
    const offered = choose(/^Everything/);
    await clear();
    const everything = offered.find(({ label }) => label === 'Everything');
    assert.match(JSON.stringify(everything), /2\.0 GB.*S3 2\.0 GB · jobs 3\.0 MB/);
    assert.match(shown[0]?.detail ?? '', /All jobs \(14\).*all buckets.*cannot be brought back/);
    assert.deepEqual(asked, []);
  });

  it('names the running jobs, and stops those and no others', async () => {
    usage = { ...usage, runningJobs: ['a', 'b'] };
    choose(/^Everything/);
    press('Clear');
    await clear();
    assert.match(shown[0]?.detail ?? '', /Running jobs are stopped:\na\nb$/);
    assert.deepEqual(asked, [{ what: 'everything', stop: ['a', 'b'] }]);
    assert.match(shown[1]?.message ?? '', /^Local sandbox cleared; 1\.5 MB freed/);
    assert.deepEqual([refreshes, looks], [1, 1]);
  });

  it('offers no ended jobs where there are none', async () => {
    usage = { ...usage, endedJobs: 0 };
    const offered = choose(/no such choice/);
    await clear();
    assert.deepEqual(
      offered.map(({ label }) => label),
      ['What is older than 30 days', 'Everything'],
    );
  });

  it('removes ended jobs, or what is old, and nothing that was not chosen', async () => {
    press('Remove');
    choose(/^Ended/);
    await clear();
    choose(/older than 30 days/);
    await clear(false);
    assert.match(shown.at(-1)?.message ?? '', /^Removed 2 jobs; 1\.5 MB freed/);
    assert.deepEqual(asked, [{ what: 'endedJobs', stop: [] }, { days: 30 }]);
    assert.equal(refreshes, 1);
    choose(/no such choice/);
    await clear();
    assert.equal(asked.length, 2);
  });
});
