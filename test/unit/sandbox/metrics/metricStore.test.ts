import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openMetricStore, type MetricStore } from '../../../../src/sandbox/store/metricStore';
import type { StoredSample } from '../../../../src/sandbox/store/metricFile';

describe('metric store', () => {
  const namespace = '/aws/sagemaker/TrainingJobs';
  const minute = 60_000;
  let folder: string;
  let store: MetricStore;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'metrics-'));
    store = await openMetricStore(folder);
  });

  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const point = (job: string, name: string, value: number, timestamp: number) => ({
    namespace,
    dimensions: { TrainingJobName: job },
    name,
    value,
    timestamp,
  });

  const samples = async (job: string) => {
    const found: StoredSample[] = [];
    await store.scan({ namespace, dimensions: { TrainingJobName: job } }, (sample) =>
      found.push(sample),
    );
    return found.map(({ name, value, timestamp }) => [name, value, timestamp]);
  };

  const dataFiles = async () =>
    (await readdir(folder))
      .filter((name) => name !== 'index.jsonl')
      .map((n) => path.join(folder, n));

  it('gives back what was put, by family', async () => {
    await store.put([point('a', 'loss', 1, 1 * minute), point('b', 'loss', 2, 1 * minute)]);
    await store.put([point('a', 'accuracy', 0.5, 2 * minute)]);
    assert.deepEqual(await samples('a'), [
      ['loss', 1, 1 * minute],
      ['accuracy', 0.5, 2 * minute],
    ]);
    assert.deepEqual(await samples('c'), []);
    const families = (await store.families()).map(({ dimensions, names }) => [dimensions, names]);
    assert.deepEqual(families, [
      [{ TrainingJobName: 'a' }, ['loss', 'accuracy']],
      [{ TrainingJobName: 'b' }, ['loss']],
    ]);
  });

  it('keeps the sets of samples, and does not mind the order of dimensions', async () => {
    const value = { count: 3, sum: 6, minimum: 1, maximum: 3 };
    const dimensions = { a: '1', b: '2' };
    await store.put([{ namespace, dimensions, name: 'x', value, timestamp: 0, unit: 'Percent' }]);
    const found: StoredSample[] = [];
    await store.scan({ namespace, dimensions: { b: '2', a: '1' } }, (s) => found.push(s));
    assert.deepEqual(found, [{ name: 'x', timestamp: 0, value, unit: 'Percent' }]);
  });

  it('has everything after a restart, and goes on behind a line that a kill cut off', async () => {
    await store.put([point('a', 'loss', 1, 1 * minute)]);
    await store.close();
    const [file = ''] = await dataFiles();
    await appendFile(file, '["loss",2000,0.');
    store = await openMetricStore(folder);
    await store.put([point('a', 'loss', 3, 3 * minute), point('a', 'loss', 4, 4 * minute)]);
    assert.deepEqual(await samples('a'), [
      ['loss', 1, 1 * minute],
      ['loss', 3, 3 * minute],
      ['loss', 4, 4 * minute],
    ]);
    assert.equal((await store.families()).length, 1);
  });

  it('keeps times to the minute, or to the second for a high resolution', async () => {
    await store.put([
      point('a', 'loss', 1, 61_500),
      { ...point('a', 'loss', 2, 61_500), isHighResolution: true },
    ]);
    assert.deepEqual(await samples('a'), [
      ['loss', 1, 60_000],
      ['loss', 2, 61_000],
    ]);
  });

  it('reads a file of many blocks', async () => {
    const many = Array.from({ length: 30_000 }, (_, index) =>
      point('a', 'loß', index, index * minute),
    );
    await store.put(many);
    const found = await samples('a');
    assert.equal(found.length, many.length);
    assert.deepEqual(found.at(-1), ['loß', 29_999, 29_999 * minute]);
  });

  it('drops what was last written to before a time, also after a restart', async () => {
    await store.put([point('old', 'loss', 1, 1 * minute)]);
    const [file = ''] = await dataFiles();
    await utimes(file, 100, 100);
    await store.put([point('new', 'loss', 1, 1 * minute)]);
    await store.drop((_, writtenAt) => writtenAt < 200_000);
    assert.deepEqual(await samples('old'), []);
    await store.close();
    store = await openMetricStore(folder);
    const [family, ...others] = await store.families();
    assert.deepEqual([family?.dimensions, others], [{ TrainingJobName: 'new' }, []]);
  });
});
