import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AccountCheck } from '../../../../src/aws/preflight/accountCheck';
import type { Connection } from '../../../../src/aws/connection';
import { AppError, type ErrorReason } from '../../../../src/core/errors';
import type { Finding } from '../../../../src/core/preflight/finding';
import { accountQuestion } from '../../../../src/core/preflight/question';
import { accountLines } from '../../../../src/ui/launch/accountLines';
import { FakeClock } from '../../../fakes/fakeClock';
import { fakeConnection } from '../../../fakes/fakeKind';
import { FakeSender } from '../../../fakes/fakeSender';

const role = 'arn:aws:iam::123456789012:role/Trainer';

/** What is said where the identity is known and every other call fails. */
async function said(reason: ErrorReason, ofQuotas = reason) {
  const failing = (why: ErrorReason) =>
    new FakeSender(() => {
      throw new AppError(why, 'SageMaker could not be reached.');
    });
  const away = failing(reason);
  const connection = {
    ...fakeConnection('aws', { runsHere: false, billable: true }),
    ...{ sagemaker: away, iam: away, ecr: away, quotas: failing(ofQuotas), s3: away },
    identity: () => Promise.resolve({ accountId: '123456789012', arn: 'arn:aws:iam::1:user/a' }),
  } as unknown as Connection;
  const found = new Map<string, readonly Finding[]>();
  const question = accountQuestion(
    {
      ...{ jobName: 'job', image: '', role, maxRuntimeSeconds: 60, channels: [] },
      instanceType: 'ml.g5.xlarge',
    },
    undefined,
  );
  await new AccountCheck(connection, new FakeClock()).check(question, {
    report: (part, findings) => found.set(part, findings),
    signal: new AbortController().signal,
  });
  return accountLines([...found.values()].flat(), {}, undefined);
}

describe('an account that does not answer', () => {
  for (const reason of ['network', 'expired'] as const) {
    it(`is told before all that cannot be told, with the cause (${reason})`, async () => {
      const [first, ...others] = await said(reason);
      assert.deepEqual(first, {
        ...{ id: 'account:unanswered', tone: 'warning', detail: undefined, field: undefined },
        message:
          'The account could not be checked: SageMaker could not be reached. Check again, or choose another connection.',
        links: [{ id: 'account:again', label: 'Check again' }],
      });
      assert.ok(others.some(({ id }) => id === 'account:uncertain'));
      assert.ok(others.every(({ tone }) => tone !== 'error'));
    });
  }

  it('is not one of whose services one answers', async () => {
    const lines = await said('network', 'denied');
    assert.ok(lines.every(({ id }) => id !== 'account:unanswered'));
  });

  it('is not what lacks a permission', async () => {
    assert.ok((await said('denied')).every(({ id }) => id !== 'account:unanswered'));
  });
});
