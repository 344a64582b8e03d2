import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import {
  appendFile,
  chmod,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  makeTemporaryFolder,
  removeTemporaryFolders,
  startAny,
  startTestSandbox,
} from '../../../fakes/startedSandbox';
import { openJobs } from '../../../../src/sandbox/openJobs';
import { clientFor } from '../s3/s3Fixture';
import { Program, programsOfEachTest, untilLocked } from './program';

describe('the sandbox program', function () {
  this.timeout(20_000);
  const programs = programsOfEachTest();

  it('explains itself, and refuses what it does not know', async () => {
    const [help, unknown, port] = [
      programs.start('--help'),
      programs.start('--colour'),
      programs.start('--port', '70000'),
    ];
    assert.equal(await help.ended, 0);
    assert.match(help.stdout, /--data DIR/);
    assert.equal(await unknown.ended, 2);
    assert.match(unknown.stderr, /--colour/);
    assert.equal(await port.ended, 2);
    assert.match(port.stderr, /^\S+ --port must be [^\n]* --help tells more\.\n$/);
  });

  it('keeps its data for its user only, and ends cleanly', async () => {
    const program = programs.start();
    const announcement = await program.announcement();
    assert.equal(announcement.dataDir, programs.dataDir);
    assert.equal(announcement.region, 'us-east-1');
    if (process.platform !== 'win32') {
      assert.equal((await stat(programs.dataDir)).mode & 0o777, 0o700);
      for (const file of ['credentials.json', 'sandbox.lock']) {
        assert.equal((await stat(path.join(programs.dataDir, file))).mode & 0o777, 0o600);
      }
    }
    assert.equal(await program.kill('SIGTERM'), 0);
    assert.ok(!(await readdir(programs.dataDir)).includes('sandbox.lock'));
  });

  it('never prints the secret when a window starts it', async () => {
    const program = programs.start('--exit-when-idle');
    await untilLocked(programs.dataDir);
    const { secretAccessKey } = JSON.parse(
      await readFile(path.join(programs.dataDir, 'credentials.json'), 'utf8'),
    ) as { secretAccessKey: string };
    assert.equal(await program.kill('SIGTERM'), 0);
    assert.equal(program.stdout, '');
    assert.ok(secretAccessKey.length >= 40);
    assert.ok(!program.stderr.includes(secretAccessKey));
  });

  it('survives kill -9 with everything that it has acknowledged', async () => {
    const program = programs.start();
    const first = clientFor({ announcement: await program.announcement() });
    await first.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    const acknowledged: string[] = [];
    const uploads = Array.from({ length: 200 }, async (_, index) => {
      const Key = `k${index}`;
      await first.send(new PutObjectCommand({ Bucket: 'bucket', Key, Body: Key.repeat(1000) }));
      acknowledged.push(Key);
      if (acknowledged.length === 50) await program.kill('SIGKILL');
    });
    await Promise.allSettled(uploads);
    assert.ok(acknowledged.length >= 50 && acknowledged.length < 200);
    await appendFile(path.join(programs.dataDir, 's3', 'index.jsonl'), '{"op":"put","bucket":"bu');

    const second = clientFor({ announcement: await programs.start().announcement() });
    for (const Key of acknowledged) {
      const { Body } = await second.send(new GetObjectCommand({ Bucket: 'bucket', Key }));
      assert.equal(await Body?.transformToString(), Key.repeat(1000));
    }
    await second.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'new', Body: 'x' }));
    assert.deepEqual(await readdir(path.join(programs.dataDir, 's3', 'incoming')), []);
    first.destroy();
    second.destroy();
  });

  it('starts again on its port after kill -9, whose lock names that port', async () => {
    const first = programs.start();
    const { endpoint } = await first.announcement();
    await first.kill('SIGKILL');
    const again = await programs.start('--port', new URL(endpoint).port).announcement();
    assert.equal(again.endpoint, endpoint);
  });

  it('hands on the consent to install what jobs require', async () => {
    const asked = programs.start('--install-requirements');
    await asked.announcement();
    assert.match(asked.stderr, /^It may install requirements\.\n/);
    await asked.kill('SIGTERM');
    const silent = programs.start();
    await silent.announcement();
    assert.doesNotMatch(silent.stderr, /It may install/);
  });

  it('starts once: the second one says so, and fails whoever waits for its keys', async () => {
    const running = await startTestSandbox({ dataDir: programs.dataDir });
    const second = programs.start();
    assert.equal(await second.ended, 1);
    assert.match(second.stderr, /runs already/);
    assert.equal(second.stdout, '');
    assert.equal(await programs.start('--exit-when-idle').ended, 0);
    await running.stop('test');
  });

  it('says in one sentence why it cannot start', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const inUse = programs.start('--port', String((taken.address() as AddressInfo).port));
    assert.equal(await inUse.ended, 1);
    assert.match(inUse.stderr, /^\S+ Port \d+ is in use\..*\n$/);
    taken.close();

    const file = path.join(await makeTemporaryFolder(), 'file');
    await writeFile(file, '');
    const noFolder = programs.start('--data', file);
    assert.equal(await noFolder.ended, 1);
    assert.match(noFolder.stderr, /is not a folder\.\n$/);

    // Linux makes no folder there, and does not say that it will not.
    if (process.platform !== 'linux') return;
    const nowhere = programs.start('--data', '/proc/sandbox/data');
    assert.equal(await nowhere.ended, 1);
    assert.match(nowhere.stderr, /^\S+ The folder \/proc\/sandbox\/data cannot be made\.\n$/);
  });
});

describe('one sandbox per data folder', () => {
  after(removeTemporaryFolders);

  it('goes to one of two that start at once', async () => {
    const dataDir = await makeTemporaryFolder();
    const started = await Promise.all([startAny({ dataDir }), startAny({ dataDir })]);
    const running = started.filter((one) => 'announcement' in one);
    assert.equal(running.length, 1);
    await running[0]?.stop('test');
  });

  it('is taken over when nobody of ours answers, whatever the process number', async () => {
    const dataDir = await makeTemporaryFolder();
    await (await startTestSandbox({ dataDir })).stop('test');
    const stranger = createServer((_request, response) => response.end('ok'));
    stranger.listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { port } = stranger.address() as AddressInfo;
    const lock = {
      pid: process.pid,
      port,
      protocolVersion: 1,
      startedAt: new Date().toISOString(),
    };
    await writeFile(path.join(dataDir, 'sandbox.lock'), JSON.stringify(lock));
    const sandbox = await startTestSandbox({ dataDir });
    await sandbox.stop('test');
    stranger.close();
  });

  it('drains and replaces an older version, but not one that runs jobs', async () => {
    const dataDir = await makeTemporaryFolder();
    let running = 1;
    const older = await startTestSandbox({ dataDir, jobs: { running: () => running } });
    const file = path.join(dataDir, 'sandbox.lock');
    const lock = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...lock, protocolVersion: 0 }));
    await assert.rejects(startTestSandbox({ dataDir }), /still runs 1 job/);
    running = 0;
    const newer = await startTestSandbox({ dataDir });
    assert.equal(await older.ended, 'It was asked to.');
    await newer.stop('test');
  });

  it('removes what was begun long ago, and nothing that somebody may be writing', async () => {
    const dataDir = await makeTemporaryFolder();
    await (await startTestSandbox({ dataDir })).stop('test');
    const old = new Date(Date.now() - 2 * 60_000);
    for (const name of ['old.tmp', 'sandbox.lock.0123.claim', 'young.tmp', 'old.txt']) {
      const file = path.join(dataDir, name);
      await writeFile(file, 'half');
      if (name !== 'young.tmp') await utimes(file, old, old);
    }
    const sandbox = await startTestSandbox({ dataDir });
    const names = await readdir(dataDir);
    await sandbox.stop('test');
    const left = names.filter((name) => /old|young|claim/.test(name)).sort();
    assert.deepEqual(left, ['old.txt', 'young.tmp']);
  });

  it('refuses the data of a newer version', async () => {
    const dataDir = await makeTemporaryFolder();
    await mkdir(dataDir, { recursive: true });
    await writeFile(path.join(dataDir, 'version.json'), '{"format": 3}');
    await assert.rejects(startTestSandbox({ dataDir }), /written by a newer version/);
    assert.deepEqual(await readdir(dataDir), ['version.json']);
  });

  it('is never made where other files are, which it would lock away or clear', async () => {
    const dataDir = await makeTemporaryFolder();
    const own = path.join(dataDir, 'logs', 'own.txt');
    await mkdir(path.dirname(own));
    await writeFile(own, 'mine');
    await chmod(dataDir, 0o755);
    const { mode } = await stat(dataDir);
    const refused = Program.start('--data', dataDir, '--clear', 'everything');
    assert.equal(await refused.ended, 1);
    assert.match(refused.stderr, / holds other files and no data of a sandbox\. .*--data.*\n$/);
    await assert.rejects(startTestSandbox({ dataDir }), { reason: 'invalid' });
    assert.deepEqual(await readdir(dataDir), ['logs']);
    assert.equal(await readFile(own, 'utf8'), 'mine');
    assert.equal((await stat(dataDir)).mode, mode);
  });

  it('is made anew where a job of a deleted folder has left its end', async () => {
    const dataDir = await makeTemporaryFolder();
    await mkdir(path.join(dataDir, 'jobs', 'some-id'), { recursive: true });
    await writeFile(path.join(dataDir, 'jobs', 'some-id', 'job.json'), '{"half": ');
    const sandbox = await startTestSandbox({ dataDir, adoptData: true, openJobs });
    assert.deepEqual(sandbox.announcement.dataDir, dataDir);
    await sandbox.stop('test');
  });

  it('is made where only the system or a killed start has left files', async () => {
    const dataDir = await makeTemporaryFolder();
    for (const name of ['.DS_Store', 'desktop.ini', 'version.json.0123.tmp']) {
      await writeFile(path.join(dataDir, name), '');
    }
    await mkdir(path.join(dataDir, 'lost+found'));
    await (await startTestSandbox({ dataDir })).stop('test');
  });

  it('gives its port and lock back when its data cannot be opened', async () => {
    const dataDir = await makeTemporaryFolder();
    await (await startTestSandbox({ dataDir })).stop('test');
    await rm(path.join(dataDir, 's3'), { recursive: true });
    await writeFile(path.join(dataDir, 's3'), '');
    await assert.rejects(startTestSandbox({ dataDir }), /is not a folder/);
    assert.ok(!(await readdir(dataDir)).includes('sandbox.lock'));
  });
});
