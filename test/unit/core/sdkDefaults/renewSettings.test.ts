import assert from 'node:assert/strict';
import { renewSettings } from '../../../../src/core/sdkDefaults/renewSettings';
import { noSettings, type LaunchSettings } from '../../../../src/shared/contracts/launchSettings';

const of = (
  fields: LaunchSettings['fields'],
  tags: Readonly<Record<string, string>> = {},
): LaunchSettings => ({
  ...{ ...noSettings, fields },
  tags: Object.entries(tags).map(([name, value]) => ({ name, value })),
});

describe('settings that were filled in and left', () => {
  it('follow what fills them in', () => {
    const before = of({ roleArn: 'a', subnets: 's' });
    const left = of({ roleArn: 'a', subnets: 's', instanceType: 'ml.m5.large' });
    assert.deepEqual(
      renewSettings(left, before, of({ roleArn: 'b', outputUri: 's3://c/' })),
      of({ roleArn: 'b', instanceType: 'ml.m5.large', outputUri: 's3://c/' }),
    );
  });

  it('stay as a person has changed them, emptied or unticked ones too', () => {
    const before = of({ roleArn: 'a', isIsolated: 'true' });
    const left = of({ roleArn: 'own', isIsolated: '' });
    const now = of({ roleArn: 'b', isIsolated: 'true' });
    assert.deepEqual(renewSettings(left, before, now), left);
  });

  it('are filled in where nothing was', () => {
    const left = of({ roleArn: '', instanceType: 'ml.m5.large' });
    assert.deepEqual(
      renewSettings(left, noSettings, of({ roleArn: 'b' })),
      of({ roleArn: 'b', instanceType: 'ml.m5.large' }),
    );
  });

  it('have rows by their names', () => {
    const before = of({}, { a: '1', b: '1', gone: '1', changed: '1' });
    const left = of({}, { b: '1', own: 'x', gone: '1', changed: 'own' });
    const now = of({}, { a: '2', b: '2', changed: '2', fresh: '2' });
    // What was taken away stays away.
    assert.deepEqual(
      renewSettings(left, before, now),
      of({}, { b: '2', own: 'x', changed: 'own', fresh: '2' }),
    );
  });
});
