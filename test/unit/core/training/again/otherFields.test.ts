import assert from 'node:assert/strict';
import {
  otherFieldsProblem,
  otherFieldsText,
  readOtherFields,
  splitRequest,
} from '../../../../../src/core/training/again/otherFields';
import { boto3Request, sdk2Request } from './sdkRequests';

describe('the other fields of a request', () => {
  it('are those that the page has no field for, inside of objects too', () => {
    const { own, other } = splitRequest(sdk2Request);
    assert.deepEqual(Object.keys(other), [
      'AlgorithmSpecification',
      'DebugHookConfig',
      'ProfilerConfig',
    ]);
    assert.deepEqual(Object.keys(other['AlgorithmSpecification'] as object), [
      'EnableSageMakerMetricsTimeSeries',
      'MetricDefinitions',
    ]);
    assert.deepEqual(Object.keys(own['AlgorithmSpecification'] as object), [
      'TrainingImage',
      'TrainingInputMode',
    ]);
    assert.deepEqual(readOtherFields(otherFieldsText(other)), other);
  });

  it('are no text where there are none', () => {
    const { RoleArn, ResourceConfig } = boto3Request;
    const plain = { RoleArn: RoleArn ?? '', ResourceConfig: ResourceConfig ?? {} };
    assert.equal(otherFieldsText(splitRequest(plain).other), '');
    assert.equal(readOtherFields(' '), undefined);
    assert.equal(otherFieldsProblem(''), null);
  });

  for (const [text, problem] of [
    ['{"RemoteDebugConfig": {"EnableRemoteDebug": true}}', null],
    ['{"RemoteDebugConfig": null}', null],
    ['{"RemoteDebugConfig": {', 'The JSON ends too early.'],
    ['{\n  "a": oops}', 'This is not JSON: line 2, column 8.'],
    ['[1]', 'A JSON object is expected, in braces.'],
    ['{"TrainingJobName": "x"}', 'The job’s name has a field of its own.'],
    [
      '{"RemoteDebugConfig": {"EnableRemoteDebug": 1}}',
      'RemoteDebugConfig.EnableRemoteDebug must be true or false.',
    ],
  ] as const) {
    it(`says ${String(problem)} of ${JSON.stringify(text)}`, () => {
      assert.equal(otherFieldsProblem(text), problem);
    });
  }

  it('says of an unknown field that it would not be sent', () => {
    assert.match(otherFieldsProblem('{"DebugHook": {}}') ?? '', /^DebugHook is not a field/);
  });
});
