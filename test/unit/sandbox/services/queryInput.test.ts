import assert from 'node:assert/strict';
import { ServiceError } from '../../../../src/sandbox/http/jsonService';
import { queryMembers } from '../../../../src/sandbox/http/queryAnswer';
import { element, xmlDocument } from '../../../../src/sandbox/http/xml';
import { queryActions } from '../../../../src/sandbox/services/model/checkedOperations';
import cloudwatch from '../../../../src/sandbox/services/model/cloudwatch.json';
import { readQueryInput } from '../../../../src/sandbox/services/model/queryInput';
import type { ServiceModel } from '../../../../src/core/serviceModel';

const model: ServiceModel = cloudwatch;

function read(operation: string, form: string): object {
  return readQueryInput(model, operation, new Map(new URLSearchParams(form)));
}

describe('the parameters of a Query request', () => {
  it('become lists, structures, numbers, booleans and times by the model', () => {
    const input = read(
      'GetMetricData',
      'Action=GetMetricData&StartTime=2026-11-21T10%3A00%3A00Z&EndTime=2026-11-21T12:00:00.5%2B01:00' +
        '&MaxDatapoints=100&MetricDataQueries.member.2.Id=second' +
        '&MetricDataQueries.member.1.Id=first&MetricDataQueries.member.1.ReturnData=false' +
        '&MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name=Host' +
        '&MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Value=a.b%2Falgo-1' +
        '&MetricDataQueries.member.1.MetricStat.Period=60',
    );
    assert.deepEqual(input, {
      MetricDataQueries: [
        {
          Id: 'first',
          MetricStat: {
            Metric: { Dimensions: [{ Name: 'Host', Value: 'a.b/algo-1' }] },
            Period: 60,
          },
          ReturnData: false,
        },
        { Id: 'second' },
      ],
      StartTime: Date.UTC(2026, 10, 21, 10) / 1000,
      EndTime: Date.UTC(2026, 10, 21, 11, 0, 0, 500) / 1000,
      MaxDatapoints: 100,
    });
  });

  it('are put in the order of their numbers, however many', () => {
    const form = Array.from({ length: 12 }, (_, index) => {
      const number = 12 - index;
      return `Statistics.member.${number}=s${number}`;
    });
    const { Statistics } = read('GetMetricStatistics', form.join('&')) as { Statistics: string[] };
    assert.deepEqual(Statistics.slice(0, 3), ['s1', 's2', 's3']);
    assert.equal(Statistics.at(-1), 's12');
  });

  it('may hold an empty list, maps, and names that the model does not know', () => {
    assert.deepEqual(read('ListMetrics', 'Dimensions=&Other.member.1=x&__proto__.x=1'), {
      Dimensions: [],
    });
    const entity = 'EntityMetricData.member.1.Entity.KeyAttributes.entry.1';
    assert.deepEqual(read('PutMetricData', `${entity}.key=Type&${entity}.value=Service`), {
      EntityMetricData: [{ Entity: { KeyAttributes: { Type: 'Service' } } }],
    });
  });

  it('are refused when they are not of their type', () => {
    for (const form of [
      'Period=ten',
      'Period=',
      'Period=1.5',
      'Period=0x3c',
      'Period=1e300',
      'StartTime=yesterday',
    ]) {
      assert.throws(
        () => read('GetMetricStatistics', form),
        (error) => error instanceof ServiceError && error.code === 'MalformedInput',
      );
    }
  });

  it('are checked against the model with the code of Query services', async () => {
    const actions = queryActions(model, { GetMetricStatistics: () => Promise.resolve({}) });
    const action = actions['GetMetricStatistics'];
    assert.ok(action);
    const call = { region: 'us-east-1', accountId: '000000000000' };
    const form = new Map([['Period', '0']]);
    await assert.rejects(action(form, call), (error) => {
      assert.ok(error instanceof ServiceError);
      assert.equal(error.code, 'ValidationError');
      assert.match(error.message, /^\d validation errors detected: .*'namespace' failed/);
      assert.match(error.message, /Value '0' at 'period'.*greater than or equal to 1/);
      return true;
    });
  });
});

describe('the answer to a Query request', () => {
  it('is XML with lists of members and times in ISO 8601', () => {
    const answer = {
      Label: 'a<b',
      Missing: undefined,
      Empty: [],
      Datapoints: [{ Timestamp: new Date(0), Average: 1.5 }, { Sum: 0 }],
      Nested: { Flag: false },
    };
    assert.equal(
      xmlDocument(element('R', queryMembers(answer))).split('\n')[1],
      '<R><Label>a&lt;b</Label><Empty></Empty><Datapoints>' +
        '<member><Timestamp>1970-01-01T00:00:00.000Z</Timestamp><Average>1.5</Average></member>' +
        '<member><Sum>0</Sum></member></Datapoints><Nested><Flag>false</Flag></Nested></R>',
    );
  });
});
