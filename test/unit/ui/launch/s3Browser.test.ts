import assert from 'node:assert/strict';
import { typing } from '../../../fakes/fakeVscode';
import { goBack, labelsOf, rowsOf, take, usePicks } from '../../../fakes/usedPicks';
import type { S3Entry } from '../../../../src/aws/pickers/s3List';
import { AppError } from '../../../../src/core/errors';
import type { JobOutput } from '../../../../src/core/training/jobOutput';
import { browseS3, type BrowserPorts } from '../../../../src/ui/launch/s3Browser';

const folders: Readonly<Record<string, readonly S3Entry[]>> = {
  '': [{ uri: 's3://bucket/' }],
  's3://bucket/': [{ uri: 's3://bucket/data/' }],
  's3://bucket/data/': [{ uri: 's3://bucket/data/a.csv', bytes: 2048 }],
  's3://bucket/churn/output/': [{ uri: 's3://bucket/churn/output/model.tar.gz', bytes: 9000 }],
};

const asked: string[] = [];
const whole = <T>(items: readonly T[]) => Promise.resolve({ items, isAll: true });

const ports: BrowserPorts = {
  title: 'Data in S3',
  folder: (uri) => {
    asked.push(uri);
    return whole(folders[uri] ?? []);
  },
};

const withJobs = (places: Readonly<Record<string, JobOutput>>): BrowserPorts => ({
  ...ports,
  jobs: {
    list: () => whole(Object.keys(places).map((name) => ({ name, status: 'Completed' }))),
    outputOf: (job) => Promise.resolve(places[job]),
  },
});

const bucket = '$(database) bucket/';
const jobs = '$(package) The results of an earlier training job…';
const churn = { output: 's3://bucket/churn/output/' };

describe('a way through S3', () => {
  beforeEach(() => void asked.splice(0));

  it('leads down to a folder that is used', async () => {
    usePicks(take(bucket), take('$(folder) data/'), take('$(check) Use s3://bucket/data/'));
    assert.equal(await browseS3(ports), 's3://bucket/data/');
  });

  it('leads down to an object', async () => {
    usePicks(take(bucket), take('$(folder) data/'), take('$(file) a.csv'));
    assert.equal(await browseS3(ports), 's3://bucket/data/a.csv');
  });

  it('leads up again, to the buckets at last', async () => {
    const up = take('$(arrow-up) ..');
    usePicks(take(bucket), take('$(folder) data/'), up, up);
    assert.equal(await browseS3(ports), undefined);
    assert.deepEqual(asked, ['', 's3://bucket/', 's3://bucket/data/', 's3://bucket/', '']);
  });

  it('leads to what an earlier job has left', async () => {
    const opened = usePicks(take(jobs), take('churn'), take('$(file) model.tar.gz'));
    const found = await browseS3(withJobs({ churn }));
    assert.equal(found, 's3://bucket/churn/output/model.tar.gz');
    assert.deepEqual(rowsOf(opened[1]), [['churn', 'Completed', undefined]]);
  });

  it('asks which, where a job keeps checkpoints too', async () => {
    const kept = { ...churn, checkpoints: 's3://bucket/data/' };
    const use = take('$(check) Use s3://bucket/data/');
    usePicks(take(jobs), take('kept'), take('$(save) Checkpoints'), use);
    assert.equal(await browseS3(withJobs({ kept })), 's3://bucket/data/');
  });

  it('says that a job names no place, and leads back to the jobs and the buckets', async () => {
    const none = withJobs({ none: undefined as never, churn });
    const opened = usePicks(take(jobs), take('none'), goBack, goBack);
    assert.equal(await browseS3(none), undefined);
    assert.deepEqual(labelsOf(opened[2]), ['$(info) The job names no place for its results']);
    assert.deepEqual(labelsOf(opened[3]), ['none', 'churn']);
    assert.equal(opened[4]?.title, 'Data in S3');
  });

  it('offers no jobs where they are not asked for', async () => {
    const opened = usePicks();
    await browseS3(ports);
    assert.deepEqual(labelsOf(opened[0]), ['$(edit) Type an address…', bucket]);
  });

  it('can begin at an address that is typed, also where buckets may not be listed', async () => {
    const message = 's3:ListAllMyBuckets is not allowed.';
    const denied: BrowserPorts = {
      ...ports,
      folder: (uri, reading) =>
        uri === '' ? Promise.reject(new AppError('denied', message)) : ports.folder(uri, reading),
    };
    typing.texts = ['s3://bucket'];
    const type = take('$(edit) Type an address…');
    const opened = usePicks(type, take('$(folder) data/'), take('$(file) a.csv'));
    assert.equal(await browseS3(denied), 's3://bucket/data/a.csv');
    assert.deepEqual(rowsOf(opened[0]).at(-1), [
      ...[`$(circle-slash) ${message}`, undefined],
      'The address can be typed into the field as well.',
    ]);
    typing.texts = ['s3://bucket/other.csv'];
    usePicks(type);
    assert.equal(await browseS3(denied), 's3://bucket/other.csv');
    assert.match(typing.asked.at(-1)?.validateInput('bucket') ?? '', /^An address in S3/);
  });

  it('tells of an empty folder, and of one with more than is read', async () => {
    const empty = usePicks(take(bucket), take('$(folder) empty/'));
    const changed: typeof folders = { ...folders, 's3://bucket/': [{ uri: 's3://bucket/empty/' }] };
    await browseS3({ ...ports, folder: (uri) => whole(changed[uri] ?? []) });
    assert.equal(labelsOf(empty[2]).at(-1), '$(info) Empty');
    const more = usePicks();
    const part = { items: [{ uri: 's3://bucket/' }], isAll: false };
    await browseS3({ ...ports, folder: () => Promise.resolve(part) });
    assert.equal(labelsOf(more[0]).at(-1), '$(ellipsis) Only the first 1 are shown');
  });
});
