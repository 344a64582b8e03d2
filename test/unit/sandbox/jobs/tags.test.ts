import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { checkedOperations } from '../../../../src/sandbox/services/model/checkedOperations';
import { sagemakerModel as model } from '../../../../src/sandbox/services/model/sagemakerModel';
import { taggedJobs, tagOperations } from '../../../../src/sandbox/services/sagemaker/tags';
import { openJobStore, type JobStore } from '../../../../src/sandbox/store/jobStore';
import { jobRecord } from '../../../fakes/jobRecord';

describe('tags', () => {
  let folder: string;
  let jobs: JobStore;
  let others: JobStore;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'tags-'));
    jobs = await openJobStore(path.join(folder, 'jobs'));
    others = await openJobStore(path.join(folder, 'others'));
    await jobs.create({ ...jobRecord('job', 1), tags: [{ Key: 'a', Value: '1' }] });
    await others.create({ ...jobRecord('job', 1), arn: otherArn });
  });
  afterEach(async () => {
    await jobs.close();
    await others.close();
    await rm(folder, { recursive: true, force: true });
  });

  const ResourceArn = jobRecord('job', 1).arn;
  const otherArn = ResourceArn.replace('training-job', 'other-job');
  const call = (operation: string, input: object) => {
    const kinds = [taggedJobs('training-job', jobs), taggedJobs('other-job', others)];
    const context = { region: 'us-east-1', accountId: '000000000000' } as never;
    const run = checkedOperations(model, tagOperations(kinds))[operation];
    return run?.({ ResourceArn, ...input }, context);
  };
  const refuses = (
    operation: string,
    input: object,
    message: RegExp,
    code = 'ValidationException',
  ) => assert.rejects(async () => await call(operation, input), { code, message });

  it('adds, overwrites, lists and deletes', async () => {
    const Tags = [
      { Key: 'a', Value: '2' },
      { Key: 'b', Value: '' },
    ];
    assert.deepEqual(await call('AddTags', { Tags }), { Tags });
    assert.deepEqual(await call('ListTags', {}), { Tags });
    assert.deepEqual(await call('DeleteTags', { TagKeys: ['a', 'none'] }), {});
    assert.deepEqual(await call('ListTags', { MaxResults: 50 }), { Tags: [Tags[1]] });
  });

  it('keeps kinds apart', async () => {
    await call('AddTags', { ResourceArn: otherArn, Tags: [{ Key: 'x', Value: '1' }] });
    assert.deepEqual(await call('ListTags', {}), { Tags: [{ Key: 'a', Value: '1' }] });
    assert.deepEqual(await call('ListTags', { ResourceArn: otherArn }), {
      Tags: [{ Key: 'x', Value: '1' }],
    });
  });

  it('gives a resource at most 50, and none that are reserved or twice', async () => {
    const tags = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: '' }));
    await refuses('AddTags', { Tags: tags(50) }, /is 50\.$/, 'ResourceLimitExceeded');
    await refuses('AddTags', { Tags: tags(51) }, /length less than or equal to 50$/);
    await call('AddTags', { Tags: tags(49) });
    const twice = [...tags(1), ...tags(1)];
    await refuses('AddTags', { Tags: twice }, /^Duplicate tag key$/);
    await refuses('AddTags', { Tags: [{ Key: 'aws:x', Value: '' }] }, /^aws: prefixed tag key/);
  });

  it('refuses pages that there are none of', async () => {
    await refuses('ListTags', { MaxResults: 49 }, /value greater than or equal to 50$/);
    await refuses('ListTags', { NextToken: 'x' }, /^Invalid NextToken\.$/);
  });

  it('knows only resources that are there, here', async () => {
    for (const operation of ['ListTags', 'AddTags', 'DeleteTags']) {
      const more = { Tags: [{ Key: 'a', Value: '' }], TagKeys: ['a'] };
      const missing = ResourceArn.replace('job/job', 'job/none');
      await refuses(operation, { ...more, ResourceArn: missing }, /^Could not find resource arn:/);
      const model = ResourceArn.replace('training-job/', 'model/training-job/');
      await refuses(operation, { ...more, ResourceArn: model }, /^Could not find resource arn:/);
      const elsewhere = ResourceArn.replace('us-east-1', 'eu-west-1');
      await refuses(operation, { ...more, ResourceArn: elsewhere }, /not in the region us-east-1/);
      const foreign = ResourceArn.replace('000000000000', '123456789012');
      await refuses(
        operation,
        { ...more, ResourceArn: foreign },
        new RegExp(`not authorized to perform: sagemaker:${operation} on`),
        'AccessDeniedException',
      );
      await refuses(operation, { ...more, ResourceArn: 'job' }, /at 'resourceArn' failed/);
    }
  });
});
