import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  askTreeToEnd,
  endOrphan,
  endTree,
  identifyProcess,
  startTree,
} from '../../../src/node/processTree';

/** Starts a child of its own, prints its number, and ignores requests to end. */
const parent = `
const { spawn } = require('node:child_process');
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
process.on('SIGTERM', () => console.log('asked'));
console.log(child.pid);
setInterval(() => {}, 1000);
`;

describe('process tree', function () {
  if (process.platform === 'win32') return;

  const start = async (script: string) => {
    const env = { PATH: process.env['PATH'] ?? '' };
    const head = startTree(process.execPath, ['-e', script], { cwd: process.cwd(), env });
    assert.ok(head.stdout && head.pid !== undefined);
    const [chunk] = (await once(head.stdout, 'data')) as [Buffer];
    return { head, pid: head.pid, stdout: head.stdout, first: String(chunk).trim() };
  };
  const isAlive = async (pid: number) => (await identifyProcess(pid)) !== undefined;
  const untilGone = async (pid: number) => {
    while (await isAlive(pid)) await sleep(10);
  };

  it('asks the head to end, then ends it with its children', async () => {
    const { head, pid, stdout, first } = await start(parent);
    const child = Number(first);
    const asked = once(stdout, 'data');
    askTreeToEnd(head);
    assert.equal(String(((await asked) as [Buffer])[0]).trim(), 'asked');
    assert.ok(await isAlive(pid));
    await endTree(pid);
    await untilGone(pid);
    await untilGone(child);
  });

  it('ends an orphan only if it is the very process it was', async () => {
    const { pid } = await start('console.log(1); setInterval(() => {}, 1000)');
    const identity = await identifyProcess(pid);
    assert.ok(identity);
    assert.equal(await endOrphan({ pid, startedAt: 'another boot 7' }), false);
    assert.ok(await isAlive(pid));
    assert.equal(await endOrphan(identity), true);
    await untilGone(pid);
    assert.equal(await endOrphan(identity), false);
  });

  it('does not mind a tree that is gone', async () => {
    const { head, pid } = await start('console.log(1)');
    if (head.exitCode === null) await once(head, 'exit');
    await endTree(pid);
    askTreeToEnd(head);
  });

  it('inherits nothing', async () => {
    process.env['PLANTED_SECRET'] = 'planted';
    try {
      const { first } = await start('console.log(String(process.env.PLANTED_SECRET))');
      assert.equal(first, 'undefined');
    } finally {
      delete process.env['PLANTED_SECRET'];
    }
  });
});
