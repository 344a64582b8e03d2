import assert from 'node:assert/strict';
import { begin, MonitoringWorld, range, type Input } from './monitoringWorld';

describe('CloudWatch PutMetricData', () => {
  let world: MonitoringWorld;

  beforeEach(async () => {
    world = await MonitoringWorld.open();
  });

  afterEach(() => world.close());

  const put = (datum: Input) =>
    world.ask('PutMetricData', { Namespace: 'own', MetricData: [{ MetricName: 'm', ...datum }] });
  const sums = async (stat: string) => {
    const asked = {
      Namespace: 'own',
      MetricName: 'm',
      Period: 60,
      ...range,
      EndTime: world.now / 1000,
    };
    const { Datapoints } = await world.ask('GetMetricStatistics', { ...asked, Statistics: [stat] });
    return Datapoints.map((point) => point[stat]);
  };

  it('takes values, weighted values and sets', async () => {
    const Timestamp = begin / 1000;
    await put({ Value: 0, Timestamp });
    await put({ Values: [1, 2], Counts: [3, 1], Timestamp: '2026-01-05T10:00:30Z' });
    await put({
      StatisticValues: { SampleCount: 2, Sum: 20, Minimum: 5, Maximum: 15 },
      Timestamp,
    });
    assert.deepEqual(await sums('Sum'), [25]);
    assert.deepEqual(await sums('SampleCount'), [7]);
    assert.deepEqual(await sums('Maximum'), [15]);
  });

  it('takes a null for a member that is not there', async () => {
    const nothing = { Unit: null, Timestamp: null, StorageResolution: null, Dimensions: null };
    await world.ask('PutMetricData', {
      Namespace: 'own',
      MetricData: [{ MetricName: 'm', Value: 3, StatisticValues: null, ...nothing }],
      EntityMetricData: null,
    });
    world.now += 60_000;
    const asked = { Namespace: 'own', MetricName: 'm', Dimensions: null, Unit: null };
    const period = { ...range, EndTime: world.now / 1000, Period: 60 };
    const statistics = { Statistics: ['Sum'], ExtendedStatistics: null };
    const { Datapoints } = await world.ask('GetMetricStatistics', {
      ...asked,
      ...period,
      ...statistics,
    });
    assert.deepEqual(
      Datapoints.map(({ Sum, Unit }) => [Sum, Unit]),
      [[3, 'None']],
    );
    const Metric = { Namespace: 'own', MetricName: 'm', Dimensions: null };
    const MetricStat = { Metric, Period: 60, Stat: 'Sum', Unit: null };
    const { MetricDataResults } = await world.ask('GetMetricData', {
      MetricDataQueries: [{ Id: 'a', MetricStat, Expression: null, Label: null, Period: null }],
      ...range,
      EndTime: world.now / 1000,
      NextToken: null,
      MaxDatapoints: null,
      ScanBy: null,
    });
    assert.deepEqual(MetricDataResults[0]?.Values, [3]);
    const filters = { Namespace: null, MetricName: null, Dimensions: null, NextToken: null };
    const { Metrics } = await world.ask('ListMetrics', { ...filters, RecentlyActive: null });
    assert.equal(Metrics.length, 1);
  });

  it('refuses values that nobody can have meant', async () => {
    const refuse = async (datum: Input) =>
      (
        await world.refusal('PutMetricData', {
          Namespace: 'own',
          MetricData: [{ MetricName: 'm', ...datum }],
        })
      )[0];
    assert.equal(await refuse({}), 'InvalidParameterCombination');
    assert.equal(await refuse({ Value: 1, Values: [1] }), 'InvalidParameterCombination');
    assert.equal(await refuse({ Values: [1], Counts: [1, 2] }), 'InvalidParameterCombination');
    assert.equal(await refuse({ Value: 1e300 }), 'InvalidParameterValue');
    assert.equal(await refuse({ Value: 1, Unit: 'Furlongs' }), 'InvalidParameterValue');
    const old = begin / 1000 - 15 * 86_400;
    assert.equal(await refuse({ Value: 1, Timestamp: old }), 'InvalidParameterValue');
    const none = await world.refusal('PutMetricData', { Namespace: 'own' });
    assert.deepEqual(none, ['MissingParameter', 'The parameter MetricData is required.']);
    const reserved = { Namespace: 'AWS/Own', MetricData: [{ MetricName: 'm', Value: 1 }] };
    assert.equal((await world.refusal('PutMetricData', reserved))[0], 'InvalidParameterValue');
  });
});
