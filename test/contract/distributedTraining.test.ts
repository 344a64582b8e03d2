import assert from 'node:assert/strict';
import path from 'node:path';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { JobWorld } from '../fakes/jobWorld';
import { needs } from './environments';

/** Each process gives its rank; all learn the sum. */
const sum = `
total = torch.tensor([float(dist.get_rank() + 1)])
dist.all_reduce(total)
# In one piece: the processes of a host write to the same pipe.
line = f"rank {dist.get_rank()} of {dist.get_world_size()} sum {total.item()}\\n"
os.write(1, line.encode())
dist.destroy_process_group()
`;
const launched = `
import os, torch, torch.distributed as dist
dist.init_process_group("gloo")
${sum}`;
const alone = `
import json, os, torch, torch.distributed as dist
hosts = json.loads(os.environ["SM_HOSTS"])
rank = hosts.index(os.environ["SM_CURRENT_HOST"])
dist.init_process_group("gloo", rank=rank, world_size=len(hosts))
${sum}`;

describe('PyTorch on two hosts of the sandbox', () => {
  let world: JobWorld;
  needs('scripts');
  before(async () => {
    const bin = await pythonEnvironment('scripts');
    world = await JobWorld.open({ python: path.join(bin, 'python') });
  });
  after(() => world.close());

  const run = async (name: string, code: string, more: Readonly<Record<string, string>>) => {
    await world.create(name, code, {
      HyperParameters: {
        sagemaker_program: 'train.py',
        sagemaker_submit_directory: `s3://bucket/${name}/sourcedir.tar.gz`,
        ...more,
      },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 30 },
    });
    const job = await world.ended(name);
    assert.equal(job.failureReason, undefined);
    return (await world.lines(name)).filter((line) => line.startsWith('rank'));
  };

  it('is joined by torchrun, with several processes on each', async () => {
    const lines = await run('launched', launched, {
      sagemaker_torch_distributed_enabled: 'true',
      sagemaker_mpi_num_of_processes_per_host: '2',
    });
    assert.equal(lines.length, 2);
    for (const line of lines) assert.match(line, /^rank [0-3] of 4 sum 10\.0$/);
  });

  it('is joined by the script itself, which finds the first host', async () => {
    const lines = await run('alone', alone, {});
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /^rank [01] of 2 sum 3\.0$/);
  });
});
