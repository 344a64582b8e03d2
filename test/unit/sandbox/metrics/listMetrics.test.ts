import assert from 'node:assert/strict';
import { begin, minute, MonitoringWorld, type Input } from './monitoringWorld';

describe('CloudWatch ListMetrics', () => {
  let world: MonitoringWorld;

  beforeEach(async () => {
    world = await MonitoringWorld.open();
    // What was written counts, and that has the computer's own time.
    world.now = Date.now();
  });

  afterEach(() => world.close());

  const list = async (input: Input) => {
    const { Metrics } = await world.ask('ListMetrics', input);
    return Metrics.map(({ MetricName, Dimensions }) => [
      MetricName,
      ...Dimensions.map(({ Value }) => Value),
    ]);
  };

  const put = (namespace: string, name: string, dimensions: Record<string, string>) =>
    world.store.put([{ namespace, name, dimensions, value: 1, timestamp: begin }]);

  it('filters by namespace, name and dimensions', async () => {
    await put('n', 'loss', { TrainingJobName: 'a' });
    await put('n', 'accuracy', { TrainingJobName: 'a' });
    await put('n', 'loss', { TrainingJobName: 'b' });
    await put('m', 'loss', {});
    assert.deepEqual(await list({ Namespace: 'n', MetricName: 'loss' }), [
      ['loss', 'a'],
      ['loss', 'b'],
    ]);
    const byValue = { Dimensions: [{ Name: 'TrainingJobName', Value: 'a' }] };
    assert.deepEqual(await list(byValue), [
      ['accuracy', 'a'],
      ['loss', 'a'],
    ]);
    assert.equal((await list({ Dimensions: [{ Name: 'TrainingJobName' }] })).length, 3);
    assert.deepEqual(await list({ Dimensions: [{ Name: 'constructor' }] }), []);
    assert.equal((await list({ RecentlyActive: 'PT3H' })).length, 4);
    world.now += 4 * 60 * minute;
    assert.equal((await list({ RecentlyActive: 'PT3H' })).length, 0);
    assert.equal((await list({})).length, 4);
    world.now += 15 * 24 * 60 * minute;
    assert.equal((await list({})).length, 0);
  });

  it('gives 500 metrics a page, each once', async () => {
    for (const job of ['a', 'b', 'c']) {
      await world.store.put(
        Array.from({ length: 400 }, (_, index) => ({
          ...{ namespace: 'n', name: `m${index}`, dimensions: { TrainingJobName: job } },
          ...{ value: 1, timestamp: begin },
        })),
      );
    }
    const seen = new Set<string>();
    const sizes: number[] = [];
    let NextToken: string | undefined;
    do {
      const answer = await world.ask('ListMetrics', { NextToken });
      const metrics = answer.Metrics;
      sizes.push(metrics.length);
      for (const metric of metrics) seen.add(JSON.stringify(metric));
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    assert.deepEqual([seen.size, sizes], [1200, [500, 500, 200]]);
  });
});
