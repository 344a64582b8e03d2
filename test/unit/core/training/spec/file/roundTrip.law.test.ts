import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TrainingLaunch } from '../../../../../../src/core/training/launch';
import { localChannels } from '../../../../../../src/core/training/launchChannel';
import { buildTrainingRequest } from '../../../../../../src/core/training/request';
import { readJobFile } from '../../../../../../src/core/training/spec/file/jobFile';
import { launchToSpec } from '../../../../../../src/core/training/spec/file/launchToSpec';
import { specToLaunch } from '../../../../../../src/core/training/spec/file/specToLaunch';
import { randomLaunches } from '../../../../../fakes/randomLaunches';

const folder = '/home/me/';
const absolute = (path: string) => (path === '.' ? '/home/me' : `${folder}${path}`);
const relative = (path: string) => (path === '/home/me' ? '.' : path.slice(folder.length));

const request = (launch: TrainingLaunch) =>
  buildTrainingRequest(
    launch,
    {
      submitUri: 's3://mine/code',
      channels: localChannels(launch).map(({ name, path }) => ({ name, uri: `s3://mine${path}` })),
    },
    { region: 'us-east-1', bucket: 'mine', roleArn: 'role', environment: {} },
  );

describe('a launch that is saved as a file', () => {
  it('is launched again as it was', () => {
    fc.assert(
      fc.property(
        randomLaunches.map((launch) => ({
          ...launch,
          installRequirements: false,
          excluded: ['/home/me/project/big'],
        })),
        (launch) => {
          const text = JSON.stringify(launchToSpec(launch, { relative }), null, 2);
          const file = readJobFile(text);
          assert.deepEqual(file.problems, []);
          const again = specToLaunch(file, {
            absolute,
            imageUri: () => assert.fail('The file names its image.'),
            jobName: () => launch.jobName,
          });
          assert.deepEqual(request(again), request(launch));
          if (launch.algorithm === undefined) {
            assert.equal(again.sourceDirectory, launch.sourceDirectory);
            assert.equal(again.script, launch.script);
            assert.deepEqual(again.excluded, launch.excluded);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is as short as can be', () => {
    const launch: TrainingLaunch = {
      jobName: 'penguins-1',
      sourceDirectory: '/home/me',
      script: 'train.py',
      alsoPacked: [],
      hyperparameters: [{ name: 'epochs', value: 5 }],
      channels: [
        { name: 'train', path: '/home/me/data' },
        { name: 'old', uri: 's3://mine/old', contentType: 'text/csv' },
      ],
      metrics: [],
      image: 'registry/pytorch',
      instanceType: 'ml.m5.large',
      maxRuntimeSeconds: 3600,
      installRequirements: true,
    };
    assert.deepEqual(launchToSpec(launch, { relative, image: { name: 'pytorch' } }), {
      script: 'train.py',
      framework: 'pytorch',
      hyperparameters: { epochs: 5 },
      channels: { train: 'data', old: { uri: 's3://mine/old', contentType: 'text/csv' } },
    });
    const spot = {
      ...launch,
      maxRuntimeSeconds: 5400,
      spot: { maxWaitSeconds: 172_800 },
      keepAliveSeconds: 0,
      outputUri: 's3://mine/out',
      distribution: { kind: 'torchrun' } as const,
      hyperparameters: [],
      channels: [],
    };
    assert.deepEqual(launchToSpec(spot, { relative, image: { name: 'pytorch', version: '2.8' } }), {
      script: 'train.py',
      framework: { name: 'pytorch', version: '2.8' },
      distribution: 'torchrun',
      maxRuntime: '90m',
      spot: { maxWait: '2d' },
      keepAlive: '0s',
      output: 's3://mine/out',
    });
  });
});
