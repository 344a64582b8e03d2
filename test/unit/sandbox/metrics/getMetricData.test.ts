import assert from 'node:assert/strict';
import { begin, minute, MonitoringWorld, range } from './monitoringWorld';

describe('CloudWatch GetMetricData', () => {
  let world: MonitoringWorld;

  beforeEach(async () => {
    world = await MonitoringWorld.open();
  });

  afterEach(() => world.close());

  const query = (stat: string, id = 'a') => ({ Id: id, MetricStat: world.lossStat(stat) });

  it('aggregates by the minute, newest first unless it is asked otherwise', async () => {
    await world.putLoss([1, 1], [59, 3], [61, 7]);
    const queries = ['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount', 'p50'].map(
      (stat, index) => query(stat, `q${index}`),
    );
    const input = { MetricDataQueries: queries, ...range };
    const { MetricDataResults: results } = await world.ask('GetMetricData', input);
    assert.deepEqual(
      results.map(({ Values }) => Values),
      [
        [7, 2],
        [7, 4],
        [7, 1],
        [7, 3],
        [1, 2],
        [7, 1],
      ],
    );
    const oldest = { ...input, MetricDataQueries: [query('Sum')], ScanBy: 'TimestampAscending' };
    assert.deepEqual(await world.ask('GetMetricData', oldest), {
      MetricDataResults: [
        {
          Id: 'a',
          Label: 'loss',
          Timestamps: [begin / 1000, begin / 1000 + 60],
          Values: [4, 7],
          StatusCode: 'Complete',
        },
      ],
      Messages: [],
    });
  });

  it('counts periods from the start that was asked for, and leaves the end out', async () => {
    await world.putLoss([0, 1], [60, 2], [120, 3], [180, 4], [240, 5]);
    const input = {
      MetricDataQueries: [{ Id: 'a', MetricStat: world.lossStat('Sum', 120) }],
      StartTime: begin / 1000 + 62,
      EndTime: begin / 1000 + 240,
      ScanBy: 'TimestampAscending',
    };
    const { MetricDataResults: results } = await world.ask('GetMetricData', input);
    assert.deepEqual(results[0]?.Timestamps, [begin / 1000 + 60, begin / 1000 + 180]);
    assert.deepEqual(results[0].Values, [5, 4]);
  });

  it('gives every datapoint once over pages of any size', async () => {
    await world.putLoss([0, 1], [60, 2], [120, 3]);
    const input = {
      MetricDataQueries: [query('Sum', 'a'), query('Maximum', 'b')],
      ...range,
      ScanBy: 'TimestampAscending',
      MaxDatapoints: 2,
    };
    const found: Record<string, number[]> = { a: [], b: [] };
    let token: string | undefined;
    let pages = 0;
    do {
      const answer = await world.ask('GetMetricData', { ...input, NextToken: token });
      for (const { Id, Values } of answer.MetricDataResults) {
        found[Id]?.push(...Values);
      }
      token = answer.NextToken;
      pages++;
    } while (token !== undefined);
    assert.deepEqual([found, pages], [{ a: [1, 2, 3], b: [1, 2, 3] }, 3]);
    const other = { ...input, ScanBy: 'TimestampDescending', NextToken: 'Mg' };
    assert.equal((await world.refusal('GetMetricData', other))[0], 'InvalidNextToken');
  });

  it('keeps nothing finer than a minute for longer than three hours', async () => {
    await world.store.put([
      {
        ...{ namespace: 'n', name: 'loss', dimensions: { TrainingJobName: 'job' }, value: 1 },
        ...{ timestamp: begin + 1500, isHighResolution: true },
      },
    ]);
    const input = {
      MetricDataQueries: [{ Id: 'a', MetricStat: world.lossStat('Sum', 1) }],
      ...range,
    };
    const times = async () => {
      const { MetricDataResults: results } = await world.ask('GetMetricData', input);
      return results[0]?.Timestamps;
    };
    assert.deepEqual(await times(), [begin / 1000 + 1]);
    world.now += 3 * 60 * minute;
    assert.deepEqual(await times(), []);
  });

  it('refuses what it does not have, in words, and what is wrong', async () => {
    const refuse = async (...queries: object[]) =>
      await world.refusal('GetMetricData', { MetricDataQueries: queries, ...range });
    assert.match(String(await refuse({ Id: 'a', Expression: 'SUM(METRICS())' })), /metric math/);
    assert.match(String(await refuse({ ...query('Sum'), Label: '${MAX}' })), /dynamic labels/);
    assert.match(String(await refuse(query('tm99'))), /statistic|Average/);
    assert.match(String(await refuse(query('Sum'), query('Sum'))), /not unique/);
    assert.match(String(await refuse(query('Sum', 'Upper'))), /lowercase/);
    assert.match(String(await refuse({ Id: 'a' })), /At least one of the parameters/);
    const wrongEnd = { MetricDataQueries: [query('Sum')], ...range, EndTime: range.StartTime };
    assert.deepEqual(await world.refusal('GetMetricData', wrongEnd), [
      'ValidationError',
      'The parameter StartTime must not equal parameter EndTime.',
    ]);
    assert.deepEqual(await world.refusal('GetMetricData', range), [
      'ValidationError',
      'The parameter MetricDataQueries is required.',
    ]);
  });

  it('has no percentile of a set, and none of negative values', async () => {
    const point = { namespace: 'n', name: 'loss', dimensions: { TrainingJobName: 'job' } };
    const value = { count: 2, sum: 4, minimum: 1, maximum: 3 };
    await world.store.put([{ ...point, value, timestamp: begin }]);
    await world.putLoss([60, -1], [60, 2]);
    const input = { MetricDataQueries: [query('p90')], ...range };
    const { MetricDataResults: results } = await world.ask('GetMetricData', input);
    assert.deepEqual(results[0]?.Values, []);
  });
});
