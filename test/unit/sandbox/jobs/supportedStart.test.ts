import assert from 'node:assert/strict';
import { unsupportedStart } from '../../../../src/sandbox/services/sagemaker/supportedStart';
import type { TrainingRequest } from '../../../../src/sandbox/store/jobRecord';
import { jobRecord } from '../../../fakes/jobRecord';

const script = {
  sagemaker_program: 'train.py',
  sagemaker_submit_directory: 's3://bucket/sourcedir.tar.gz',
};

describe('what a job can start with', () => {
  const problem = (changes: Partial<TrainingRequest>) =>
    unsupportedStart({ ...jobRecord('job', 0).request, HyperParameters: script, ...changes });
  const algorithm = (more: Partial<TrainingRequest['AlgorithmSpecification']>) =>
    problem({ AlgorithmSpecification: { TrainingInputMode: 'File', ...more } });

  it('is a script, or a container’s own command', () => {
    assert.equal(problem({}), undefined);
    assert.match(
      problem({ HyperParameters: {} }) ?? '',
      /sagemaker_program .* or .* ContainerEntrypoint/,
    );
    assert.equal(
      algorithm({ TrainingImage: 'a', ContainerEntrypoint: ['python', 'x'] }),
      undefined,
    );
    assert.match(
      algorithm({ TrainingImage: 'a', ContainerArguments: ['train'] }) ?? '',
      /need a ContainerEntrypoint/,
    );
    assert.match(algorithm({ ContainerEntrypoint: ['python'] }) ?? '', /TrainingImage/);
  });

  it('is a script of one process when a debugger is to join it', () => {
    const Environment = { SAGEMAKER_WORKBENCH_DEBUG: 'wait' };
    assert.equal(problem({ Environment }), undefined);
    const command = { TrainingImage: 'a', ContainerEntrypoint: ['python', 'x'] };
    const AlgorithmSpecification = { TrainingInputMode: 'File', ...command } as const;
    assert.match(
      problem({ Environment, AlgorithmSpecification }) ?? '',
      /has a ContainerEntrypoint/,
    );
    const torchrun = {
      AlgorithmSpecification: {
        TrainingImage: '1.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2',
        TrainingInputMode: 'File',
      },
      HyperParameters: { ...script, sagemaker_torch_distributed_enabled: 'true' },
    } as const;
    assert.equal(problem(torchrun), undefined);
    assert.match(problem({ ...torchrun, Environment }) ?? '', /torchrun starts several/);
    assert.match(
      problem({ Environment: { SAGEMAKER_WORKBENCH_DEBUG: 'true' } }) ?? '',
      /takes wait or install-and-wait as SAGEMAKER_WORKBENCH_DEBUG/,
    );
  });

  for (const [repository, name, says] of [
    ['pytorch-training:2', 'sagemaker_mpi_enabled', /^has no MPI, which sagemaker_mpi_enabled/],
    ['pytorch-training:2', 'sagemaker_pytorch_ddp_enabled', /torch_distributed works/],
    [
      'huggingface-pytorch-training:2',
      'sagemaker_distributed_dataparallel_enabled',
      /data parallel/,
    ],
    ['pytorch-training:2', 'sagemaker_pytorch_xla_multi_worker_enabled', /PyTorch XLA/],
    ['tensorflow-training:2', 'sagemaker_multi_worker_mirrored_strategy_enabled', /mirrored/],
    ['mxnet-training:1', 'sagemaker_parameter_server_enabled', /parameter servers/],
    ['of-their-own:1', 'sagemaker_mpi_enabled', /MPI/],
    ['pytorch-training:2', 'sagemaker_torch_distributed_enabled', undefined],
    ['tensorflow-training:2', 'sagemaker_torch_distributed_enabled', undefined],
    ['sagemaker-scikit-learn:1', 'sagemaker_mpi_enabled', undefined],
    ['sagemaker-xgboost:3', 'sagemaker_mpi_enabled', undefined],
  ] as const) {
    it(`${says === undefined ? 'takes' : 'refuses'} ${name} of ${repository}`, () => {
      const request = (value: string): Partial<TrainingRequest> => ({
        AlgorithmSpecification: {
          TrainingImage: `1.dkr.ecr.us-east-1.amazonaws.com/${repository}`,
          TrainingInputMode: 'File',
        },
        HyperParameters: { ...script, [name]: value },
        ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2 },
      });
      if (says === undefined) assert.equal(problem(request('true')), undefined);
      else assert.match(problem(request('true')) ?? '', says);
      assert.equal(problem(request('false')), undefined);
    });
  }

  it('has no parameter server on one instance of TensorFlow either', () => {
    const request = (count: number): Partial<TrainingRequest> => ({
      AlgorithmSpecification: { TrainingImage: 'tensorflow-training', TrainingInputMode: 'File' },
      HyperParameters: { ...script, sagemaker_parameter_server_enabled: 'true' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: count },
    });
    assert.equal(problem(request(1)), undefined);
    assert.match(problem(request(2)) ?? '', /parameter servers/);
  });

  it('knows the values of the variables that speak to it', () => {
    const given = (name: string, value: string) => problem({ Environment: { [name]: value } });
    assert.equal(given('SAGEMAKER_WORKBENCH_INSTALL', 'requirements'), undefined);
    assert.match(given('SAGEMAKER_WORKBENCH_INSTALL', 'yes') ?? '', /^takes requirements as/);
    assert.match(
      given('SAGEMAKER_WORKBENCH_ARGUMENTS', 'x') ?? '',
      /intact or as-image .* not "x"/,
    );
  });
});
