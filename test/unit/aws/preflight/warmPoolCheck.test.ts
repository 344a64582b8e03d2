import assert from 'node:assert/strict';
import { AccountCheck } from '../../../../src/aws/preflight/accountCheck';
import type { Connection } from '../../../../src/aws/connection';
import { AppError } from '../../../../src/core/errors';
import type { Finding } from '../../../../src/core/preflight/finding';
import { accountQuestion, type AskedLaunch } from '../../../../src/core/preflight/question';
import { FakeClock } from '../../../fakes/fakeClock';
import { fakeConnection } from '../../../fakes/fakeKind';
import { FakeSender } from '../../../fakes/fakeSender';

const role = 'arn:aws:iam::123456789012:role/Trainer';
const launch: AskedLaunch = {
  ...{ jobName: 'job', image: '', role, maxRuntimeSeconds: 60, channels: [] },
  instanceType: 'ml.g5.xlarge',
};
const warm = {
  ...{ TrainingJobName: 'warm', RoleArn: role, WarmPoolStatus: { Status: 'Available' } },
  ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
};
const denied = new AppError('denied', 'sagemaker:ListTrainingJobs is not allowed.');

describe('the check of an account, for warm pools', () => {
  let lists: number;
  let answer: object | AppError;

  const create = (): AccountCheck => {
    const nobody = new FakeSender(() => {
      throw denied;
    });
    const sagemaker = new FakeSender(({ name, input }) => {
      if (name !== 'ListTrainingJobsCommand' || !('WarmPoolStatusEquals' in input)) {
        return name === 'DescribeTrainingJobCommand' ? warm : {};
      }
      lists++;
      if (answer instanceof AppError) {
        throw answer;
      }
      return answer;
    });
    const connection = {
      ...fakeConnection('aws', { runsHere: false, billable: true }),
      ...{ sagemaker, iam: nobody, ecr: nobody, quotas: nobody, s3: nobody },
      identity: () => Promise.resolve({ accountId: '123456789012', arn: 'arn:aws:iam::1:user/a' }),
    } as unknown as Connection;
    return new AccountCheck(connection, new FakeClock());
  };

  const found = async (check: AccountCheck, asked: AskedLaunch): Promise<readonly Finding[]> => {
    let findings: readonly Finding[] | undefined;
    await check.check(accountQuestion(asked, undefined), {
      report: (part, said) => {
        if (part === 'warmPool') {
          findings = said;
        }
      },
      signal: new AbortController().signal,
    });
    return findings ?? assert.fail('nothing was reported');
  };

  beforeEach(() => {
    lists = 0;
    answer = { TrainingJobSummaries: [{ TrainingJobName: 'warm' }] };
  });

  it('tells of one, and asks once for as long as the form is edited', async () => {
    const check = create();
    const [match] = await found(check, launch);
    assert.equal(match?.tone, 'ok');
    const [other] = await found(check, { ...launch, instanceType: 'ml.g6.xlarge' });
    assert.match(other?.message ?? '', /instance type ml\.g5\.xlarge there, ml\.g6\.xlarge here/);
    assert.equal(lists, 1);
  });

  it('says nothing where none waits, or where that may not be asked', async () => {
    answer = { TrainingJobSummaries: [] };
    assert.deepEqual(await found(create(), launch), []);
    answer = denied;
    assert.deepEqual(await found(create(), launch), []);
  });
});
