import assert from 'node:assert/strict';
import { answerWith } from '../../../fakes/fakeVscode';
import { browseS3, type BrowserPorts } from '../../../../src/ui/launch/s3Browser';

const folders: Readonly<Record<string, readonly string[]>> = {
  '': ['s3://bucket/'],
  's3://bucket/': ['s3://bucket/data/'],
  's3://bucket/data/': [],
};

const asked: string[] = [];

const ports: BrowserPorts = {
  title: 'Data in S3',
  folder: (uri) => {
    asked.push(uri);
    const files = uri.endsWith('data/') ? [{ uri: `${uri}a.csv`, bytes: 2048 }] : [];
    return Promise.resolve({ folders: folders[uri] ?? [], files, isComplete: true });
  },
  jobs: () => Promise.resolve(['penguins-2', 'penguins-1']),
  modelOf: (job) => Promise.resolve(`s3://bucket/${job}/output/model.tar.gz`),
};

/** Takes the first row whose label begins so, one after the other; then dismisses. */
const take = (...labels: readonly string[]) => {
  const left = [...labels];
  answerWith((rows) => {
    const label = left.shift();
    return label === undefined ? undefined : rows.find((row) => row.label.startsWith(label));
  });
};

describe('a way through S3', () => {
  beforeEach(() => void asked.splice(0));

  it('leads down to a folder that is used', async () => {
    take('$(database) bucket', '$(folder) data/', '$(check) Use');
    assert.equal(await browseS3(ports), 's3://bucket/data/');
  });

  it('leads down to an object', async () => {
    take('$(database) bucket', '$(folder) data/', '$(file) a.csv');
    assert.equal(await browseS3(ports), 's3://bucket/data/a.csv');
  });

  it('leads up again, to the buckets at last', async () => {
    const up = '$(arrow-up) ..';
    take('$(database) bucket', '$(folder) data/', up, up);
    assert.equal(await browseS3(ports), undefined);
    assert.deepEqual(asked, ['', 's3://bucket/', 's3://bucket/data/', 's3://bucket/', '']);
  });

  it('leads to the model of an earlier job', async () => {
    take('$(package) The model of', 'penguins-1');
    assert.equal(await browseS3(ports), 's3://bucket/penguins-1/output/model.tar.gz');
  });

  it('offers no jobs where they are not asked for', async () => {
    const rows = answerWith(() => undefined);
    await browseS3({ title: ports.title, folder: ports.folder });
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['$(database) bucket/'],
    );
  });
});
