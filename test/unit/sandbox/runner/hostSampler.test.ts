import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../../../src/node/systemClock';
import { parseGpus } from '../../../../src/sandbox/runner/process/gpuUse';
import { startHostSampler } from '../../../../src/sandbox/runner/process/hostSampler';
import { parsePs, parseWmi, treeOf } from '../../../../src/sandbox/runner/process/processUse';
import type { MetricPoint, SampleSet } from '../../../../src/sandbox/store/metricSink';

describe('host sampler', () => {
  let points: MetricPoint[];
  let failures: unknown[];
  const parts = {
    metrics: {
      put: (added: readonly MetricPoint[]) => Promise.resolve(void points.push(...added)),
    },
    clock: systemClock,
    report: (error: unknown) => void failures.push(error),
  };
  beforeEach(() => {
    points = [];
    failures = [];
  });

  it('measures a tree of processes, and publishes once more at its end', async function () {
    // Two processes that keep a processor each busy, one below the other.
    const busy = `const ballast = Buffer.alloc(64e6, 1); const end = Date.now() + 60000;
      while (Date.now() < end) ballast[0]++;`;
    const outer = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(busy)}]);
      ${busy}`;
    const head = spawn(process.execPath, ['-e', outer], { detached: true, stdio: 'ignore' });
    const host = { namespace: 'n', host: 'job/algo-1', pid: head.pid ?? 0, folder: tmpdir() };
    const sampler = startHostSampler(host, parts);
    await sleep(1600);
    process.kill(-host.pid, 'SIGKILL');
    await once(head, 'exit');
    await sampler.stop();
    assert.deepEqual(failures, []);
    const set = (name: string) => points.find((point) => point.name === name)?.value as SampleSet;
    assert.ok(set('CPUUtilization').maximum > 5, 'it was busy');
    assert.ok(set('MemoryUtilization').maximum > 0 && set('MemoryUtilization').maximum <= 100);
    assert.ok(set('DiskUtilization').sum > 0);
    assert.ok(
      points.every(({ unit, timestamp }) => unit === 'Percent' && timestamp % 60_000 === 0),
    );
    assert.deepEqual(points[0]?.dimensions, { Host: 'job/algo-1' });
  });

  it('says nothing of a host that ended before it could be looked at', async () => {
    const host = { namespace: 'n', host: 'job/algo-1', pid: 2 ** 22 + 1, folder: tmpdir() };
    await startHostSampler(host, parts).stop();
    assert.deepEqual([points, failures], [[], []]);
  });

  it('finds a tree by parents, and those who stayed in its group when theirs ended', () => {
    const row = (pid: number, parent: number, group: number) => ({
      ...{ pid, parent, group, cpuSeconds: 0 },
      memory: () => 0,
    });
    const rows = [row(1, 0, 1), row(10, 1, 10), row(11, 10, 11), row(12, 1, 10), row(13, 11, 11)];
    const pids = treeOf(10, rows).map(({ pid }) => pid);
    assert.deepEqual(pids.sort(), [10, 11, 12, 13]);
    assert.deepEqual(treeOf(99, rows), []);
  });

  it("reads the tables of macOS' ps and of Windows", () => {
    const told = (rows: ReturnType<typeof parsePs>) =>
      rows.map(({ memory, ...process }) => ({ ...process, memory: memory() }));
    assert.deepEqual(told(parsePs('  412     1   412  20480   1-02:03:04.50\n\n')), [
      { pid: 412, parent: 1, group: 412, cpuSeconds: 93_784.5, memory: 20_971_520 },
    ]);
    assert.deepEqual(told(parsePs('1 0 1 8 2:03.25')), [
      { pid: 1, parent: 0, group: 1, cpuSeconds: 123.25, memory: 8192 },
    ]);
    assert.deepEqual(told(parseWmi('100 4 1048576 20000000\r\n\r\n')), [
      { pid: 100, parent: 4, group: 100, cpuSeconds: 2, memory: 1_048_576 },
    ]);
  });

  it('adds up what nvidia-smi says of each GPU, unless it cannot tell', () => {
    assert.deepEqual(parseGpus('50, 4096, 16384\n30, 0, 16384\n'), { utilization: 80, memory: 25 });
    assert.equal(parseGpus('[N/A], [N/A], [N/A]\n'), undefined);
  });
});
