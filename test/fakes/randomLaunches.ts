import fc from 'fast-check';
import type { TrainingLaunch } from '../../src/core/training/launch';
import type { LaunchChannel } from '../../src/core/training/launchChannel';
import type { LaunchDistribution } from '../../src/core/training/launchDistribution';

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/);
const text = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });
const uri = fc.tuple(word, word).map(([bucket, folder]) => `s3://${bucket}/${folder}/`);
const kmsKey = fc.constantFrom('alias/mine', 'arn:aws:kms:us-east-1:000000000000:key/1-2');
const instanceType = fc.constantFrom('ml.m5.large', 'ml.g5.xlarge', 'ml.p4d.24xlarge');
const groupNames = ['cpu', 'gpu', 'head node'] as const;

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

const hyperparameterValue = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.integer(), { maxLength: 4 }),
  fc.dictionary(word, text, { maxKeys: 3 }),
);

const distribution: fc.Arbitrary<LaunchDistribution> = fc.oneof(
  fc.record({ kind: fc.constantFrom('torchrun' as const, 'pytorchDdp' as const) }),
  fc.record({
    kind: fc.constant('mpi' as const),
    processesPerHost: maybe(fc.integer({ min: 1, max: 8 })),
    customOptions: maybe(text),
  }),
  fc.record({ kind: fc.constant('smDataParallel' as const), customOptions: maybe(text) }),
  fc.record({
    kind: fc.constantFrom(
      'parameterServer' as const,
      'multiWorkerMirrored' as const,
      'xla' as const,
    ),
  }),
);

/** Without names, which a job has once each. */
const place = (groups: readonly string[], hasVpc: boolean) => {
  const options = {
    contentType: maybe(fc.constantFrom('text/csv', 'application/x-recordio')),
    inputMode: maybe(fc.constantFrom('File' as const, 'FastFile' as const, 'Pipe' as const)),
    shuffleSeed: maybe(fc.nat()),
  };
  const distributed = {
    ...options,
    distribution: maybe(fc.constantFrom('FullyReplicated' as const, 'ShardedByS3Key' as const)),
    instanceGroups: groups.length === 0 ? fc.constant(undefined) : maybe(fc.subarray([...groups])),
  };
  const fileSystem = fc.record({
    id: fc.constant('fs-0123456789abcdef0'),
    type: fc.constantFrom('EFS' as const, 'FSxLustre' as const),
    directory: word.map((name) => `/${name}`),
    access: maybe(fc.constantFrom('ro' as const, 'rw' as const)),
  });
  return fc.oneof(
    fc.record({ ...distributed, path: word.map((name) => `/home/me/${name}`) }),
    fc.record({
      ...distributed,
      uri,
      dataType: maybe(fc.constantFrom('S3Prefix' as const, 'ManifestFile' as const)),
    }),
    ...(hasVpc ? [fc.record({ ...options, fileSystem })] : []),
  );
};

function channels(
  groups: readonly string[],
  hasVpc: boolean,
): fc.Arbitrary<readonly LaunchChannel[]> {
  const names = fc.uniqueArray(word, { maxLength: 5 });
  return names.chain((given) =>
    fc
      .array(place(groups, hasVpc), { minLength: given.length, maxLength: given.length })
      .map((places) =>
        places.map((place_, index): LaunchChannel => ({ ...place_, name: given[index] ?? '' })),
      ),
  );
}

const groups = fc.subarray([...groupNames], { minLength: 1 }).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      fc.record({
        name: fc.constant(name),
        type: instanceType,
        count: fc.integer({ min: 1, max: 9 }),
      }),
    ),
  ),
);

const times = fc.integer({ min: 1, max: 28 * 86_400 }).chain((maxRuntimeSeconds) =>
  fc.record({
    maxRuntimeSeconds: fc.constant(maxRuntimeSeconds),
    spot: maybe(
      fc.nat({ max: 86_400 }).map((more) => ({ maxWaitSeconds: maxRuntimeSeconds + more })),
    ),
  }),
);

const security = fc.record({
  role: maybe(word.map((name) => `arn:aws:iam::000000000000:role/${name}`)),
  vpc: maybe(
    fc.record({
      subnets: fc.array(fc.constantFrom('subnet-1', 'subnet-2'), { minLength: 1, maxLength: 16 }),
      securityGroups: fc.array(fc.constant('sg-1'), { minLength: 1, maxLength: 5 }),
    }),
  ),
  isNetworkIsolated: maybe(fc.boolean()),
  encryptsTraffic: maybe(fc.boolean()),
  volumeKmsKey: maybe(kmsKey),
});

const common = fc.record({
  jobName: fc.stringMatching(/^[a-zA-Z0-9](-{0,2}[a-zA-Z0-9]){0,20}$/),
  sourceDirectory: fc.constant('/home/me/project'),
  script: fc.constantFrom('train.py', 'src/train it.py'),
  alsoPacked: fc.constant([]),
  hyperparameters: fc.uniqueArray(fc.record({ name: word, value: hyperparameterValue }), {
    maxLength: 20,
    selector: ({ name }) => name,
  }),
  inputMode: maybe(fc.constantFrom('File' as const, 'FastFile' as const)),
  metrics: fc.array(fc.record({ name: word, regex: fc.constant('loss=([0-9.]+)') }), {
    maxLength: 5,
  }),
  image: fc.constant('683313688378.dkr.ecr.us-east-1.amazonaws.com/image:1.4-cpu'),
  environment: maybe(
    fc.dictionary(fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,9}$/), text, { maxKeys: 5 }),
  ),
  tags: maybe(fc.dictionary(word, fc.stringMatching(/^[a-zé =@:]{0,20}$/), { maxKeys: 5 })),
  installRequirements: fc.boolean(),
  instanceType,
  instanceCount: maybe(fc.integer({ min: 1, max: 20 })),
  volumeSizeGb: maybe(fc.integer({ min: 1, max: 16_384 })),
  maxPendingSeconds: maybe(fc.integer({ min: 7200, max: 2_419_200 })),
  checkpoint: maybe(uri.map((address) => ({ uri: address, localPath: '/opt/ml/checkpoints' }))),
  retryAttempts: maybe(fc.integer({ min: 1, max: 30 })),
  outputUri: maybe(uri),
  outputKmsKey: maybe(kmsKey),
  outputCompression: maybe(fc.constantFrom('GZIP' as const, 'NONE' as const)),
  apiFields: maybe(
    fc.constantFrom(
      { RemoteDebugConfig: { EnableRemoteDebug: true } },
      { ResourceConfig: { VolumeSizeInGB: null }, Environment: { ADDED: 'x' } },
      { Tags: [], ExperimentConfig: { RunName: 'run' } },
    ),
  ),
});

/** One of the ways to train: a script, with a distribution perhaps, or an algorithm. */
const kinds = fc.oneof(
  { weight: 3, arbitrary: fc.record({ distribution: maybe(distribution) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      algorithm: fc.oneof(
        fc.constant({}),
        fc.constant({ name: 'my-algorithm' }),
        fc.constant({ entrypoint: ['/bin/sh'], arguments: ['-c', 'run it'] }),
      ),
    }),
  },
);

/** Launches that nothing can be said against, with everything that a launch can say. */
export const randomLaunches: fc.Arbitrary<TrainingLaunch> = fc
  .record({ common, times, security, kind: kinds, instanceGroups: maybe(groups) })
  .chain(({ common: own, times: limits, security: guarded, kind, instanceGroups }) =>
    fc
      .record({
        channels: channels(
          (instanceGroups ?? []).map(({ name }) => name),
          guarded.vpc !== undefined,
        ),
        keepAliveSeconds:
          limits.spot === undefined && instanceGroups === undefined
            ? maybe(fc.integer({ min: 0, max: 21_600 }))
            : fc.constant(undefined),
      })
      .map((rest) => ({ ...own, ...limits, ...guarded, ...kind, ...rest, instanceGroups })),
  );
