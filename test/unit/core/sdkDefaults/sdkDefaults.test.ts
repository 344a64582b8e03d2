import assert from 'node:assert/strict';
import { readYaml } from '../../../../src/core/sdkDefaults/readYaml';
import { sdkDefaults, type SdkDefaults } from '../../../../src/core/sdkDefaults/sdkDefaults';
import { noSettings } from '../../../../src/shared/contracts/launchSettings';

const role = 'arn:aws:iam::123456789012:role/Jobs';

const valueOf = async (text: string): Promise<unknown> => {
  const read = await readYaml(text);
  return 'value' in read ? read.value : assert.fail(read.problem);
};

/** Of a user's file whose training job says that. */
const of = async (job: string): Promise<SdkDefaults> =>
  sdkDefaults({
    user: await valueOf(`{SchemaVersion: '1.0', SageMaker: {TrainingJob: {${job}}}}`),
  });

describe('what defaults of the SageMaker SDK say of a launch', () => {
  it('is nothing where there are no files, or empty ones', () => {
    assert.deepEqual(sdkDefaults({}), { settings: noSettings, leftOut: [] });
    for (const empty of [null, '', false, [], new Map()]) {
      assert.deepEqual(sdkDefaults({ admin: empty }), { settings: noSettings, leftOut: [] });
    }
  });

  it('takes the user’s word for the administrator’s, key by key', async () => {
    const file = (job: string) =>
      valueOf(`{SchemaVersion: '1.0', SageMaker: {TrainingJob: {${job}}}}`);
    const admin = await file(
      `RoleArn: "${role}", EnableNetworkIsolation: true, Environment: {A: a}`,
    );
    const user = await file('EnableNetworkIsolation: false, Environment: {B: b}');
    assert.deepEqual(sdkDefaults({ admin, user }).settings, {
      ...{ fields: { roleArn: role }, tags: [], groups: [] },
      environment: [
        { name: 'A', value: 'a' },
        { name: 'B', value: 'b' },
      ],
    });
  });

  it('takes no name of a variable that YAML does not read as a text', async () => {
    const { settings, leftOut } = await of('Environment: {8080: x, on: y, ~: z, A: a}');
    assert.deepEqual(settings.environment, [{ name: 'A', value: 'a' }]);
    assert.deepEqual(
      leftOut.map(({ why }) => why),
      ['wrong', 'wrong', 'wrong'],
    );
  });

  it('leaves out what the SDK would refuse, and keeps the rest', async () => {
    const { settings, leftOut } = await of(
      `RoleArn: Jobs, Roles: x, EnableNetworkIsolation: true, Environment: {A: a, B: 1}`,
    );
    assert.deepEqual(settings.fields, { isIsolated: 'true' });
    assert.deepEqual(settings.environment, [{ name: 'A', value: 'a' }]);
    assert.deepEqual(leftOut, [
      { owner: 'user', path: 'SageMaker.TrainingJob.RoleArn', why: 'wrong' },
      { owner: 'user', path: 'SageMaker.TrainingJob.Roles', why: 'unknown' },
      { owner: 'user', path: 'SageMaker.TrainingJob.Environment.B', why: 'wrong' },
    ]);
  });

  it('tells what a launch has no field for, unless it is off', async () => {
    const unsupported = (await of('ProfilerConfig: {DisableProfiler: true}')).leftOut;
    assert.deepEqual(unsupported, [
      {
        ...{ owner: 'user', why: 'unsupported' },
        path: 'SageMaker.TrainingJob.ProfilerConfig.DisableProfiler',
      },
    ]);
    assert.deepEqual((await of('ProfilerConfig: {DisableProfiler: false}')).leftOut, []);
  });

  it('has no network of subnets or groups alone', async () => {
    const { settings, leftOut } = await of('VpcConfig: {Subnets: [subnet-1]}');
    assert.deepEqual(settings, noSettings);
    assert.deepEqual(leftOut, [
      { owner: 'user', path: 'SageMaker.TrainingJob.VpcConfig.Subnets', why: 'alone' },
    ]);
  });

  it('comes to an end where a file holds itself', async () => {
    const file = await valueOf(`{SchemaVersion: '1.0', SageMaker: &a {TrainingJob: *a}}`);
    assert.deepEqual(
      sdkDefaults({ user: file }).leftOut.map(({ path }) => path),
      ['SageMaker.TrainingJob.TrainingJob'],
    );
  });

  it('is nothing of a file without the version that is known', async () => {
    const file = await valueOf(`SageMaker: {TrainingJob: {RoleArn: "${role}"}}`);
    assert.deepEqual(sdkDefaults({ admin: file }), {
      settings: noSettings,
      leftOut: [{ owner: 'admin', path: 'SchemaVersion', why: 'wrong' }],
    });
  });
});
