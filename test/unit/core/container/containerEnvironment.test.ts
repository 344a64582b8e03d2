import assert from 'node:assert/strict';
import { containerArguments } from '../../../../src/core/training/containerArguments';
import {
  containerEnvironment,
  type ContainerJob,
} from '../../../../src/core/training/containerEnvironment';
import {
  containerFolders,
  homogeneousCluster,
  resourceConfig,
} from '../../../../src/core/training/containerFiles';
import { readHyperparameters } from '../../../../src/core/training/containerHyperparameters';

const raw = {
  epochs: '5',
  'learning-rate': '0.001',
  name: '"adam w"',
  flag: 'true',
  off: 'false',
  none: 'null',
  raw: 'plain text',
  layers: '[64, 32]',
  cfg: '{"a": 1}',
  x: '1',
  sagemaker_program: '"train.py"',
  sagemaker_submit_directory: '"s3://bucket/job/source/sourcedir.tar.gz"',
  sagemaker_container_log_level: '20',
  sagemaker_job_name: '"job-1"',
  sagemaker_region: '"us-east-1"',
};

const channel = {
  TrainingInputMode: 'File',
  S3DistributionType: 'FullyReplicated',
  RecordWrapperType: 'None',
};

const job: ContainerJob = {
  name: 'job-1',
  hyperparameters: readHyperparameters(raw),
  channels: { training: channel, 'my-val': { ...channel, ContentType: 'text/csv' } },
  resources: resourceConfig(homogeneousCluster('ml.m5.xlarge', 1), 'algo-1'),
  folders: containerFolders('/opt/ml', '/'),
  separator: '/',
  cpus: 2,
  gpus: 0,
  image: { frameworkModule: null, library: 'training' },
};

const hyperparametersJson =
  '{"cfg":{"a":1},"epochs":5,"flag":true,"layers":[64,32],"learning-rate":0.001,"name":"adam w",' +
  '"none":null,"off":false,"raw":"plain text","x":1}';
const inputDataJson =
  '{"my-val":{"ContentType":"text/csv","RecordWrapperType":"None",' +
  '"S3DistributionType":"FullyReplicated","TrainingInputMode":"File"},' +
  '"training":{"RecordWrapperType":"None","S3DistributionType":"FullyReplicated",' +
  '"TrainingInputMode":"File"}}';
const groupJson =
  '{"hosts":["algo-1"],"instance_group_name":"homogeneousCluster","instance_type":"ml.m5.xlarge"}';
const resourceJson =
  '{"current_group_name":"homogeneousCluster","current_host":"algo-1",' +
  '"current_instance_type":"ml.m5.xlarge","hosts":["algo-1"],' +
  `"instance_groups":[${groupJson}],"network_interface_name":"eth0"}`;

/** Written down from a run of the training toolkit itself (`environment.Environment`). */
const golden = {
  SM_CHANNELS: '["my-val","training"]',
  'SM_CHANNEL_MY-VAL': '/opt/ml/input/data/my-val',
  SM_CHANNEL_TRAINING: '/opt/ml/input/data/training',
  SM_CURRENT_HOST: 'algo-1',
  SM_CURRENT_INSTANCE_GROUP: 'homogeneousCluster',
  SM_CURRENT_INSTANCE_GROUP_HOSTS: '["algo-1"]',
  SM_CURRENT_INSTANCE_TYPE: 'ml.m5.xlarge',
  SM_DISTRIBUTION_INSTANCE_GROUPS: '[]',
  SM_FRAMEWORK_MODULE: '',
  SM_FRAMEWORK_PARAMS: '{}',
  SM_HOSTS: '["algo-1"]',
  SM_HPS: hyperparametersJson,
  SM_HP_CFG: '{"a":1}',
  SM_HP_EPOCHS: '5',
  SM_HP_FLAG: 'true',
  SM_HP_LAYERS: '[64,32]',
  'SM_HP_LEARNING-RATE': '0.001',
  SM_HP_NAME: 'adam w',
  SM_HP_NONE: '',
  SM_HP_OFF: 'false',
  SM_HP_RAW: 'plain text',
  SM_HP_X: '1',
  SM_INPUT_CONFIG_DIR: '/opt/ml/input/config',
  SM_INPUT_DATA_CONFIG: inputDataJson,
  SM_INPUT_DIR: '/opt/ml/input',
  SM_INSTANCE_GROUPS: '["homogeneousCluster"]',
  SM_INSTANCE_GROUPS_DICT: `{"homogeneousCluster":${groupJson}}`,
  SM_IS_HETERO: 'false',
  SM_LOG_LEVEL: '20',
  SM_MODEL_DIR: '/opt/ml/model',
  SM_MODULE_DIR: 's3://bucket/job/source/sourcedir.tar.gz',
  SM_MODULE_NAME: 'train',
  SM_NETWORK_INTERFACE_NAME: 'eth0',
  SM_NUM_CPUS: '2',
  SM_NUM_GPUS: '0',
  SM_NUM_NEURONS: '0',
  SM_OUTPUT_DATA_DIR: '/opt/ml/output/data',
  SM_OUTPUT_DIR: '/opt/ml/output',
  SM_OUTPUT_INTERMEDIATE_DIR: '/opt/ml/output/intermediate',
  SM_RESOURCE_CONFIG: resourceJson,
  SM_TRAINING_ENV:
    '{"additional_framework_parameters":{},' +
    '"channel_input_dirs":{"my-val":"/opt/ml/input/data/my-val",' +
    '"training":"/opt/ml/input/data/training"},' +
    '"current_host":"algo-1","current_instance_group":"homogeneousCluster",' +
    '"current_instance_group_hosts":["algo-1"],"current_instance_type":"ml.m5.xlarge",' +
    '"distribution_hosts":[],"distribution_instance_groups":[],"framework_module":null,' +
    `"hosts":["algo-1"],"hyperparameters":${hyperparametersJson},` +
    `"input_config_dir":"/opt/ml/input/config","input_data_config":${inputDataJson},` +
    '"input_dir":"/opt/ml/input","instance_groups":["homogeneousCluster"],' +
    `"instance_groups_dict":{"homogeneousCluster":${groupJson}},"is_hetero":false,` +
    '"is_master":true,"is_modelparallel_enabled":null,"is_smddpmprun_installed":false,' +
    '"is_smddprun_installed":false,"job_name":"job-1","log_level":20,' +
    '"master_hostname":"algo-1","model_dir":"/opt/ml/model",' +
    '"module_dir":"s3://bucket/job/source/sourcedir.tar.gz","module_name":"train",' +
    '"network_interface_name":"eth0","num_cpus":2,"num_gpus":0,"num_neurons":0,' +
    '"output_data_dir":"/opt/ml/output/data","output_dir":"/opt/ml/output",' +
    `"output_intermediate_dir":"/opt/ml/output/intermediate","resource_config":${resourceJson},` +
    '"topology":[],"user_entry_point":"train.py"}',
  SM_USER_ARGS:
    '["--cfg","a=1","--epochs","5","--flag","True","--layers","[64, 32]","--learning-rate",' +
    '"0.001","--name","adam w","--none","","--off","False","--raw","plain text","-x","1"]',
  SM_USER_ENTRY_POINT: 'train.py',
};

describe('container environment', () => {
  it('is the training toolkit’s, name by name', () => {
    assert.deepEqual(containerEnvironment(job), golden);
  });

  it('uses the folders it is given', () => {
    const folders = containerFolders('C:\\jobs\\1\\opt\\ml', '\\');
    const environment = containerEnvironment({ ...job, folders, separator: '\\' });
    assert.equal(environment['SM_MODEL_DIR'], 'C:\\jobs\\1\\opt\\ml\\model');
    assert.equal(environment['SM_CHANNEL_TRAINING'], 'C:\\jobs\\1\\opt\\ml\\input\\data\\training');
  });

  it('hands settings that the toolkit does not know to the framework', () => {
    const hyperparameters = readHyperparameters({ ...raw, sagemaker_mpi_enabled: 'true' });
    const environment = containerEnvironment({ ...job, hyperparameters });
    assert.equal(environment['SM_FRAMEWORK_PARAMS'], '{"sagemaker_mpi_enabled":true}');
    assert.equal(environment['SM_HPS'], hyperparametersJson);
  });
});

describe('container arguments', () => {
  const argumentsOf = (values: Record<string, string>) =>
    containerArguments(readHyperparameters(values).user);

  it('are the training toolkit’s', () => {
    assert.deepEqual(argumentsOf(raw), [
      ...['--cfg', 'a=1', '--epochs', '5', '--flag', 'True', '--layers', '[64, 32]'],
      ...['--learning-rate', '0.001', '--name', 'adam w', '--none', '', '--off', 'False'],
      ...['--raw', 'plain text', '-x', '1'],
    ]);
  });

  it('write numbers as Python does', () => {
    const values = { a: '0.00001', b: '1.0', c: '1e16', d: '100000000000000000000', e: '1E5' };
    assert.deepEqual(
      argumentsOf(values).filter((_, index) => index % 2 === 1),
      ['1e-05', '1.0', '1e+16', '100000000000000000000', '100000.0'],
    );
  });

  it('keep a quoted string that looks like something else', () => {
    assert.deepEqual(argumentsOf({ a: '"007"', b: '007', c: '"true"' }), [
      ...['-a', '007', '-b', '007', '-c', 'true'],
    ]);
  });

  it('write nested values as Python does', () => {
    const value = '{"b": [1.0, null, true, "it\'s"], "a": {"k": "v"}}';
    assert.deepEqual(argumentsOf({ cfg: value }), [
      '--cfg',
      "a={'k': 'v'},b=[1.0, None, True, \"it's\"]",
    ]);
  });

  it('sort by code point', () => {
    assert.deepEqual(argumentsOf({ '\u{1f600}\u{1f600}': '1', '\uffff\uffff': '2', Zb: '3' }), [
      ...['--Zb', '3', '--\uffff\uffff', '2', '--\u{1f600}\u{1f600}', '1'],
    ]);
  });
});
