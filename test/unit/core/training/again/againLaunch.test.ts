import assert from 'node:assert/strict';
import fc from 'fast-check';
import { againLaunch, type AgainBasis } from '../../../../../src/core/training/again/againLaunch';
import { otherFieldsText, splitRequest } from '../../../../../src/core/training/again/otherFields';
import { requestForm } from '../../../../../src/core/training/again/requestForm';
import { isList, memberOf, type JsonObject } from '../../../../../src/core/training/exports/json';
import { launchBill } from '../../../../../src/core/training/jobBill';
import { buildTrainingRequest } from '../../../../../src/core/training/request';
import type { LaunchDraft } from '../../../../../src/shared/contracts/launch';
import type { SettingName } from '../../../../../src/shared/contracts/launchSettings';
import { launchPlans } from '../../../../contract/launchPlans';
import { boto3Request, sdk2Request, sdk3Request } from './sdkRequests';

const draftOf = (request: JsonObject): LaunchDraft => ({
  ...{ jobName: 'again', values: {}, sourceFolder: '.', alsoPacked: [] },
  ...{ installRequirements: false, leftOutMetrics: [] },
  ...requestForm(request),
  otherFields: otherFieldsText(splitRequest(request).other),
});

const basisOf = (request: JsonObject): AgainBasis => ({ request, draft: draftOf(request) });

const uploads = [{ name: 'train', uri: 's3://own/uploaded' }];

/** The request that is sent where `change` was made in the form. */
function sent(
  request: JsonObject,
  change: (draft: LaunchDraft) => Partial<LaunchDraft> = () => ({}),
): JsonObject {
  const basis = basisOf(request);
  const draft = { ...basis.draft, ...change(basis.draft) };
  const launch = againLaunch(basis, draft, {
    imageOf: ({ settings }) => settings.fields.imageUri ?? '',
    localPath: (path) => `/home/me/${path}`,
  });
  const target = {
    ...{ region: 'us-east-1', bucket: 'own', roleArn: 'default' },
    environment: { OWN: 'python' },
  };
  const built = buildTrainingRequest(launch, { submitUri: '', channels: uploads }, target);
  return JSON.parse(JSON.stringify(built)) as JsonObject;
}

/** What a request is under the new name. */
const renamed = (request: JsonObject): JsonObject => ({ ...request, TrainingJobName: 'again' });

const field = (name: SettingName, text: string) => (draft: LaunchDraft) => ({
  settings: { ...draft.settings, fields: { ...draft.settings.fields, [name]: text } },
});

const sdk2Renamed = (parameters: JsonObject = {}): JsonObject => ({
  ...renamed(sdk2Request),
  HyperParameters: {
    ...(sdk2Request['HyperParameters'] as JsonObject),
    sagemaker_job_name: '"again"',
    ...parameters,
  },
});

describe('a launch that repeats a request', () => {
  it('has the role and the output of the connection where the request names none', () => {
    const rest = { ...boto3Request };
    delete rest['RoleArn'];
    delete rest['OutputDataConfig'];
    assert.deepEqual(sent(rest), {
      ...renamed(rest),
      ...{ RoleArn: 'default', OutputDataConfig: { S3OutputPath: 's3://own/' } },
    });
  });

  it('is the same request under a new name where nothing is changed', () => {
    assert.deepEqual(sent(sdk2Request), sdk2Renamed());
    assert.deepEqual(sent(sdk3Request), renamed(sdk3Request));
    assert.deepEqual(sent(boto3Request), renamed(boto3Request));
  });

  it('is the same for any request', () => {
    fc.assert(
      fc.property(launchPlans, (any) => {
        const plan = JSON.parse(JSON.stringify(any)) as JsonObject;
        assert.deepEqual(sent(plan), renamed(plan));
      }),
      { numRuns: 300 },
    );
  });

  it('changes one hyperparameter, in the form that the job has them in', () => {
    const epochs = (draft: LaunchDraft) => ({
      extra: draft.extra.map(
        (row) =>
          ({ epochs: { ...row, value: '20' }, optimizer: { ...row, value: 'sgd' } })[row.name] ??
          row,
      ),
    });
    assert.deepEqual(sent(sdk2Request, epochs), sdk2Renamed({ epochs: '20', optimizer: '"sgd"' }));
    assert.deepEqual(sent(sdk3Request, epochs), {
      ...renamed(sdk3Request),
      HyperParameters: { epochs: '20', optimizer: 'sgd' },
    });
  });

  it('keeps what the images need where all hyperparameters go', () => {
    const { HyperParameters: kept } = sent(sdk2Request, () => ({ extra: [] }));
    assert.deepEqual(
      Object.keys(kept as JsonObject).filter((name) => !name.startsWith('sagemaker_')),
      [],
    );
    assert.equal(memberOf(kept, 'sagemaker_program'), '"train.py"');
  });

  it('changes what a field says and nothing beside it', () => {
    assert.deepEqual(sent(boto3Request, field('volumeGigabytes', '50')), {
      ...renamed(boto3Request),
      ResourceConfig: { InstanceType: 'ml.p3.2xlarge', InstanceCount: 2, VolumeSizeInGB: 50 },
    });
    assert.deepEqual(
      sent(sdk2Request, () => ({ maxRuntimeMinutes: 5 })),
      {
        ...sdk2Renamed(),
        StoppingCondition: { MaxRuntimeInSeconds: 300 },
      },
    );
    assert.deepEqual(sent(sdk2Request, field('isIsolated', 'true')), {
      ...sdk2Renamed(),
      EnableNetworkIsolation: true,
    });
  });

  it('keeps a channel that has no row, and uploads what is chosen in the place of another', () => {
    const ofHub = {
      ChannelName: 'hub',
      DataSource: {
        DatasetSource: { DatasetArn: 'arn:aws:sagemaker:us-east-1:aws:hub-content/a' },
      },
    };
    const before = sdk2Request['InputDataConfig'] as readonly JsonObject[];
    const request = { ...sdk2Request, InputDataConfig: [...before, ofHub] };
    const { InputDataConfig: channels } = sent(request, () => ({
      channels: [{ name: 'train', path: 'data' }],
    }));
    assert.ok(isList(channels));
    assert.deepEqual(
      channels.map((channel) => memberOf(channel, 'ChannelName')),
      ['train', 'hub'],
    );
    assert.match(JSON.stringify(channels[0]), /"S3Uri":"s3:\/\/own\/uploaded\/"/);
    const { InputDataConfig: left } = sent(request, () => ({ channels: [] }));
    assert.deepEqual(left, [ofHub]);
  });

  it('reads another folder of the file system of a channel', () => {
    const { InputDataConfig: channels } = sent(sdk2Request, (draft) => ({
      channels: draft.channels.map((channel) =>
        channel.name === 'shared' ? { ...channel, path: '/data/more' } : channel,
      ),
    }));
    const [train, shared] = sdk2Request['InputDataConfig'] as readonly JsonObject[];
    const source = memberOf(memberOf(shared, 'DataSource'), 'FileSystemDataSource') as JsonObject;
    assert.deepEqual(channels, [
      train,
      {
        ChannelName: 'shared',
        DataSource: { FileSystemDataSource: { ...source, DirectoryPath: '/data/more' } },
      },
    ]);
  });

  it('takes the other fields as they are edited', () => {
    const { DebugHookConfig: gone, ...rest } = sdk2Renamed();
    assert.ok(gone);
    const { other } = splitRequest(sdk2Request);
    const kept = Object.entries(other).filter(([name]) => name !== 'DebugHookConfig');
    const edited = {
      ...Object.fromEntries(kept),
      RemoteDebugConfig: { EnableRemoteDebug: true },
    };
    assert.deepEqual(
      sent(sdk2Request, () => ({ otherFields: JSON.stringify(edited) })),
      {
        ...rest,
        RemoteDebugConfig: { EnableRemoteDebug: true },
      },
    );
  });

  it('is billed as what is sent', () => {
    const basis = basisOf(sdk2Request);
    const place = { imageOf: () => '', localPath: (path: string) => path };
    const bill = launchBill(againLaunch(basis, basis.draft, place));
    assert.equal(bill.maxRuntime, 90);
    assert.deepEqual(bill.instances, [{ type: 'ml.m5.xlarge', count: 1 }]);
  });
});
