import { noSettings, type LaunchSettings } from '../../shared/contracts/launchSettings';
import { isFields, mergeFields } from '../training/spec/mergeFields';
import {
  flag,
  keys,
  ofOthers,
  tags,
  text,
  texts,
  unsupported,
  variables,
  type KeyRule,
  type Leave,
  type LeftOutReason,
} from './sdkKeys';

/** Whose file it is: the administrator's, or the user's, which wins key by key. */
export type DefaultsOwner = 'admin' | 'user';

/** A key that has no effect. */
interface LeftOutKey {
  readonly owner: DefaultsOwner;
  /** `SageMaker.TrainingJob.RoleArn`; empty: the whole file. */
  readonly path: string;
  readonly why: LeftOutReason;
}

/** What the defaults files of the SageMaker Python SDK say of a launch. */
export interface SdkDefaults {
  readonly settings: LaunchSettings;
  readonly leftOut: readonly LeftOutKey[];
}

/** The schema has no ends at these patterns. */
const isId = (id: string): boolean => id.length <= 32 && /[-0-9a-zA-Z]/.test(id);

const isRole = (arn: string): boolean =>
  arn.length <= 2048 && /^arn:aws[a-z-]*:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/.test(arn);

const isBucket = (name: string): boolean => /^[a-z0-9][.\-a-z0-9]{1,61}[a-z0-9]$/.test(name);

const key = text((id) => id.length <= 2048);

/** `SAGEMAKER_PYTHON_SDK_CONFIG_SCHEMA` of the SDK, versions 2 and 3, as far as it is about training jobs. */
const trainingJob: Readonly<Record<string, KeyRule>> = {
  EnableInterContainerTrafficEncryption: flag,
  EnableNetworkIsolation: flag,
  Environment: variables(48, 512),
  OutputDataConfig: keys({ KmsKeyId: key }),
  ProfilerConfig: keys({ DisableProfiler: unsupported(flag) }),
  ResourceConfig: keys({ VolumeKmsKeyId: key }),
  RoleArn: text(isRole),
  Tags: tags,
  VpcConfig: keys({ SecurityGroupIds: texts(5, isId), Subnets: texts(16, isId) }),
};

const modules: Readonly<Record<string, KeyRule>> = {
  Session: keys({
    DefaultS3Bucket: text(isBucket),
    DefaultS3ObjectKeyPrefix: text(({ length }) => length >= 1 && length <= 1024),
  }),
  Estimator: keys({ DebugHookConfig: unsupported(flag) }),
  ModelTrainer: unsupported((value) => value),
};

const file: KeyRule = keys({
  SchemaVersion: text((version) => version === '1.0'),
  CustomParameters: ofOthers,
  SageMaker: keys(
    {
      TrainingJob: keys(trainingJob),
      PythonSDK: keys({ Modules: keys(modules, ofOthers) }),
    },
    ofOthers,
  ),
});

/**
 * The settings that both files, as `readYaml` has read them, give a launch; an absent or empty file gives
 * none. Where the SDK refuses a whole file for one key, only that key is left out here.
 */
export function sdkDefaults(files: Readonly<Partial<Record<DefaultsOwner, unknown>>>): SdkDefaults {
  const leftOut: LeftOutKey[] = [];
  const read = (owner: DefaultsOwner): object =>
    readFile(files[owner], (path, why) => {
      leftOut.push({ owner, path, why });
      return null;
    });
  const [admin, user] = [read('admin'), read('user')];
  const merged = mergeFields({ ...admin }, { ...user });
  const alone = lonely(merged).map((path) => {
    const owner = at(user, path) === undefined ? 'admin' : 'user';
    return { owner, path, why: 'alone' } as const;
  });
  return { settings: settingsOf(merged), leftOut: [...leftOut, ...alone] };
}

function readFile(value: unknown, leave: Leave): object {
  // Empty: the SDK passes by what Python calls false.
  const isEmpty = value === undefined || value === null || value === false || value === '';
  if (isEmpty || ((value instanceof Map || Array.isArray(value)) && sizeOf(value) === 0)) {
    return {};
  }
  const taken = file(value, '', leave);
  if (!isFields(taken)) {
    return {};
  }
  if (taken['SchemaVersion'] === undefined) {
    leave('SchemaVersion', 'wrong');
    return {};
  }
  return taken;
}

const sizeOf = (value: Map<unknown, unknown> | readonly unknown[]): number =>
  value instanceof Map ? value.size : value.length;

/** Keys without the one that they need; the SDK as well lets a job into a VPC by both alone. */
function lonely(merged: object): readonly string[] {
  const vpc = 'SageMaker.TrainingJob.VpcConfig';
  const [subnets, groups] = [`${vpc}.Subnets`, `${vpc}.SecurityGroupIds`];
  const pairs = [
    [subnets, groups],
    [groups, subnets],
    [prefixPath, bucketPath],
  ] as const;
  return pairs.flatMap(([path, needed]) =>
    at(merged, path) !== undefined && at(merged, needed) === undefined ? [path] : [],
  );
}

const bucketPath = 'SageMaker.PythonSDK.Modules.Session.DefaultS3Bucket';
const prefixPath = 'SageMaker.PythonSDK.Modules.Session.DefaultS3ObjectKeyPrefix';

function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((found, name) => (isFields(found) ? found[name] : undefined), value);
}

function settingsOf(merged: object): LaunchSettings {
  const job = at(merged, 'SageMaker.TrainingJob');
  const said = (path: string): string => textOf(at(job, path));
  const [subnets, securityGroups] = [said('VpcConfig.Subnets'), said('VpcConfig.SecurityGroupIds')];
  const isInVpc = subnets !== '' && securityGroups !== '';
  const fields: LaunchSettings['fields'] = {
    roleArn: said('RoleArn'),
    outputUri: outputOf(merged),
    outputKmsKey: said('OutputDataConfig.KmsKeyId'),
    volumeKmsKey: said('ResourceConfig.VolumeKmsKeyId'),
    isIsolated: said('EnableNetworkIsolation'),
    encryptsTraffic: said('EnableInterContainerTrafficEncryption'),
    ...(isInVpc && { subnets, securityGroups }),
  };
  const given = Object.entries(fields).filter(([, value]) => value !== '');
  const rows = (at(job, 'Tags') ?? []) as readonly {
    readonly Key: string;
    readonly Value: string;
  }[];
  const environment = Object.entries((at(job, 'Environment') ?? {}) as Record<string, string>);
  return {
    ...noSettings,
    fields: Object.fromEntries(given),
    tags: rows.map(({ Key: name, Value: value }) => ({ name, value })),
    environment: environment.map(([name, value]) => ({ name, value })),
  };
}

/** As fields of the form have it: a box is ticked or empty, several ids stand in one text. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) {
    return value.join(', ');
  }
  return typeof value === 'string' || value === true ? String(value) : '';
}

/** As the SDK's `s3_path_join` makes it of bucket and prefix. */
function outputOf(merged: object): string {
  const [bucket, prefix] = [textOf(at(merged, bucketPath)), textOf(at(merged, prefixPath))];
  const parts = [bucket, ...prefix.split('/')].filter((part) => part !== '');
  return bucket === '' ? '' : `s3://${parts.join('/')}/`;
}
