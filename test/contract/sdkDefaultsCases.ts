/** Texts of the two defaults files; absent: there is none. */
export interface DefaultsCase {
  readonly admin?: string;
  readonly user?: string;
}

const job = (lines: string): string =>
  `SchemaVersion: '1.0'\nSageMaker:\n  TrainingJob:\n${lines.replaceAll(/^/gm, '    ')}\n`;

const modules = (lines: string): string =>
  `SchemaVersion: '1.0'\nSageMaker:\n  PythonSDK:\n    Modules:\n${lines.replaceAll(/^/gm, '      ')}\n`;

const session = (lines: string): string => modules(`Session:\n${lines.replaceAll(/^/gm, '  ')}`);

const role = 'arn:aws:iam::123456789012:role/Jobs';
const other = 'arn:aws-cn:iam::210987654321:role/service-role/Other';
const vpc = `VpcConfig:\n  Subnets: [subnet-0a1b2c3d, subnet-1a1b2c3d]\n  SecurityGroupIds:\n    - sg-0a1b2c3d`;

/** Files that the SDK takes. */
export const takenCases: readonly DefaultsCase[] = [
  {},
  { user: '' },
  { user: '# nothing yet\n' },
  { user: '{}' },
  { admin: job(`RoleArn: ${role}`) },
  { user: job(`RoleArn: ${role}`) },
  { admin: job(`RoleArn: ${role}`), user: job(`RoleArn: ${other}`) },
  { admin: job(`RoleArn: ${role}`), user: job('EnableNetworkIsolation: true') },
  { admin: job('EnableNetworkIsolation: true'), user: job('EnableNetworkIsolation: false') },
  // Words of YAML 1.1.
  { user: job('EnableNetworkIsolation: yes\nEnableInterContainerTrafficEncryption: On') },
  { user: job('EnableNetworkIsolation: OFF\nEnableInterContainerTrafficEncryption: TRUE') },
  {
    user: job(`Environment:\n  MODE: 'fast'\n  EMPTY: ""\n  TEXT: no value\n  ONE: y\n  TEN: 1e5`),
  },
  { user: job(`Environment:\n  A: '1'`), admin: job(`Environment:\n  A: '0'\n  B: b`) },
  { user: job(`Environment:\n  LINES: |\n    one\n    two\n  FOLDED: >-\n    one\n    two`) },
  { user: job('Tags:\n- Key: team\n  Value: birds\n- {Key: cost centre, Value: ""}') },
  { admin: job('Tags:\n- {Key: a, Value: b}'), user: job('Tags:\n- {Key: c, Value: d}') },
  { admin: job('Tags:\n- {Key: a, Value: b}'), user: job('Tags: []') },
  { user: job('Tags:\n- {Key: Größe, Value: "3 m²"}') },
  { user: job('OutputDataConfig: {KmsKeyId: alias/out}\nResourceConfig: {VolumeKmsKeyId: 1a-2b}') },
  { user: job(vpc) },
  { admin: job(vpc), user: job('VpcConfig:\n  Subnets: [subnet-ffffffff]') },
  { user: job('VpcConfig:\n  Subnets: [subnet-ffffffff]') },
  { user: session('DefaultS3Bucket: my-bucket') },
  { user: session('DefaultS3Bucket: my-bucket\nDefaultS3ObjectKeyPrefix: team/birds') },
  { user: session('DefaultS3Bucket: my-bucket\nDefaultS3ObjectKeyPrefix: //team//birds/') },
  { admin: session('DefaultS3Bucket: my-bucket'), user: session('DefaultS3ObjectKeyPrefix: own') },
  { user: session('DefaultS3ObjectKeyPrefix: alone') },
  // Anchors, merge keys, a key twice, another order.
  { user: job(`RoleArn: &r ${role}\nEnvironment: {ROLE: *r}`) },
  { user: job(`Environment:\n  <<: {A: '1', B: '2'}\n  A: '3'`) },
  { user: job(`RoleArn: ${other}\nRoleArn: ${role}`) },
  { user: `SageMaker: {TrainingJob: {"RoleArn": "${role}"}}\nSchemaVersion: "1.0"` },
  { user: job(`RoleArn: !!str ${role}\nEnableNetworkIsolation: !!bool 'yes'`) },
  // Of other kinds of jobs, and what a launch has no fields for.
  { user: `${job(`RoleArn: ${role}`)}  ProcessingJob:\n    RoleArn: ${other}\n` },
  { user: job(`ProfilerConfig: {DisableProfiler: true}\nRoleArn: ${role}`) },
  { user: modules('RemoteFunction: {InstanceType: ml.m5.large}\nTelemetryOptOut: true') },
  { user: `---\n${job(`RoleArn: ${role}`)}...\n` },
];

/** Files that the SDK refuses. */
export const refusedCases: readonly DefaultsCase[] = [
  { user: 'SageMaker: [' },
  { user: 'a: b: c' },
  { user: '\tSchemaVersion: "1.0"' },
  { user: 'just a text' },
  { user: '- 1' },
  { user: `SageMaker: {TrainingJob: {RoleArn: "${role}"}}` },
  { user: `SchemaVersion: 1.0\nSageMaker: {TrainingJob: {RoleArn: "${role}"}}` },
  { user: `SchemaVersion: '2.0'` },
  { user: job('RoleArn: Jobs') },
  { user: job(`Role: ${role}`) },
  { user: job('EnableNetworkIsolation: "true"') },
  { user: job('EnableNetworkIsolation: y') },
  { user: job('EnableNetworkIsolation: 1') },
  { user: job('Environment: {PORT: 8080}') },
  { user: job('Environment: {8080: x}') },
  { user: job('Environment: {on: x}') },
  { user: job('Environment: {DAY: 2026-11-22}') },
  { user: job('Environment: {TIME: 12:30:45}') },
  { user: job('Environment: {ON: on}') },
  { user: job('Environment: {NOTHING: }') },
  { user: job('Environment: {"1": "a"}') },
  { user: job('Tags: [{Key: a}]') },
  { user: job('Tags: {a: b}') },
  { user: job('Tags: [{Key: a, Value: "b!"}]') },
  { user: job('VpcConfig: {Subnets: []}') },
  { user: job('VpcConfig: {Subnets: subnet-1}') },
  { user: job('OutputDataConfig: {S3OutputPath: "s3://bucket/"}') },
  { user: job('RoleArn: !role x') },
  { user: job('RoleArn: *nobody') },
  { user: `${job(`RoleArn: ${role}`)}---\n${job(`RoleArn: ${role}`)}` },
  { user: session('DefaultS3Bucket: My_Bucket') },
  { user: session('DefaultS3ObjectKeyPrefix: ""') },
  { user: 'SchemaVersion: "1.0"\nSageMaker:\n' },
  { admin: job('RoleArn: Jobs'), user: job(`RoleArn: ${role}`) },
];
