import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HostParts } from '../../../../src/sandbox/runner/hostRun';
import { JobAttempt } from '../../../../src/sandbox/runner/jobAttempt';
import type { ScriptHost } from '../../../../src/sandbox/runner/start/scriptHost';
import type { HostWork, JobWork } from '../../../../src/sandbox/runner/jobWork';

describe('attempt at a job', () => {
  const attempt = (download: HostWork['download']) => {
    const host = { name: 'algo-1', download } as HostWork;
    const work = { hosts: [host] } as unknown as JobWork;
    return new JobAttempt(work, { graceMilliseconds: 0 } as HostParts & { graceMilliseconds: 0 });
  };

  it('ends the download first when the interpreter cannot be asked', async () => {
    let goesOn = true;
    const downloading = attempt(async (signal) => {
      await sleep(60_000, undefined, { signal }).catch(() => undefined);
      await sleep(20);
      goesOn = false;
      signal.throwIfAborted();
    });
    const unusable = new Error('no such interpreter');
    await assert.rejects(downloading.download(Promise.reject(unusable)), unusable);
    assert.equal(goesOn, false);
  });

  it('tells why nothing can be downloaded', async () => {
    const failure = new Error('no such object');
    const downloading = attempt(() => Promise.reject(failure));
    await assert.rejects(downloading.download(Promise.resolve({} as ScriptHost)), failure);
  });
});
