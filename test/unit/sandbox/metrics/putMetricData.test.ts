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
