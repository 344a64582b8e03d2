import assert from 'node:assert/strict';
import { begin, MonitoringWorld, range, type Input } from './monitoringWorld';

describe('CloudWatch GetMetricStatistics', () => {
  let world: MonitoringWorld;

  beforeEach(async () => {
    world = await MonitoringWorld.open();
  });

  afterEach(() => world.close());

  const input = { Namespace: 'n', MetricName: 'loss', Period: 60, ...range };
  const Dimensions = [{ Name: 'TrainingJobName', Value: 'job' }];

  it('gives several statistics of each period', async () => {
    await world.putLoss([0, 1], [30, 3]);
    const asked = { ...input, Dimensions, Statistics: ['Average', 'SampleCount'] };
    assert.deepEqual(await world.ask('GetMetricStatistics', asked), {
      Label: 'loss',
      Datapoints: [{ Timestamp: begin / 1000, Average: 2, SampleCount: 2, Unit: 'None' }],
    });
    const extended = { ...input, Dimensions, ExtendedStatistics: ['p100'] };
    const { Datapoints } = await world.ask('GetMetricStatistics', extended);
    assert.deepEqual(Datapoints[0]?.ExtendedStatistics, {
      p100: 3,
    });
  });

  it('takes a period of very many samples, whose units are datapoints of their own', async () => {
    const point = { namespace: 'n', name: 'loss', dimensions: { TrainingJobName: 'job' } };
    const units = ['Seconds', undefined];
    await world.store.put(
      Array.from({ length: 150_000 }, (_, index) => ({
        ...point,
        value: 1,
        timestamp: begin,
        unit: units[index % 3 === 0 ? 0 : 1],
      })),
    );
    const asked = { ...input, Dimensions, Statistics: ['Sum'] };
    const { Datapoints } = await world.ask('GetMetricStatistics', asked);
    const Timestamp = begin / 1000;
    assert.deepEqual(Datapoints, [
      { Timestamp, Sum: 50_000, Unit: 'Seconds' },
      { Timestamp, Sum: 100_000, Unit: 'None' },
    ]);
  });

  it("refuses with the service's words", async () => {
    const refuse = (more: Input) => world.refusal('GetMetricStatistics', { ...input, ...more });
    assert.deepEqual(await refuse({ Statistics: ['Sum'], EndTime: range.StartTime + 86_460 }), [
      'InvalidParameterCombination',
      'You have requested up to 1441 datapoints, which exceeds the limit of 1440. You may reduce ' +
        'the datapoints requested by increasing Period, or decreasing the time range.',
    ]);
    assert.deepEqual(await refuse({}), [
      'InvalidParameterCombination',
      'At least one of the parameters Statistics and ExtendedStatistics must be specified.',
    ]);
    assert.equal(
      (await refuse({ Statistics: ['Sum'], ExtendedStatistics: ['p1'] }))[0],
      'InvalidParameterCombination',
    );
    assert.match(String(await refuse({ Statistics: ['Mean'] })), /Statistics.member.1 must be a/);
    assert.match(String(await refuse({ Statistics: ['Sum'], Period: 90 })), /Period/);
    assert.deepEqual(await refuse({ Statistics: ['Sum'], MetricName: null }), [
      'MissingParameter',
      'The parameter MetricName is required.',
    ]);
  });

  it('answers the same in Query, with times in ISO 8601', async () => {
    await world.putLoss([0, 1]);
    const parameters = new Map(
      Object.entries({
        Namespace: 'n',
        MetricName: 'loss',
        'Dimensions.member.1.Name': 'TrainingJobName',
        'Dimensions.member.1.Value': 'job',
        StartTime: new Date(begin).toISOString(),
        EndTime: new Date(world.now).toISOString(),
        Period: '60',
        'Statistics.member.1': 'Sum',
      }),
    );
    assert.deepEqual(
      await world.service.query.actions['GetMetricStatistics']?.(parameters, world.call),
      {
        Label: 'loss',
        Datapoints: [{ Timestamp: new Date(begin), Sum: 1, Unit: 'None' }],
      },
    );
  });
});
