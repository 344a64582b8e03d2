import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openJobStore, type JobStore } from '../../../../src/sandbox/store/jobStore';
import { jobRecord } from '../../../fakes/jobRecord';

describe('job store', () => {
  let dataDir: string;
  let store: JobStore;
  const folders = async () => {
    const entries = await readdir(path.join(dataDir, 'jobs'), { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  };
  const index = () => path.join(dataDir, 'jobs', 'index.jsonl');

  const opened: JobStore[] = [];
  const reopen = async () => {
    const again = await openJobStore(path.join(dataDir, 'jobs'));
    opened.push(again);
    return again;
  };
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'jobs-'));
    store = await reopen();
  });
  afterEach(async () => {
    for (const again of opened.splice(0)) await again.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('leaves no file behind that was being written when the sandbox was killed', async () => {
    await store.create(jobRecord('a', 1));
    for (const name of ['id-a.tmp', 'id-b.tmp', 'index.jsonl.tmp']) {
      await writeFile(path.join(dataDir, 'jobs', name), '{"half');
    }
    const again = await reopen();
    assert.deepEqual((await readdir(path.join(dataDir, 'jobs'))).sort(), ['id-a', 'index.jsonl']);
    await again.update('id-a', (job) => ({ ...job, modifiedAt: 5 }));
    assert.deepEqual(await readdir(path.join(dataDir, 'jobs', 'id-a')), ['job.json']);
  });

  it('keeps a job and its changes over a restart', async () => {
    await store.create(jobRecord('a', 1));
    await store.create(jobRecord('b', 2));
    await store.update('id-a', (job) => ({ ...job, phase: 'Training', modifiedAt: 5 }));
    const again = await reopen();
    assert.deepEqual(again.list(), store.list());
    assert.deepEqual(
      again.list().map((job) => [job.name, job.phase]),
      [
        ['a', 'Training'],
        ['b', 'Starting'],
      ],
    );
    assert.deepEqual(await again.read('id-a'), await store.read('id-a'));
    assert.equal(again.find('b')?.id, 'id-b');
    assert.equal(again.find('c'), undefined);
  });

  it('answers lists from the index, without the jobs’ folders', async () => {
    await store.create({ ...jobRecord('a', 1), status: 'Completed', phase: 'Completed' });
    await rm(path.join(store.folder('id-a'), 'job.json'));
    assert.deepEqual((await reopen()).list(), store.list());
  });

  it('frees the name of a deleted job and removes its folder', async () => {
    await store.create(jobRecord('a', 1));
    await store.remove('id-a');
    assert.equal(store.find('a'), undefined);
    assert.deepEqual(await folders(), []);
    await store.create({ ...jobRecord('a', 2), id: 'other' });
    assert.equal((await reopen()).find('a')?.id, 'other');
  });

  it('finishes a removal that was cut short', async () => {
    await store.create({ ...jobRecord('a', 1), status: 'Completed' });
    await appendFile(index(), '{"id":"id-a","deleted":true}\n');
    assert.deepEqual((await reopen()).list(), []);
    assert.deepEqual(await folders(), []);
  });

  it('rebuilds a damaged or missing index from the folders, in the order of creation', async () => {
    await store.create(jobRecord('b', 2));
    await store.create(jobRecord('a', 1));
    await writeFile(index(), '{"id":"id-b","na\nnonsense\n');
    assert.deepEqual(
      (await reopen()).list().map((job) => job.name),
      ['a', 'b'],
    );
    await rm(index());
    assert.deepEqual(
      (await reopen()).list().map((job) => job.name),
      ['a', 'b'],
    );
    // The mended index is written back.
    assert.deepEqual(
      (await reopen()).list().map((job) => job.name),
      ['a', 'b'],
    );
  });

  it('believes a running job’s folder rather than an index that is one change behind', async () => {
    await store.create(jobRecord('a', 1));
    const record = { ...(await store.read('id-a')), status: 'Completed' };
    await writeFile(path.join(store.folder('id-a'), 'job.json'), JSON.stringify(record));
    assert.equal((await reopen()).find('a')?.status, 'Completed');
  });

  it('clears away what was never acknowledged', async () => {
    await mkdir(path.join(dataDir, 'jobs', 'half'));
    assert.deepEqual((await reopen()).list(), []);
    assert.deepEqual(await folders(), []);
  });

  it('leaves nothing of a job that could not be written', async () => {
    // A file stands where the job's folder must be made.
    await writeFile(store.folder('id-a'), '');
    await assert.rejects(store.create(jobRecord('a', 1)));
    assert.equal(store.find('a'), undefined);
    assert.deepEqual(store.list(), []);
    await store.create(jobRecord('a', 1));
    assert.equal(store.find('a')?.id, 'id-a');
  });

  /** Makes the disk refuse what is written of a job; returns how to end that. */
  const refuse = async (id: string) => {
    const description = path.join(store.folder(id), 'job.json');
    await rm(description);
    await mkdir(path.join(description, 'in the way'), { recursive: true });
    return () => rm(description, { recursive: true });
  };
  const fail = () => store.update('id-a', (job) => ({ ...job, status: 'Failed' }));

  it('shows no change that a kill would take back', async () => {
    await store.create(jobRecord('a', 1));
    const progress = { isDone: false };
    const change = store
      .update('id-a', (job) => ({ ...job, status: 'Stopped', endedAt: 5 }))
      .finally(() => (progress.isDone = true));
    while (!progress.isDone) {
      const { status } = await store.read('id-a');
      // At once, without giving the store the time to write.
      const onDisk = readFileSync(path.join(store.folder('id-a'), 'job.json'), 'utf8');
      for (const shown of [status, store.find('a')?.status]) {
        assert.ok(shown === 'InProgress' || onDisk.includes('"Stopped"'), `shown: ${shown}`);
      }
      await new Promise(setImmediate);
    }
    await change;
    assert.equal(store.find('a')?.status, 'Stopped');
  });

  it('shows a change that the disk refuses, and saves it with the next one', async () => {
    await store.create(jobRecord('a', 1));
    const allow = await refuse('id-a');
    await assert.rejects(fail());
    assert.equal(store.find('a')?.status, 'Failed');
    await allow();
    await store.create(jobRecord('b', 2));
    await store.update('id-b', (job) => ({ ...job, phase: 'Training' }));
    assert.equal((await reopen()).find('a')?.status, 'Failed');
  });

  it('saves the changes of other jobs while the disk refuses those of one', async () => {
    await store.create(jobRecord('a', 1));
    await store.create(jobRecord('b', 2));
    const allow = await refuse('id-a');
    await assert.rejects(fail());
    await store.update('id-b', (job) => ({ ...job, status: 'Completed' }));
    await allow();
    assert.equal((await reopen()).find('b')?.status, 'Completed');
  });

  it('keeps a job of which the script has removed the folder', async () => {
    await store.create(jobRecord('a', 1));
    await rm(store.folder('id-a'), { recursive: true });
    await fail();
    assert.equal((await (await reopen()).read('id-a')).status, 'Failed');
  });

  it('has no job to read that was deleted meanwhile', async () => {
    await store.create({ ...jobRecord('a', 1), status: 'Completed' });
    await store.remove('id-a');
    assert.equal(await store.readIfThere('id-a'), undefined);
    await assert.rejects(store.read('id-a'), {
      code: 'ValidationException',
      message: 'Requested resource not found.',
    });
  });

  it('changes no job that was deleted meanwhile', async () => {
    const job = { ...jobRecord('job', 1), status: 'Completed' as const };
    await store.create(job);
    const removed = store.remove(job.id);
    await assert.rejects(store.update(job.id, (present) => present));
    await removed;
    assert.deepEqual(store.list(), []);
  });
});
