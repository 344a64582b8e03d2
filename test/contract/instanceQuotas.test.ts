import assert from 'node:assert/strict';
import type { Connection } from '../../src/aws/connection';
import type { InstanceQuotas } from '../../src/aws/pickers/instanceQuotas';
import { AccountCheck } from '../../src/aws/preflight/accountCheck';
import { systemClock } from '../../src/node/systemClock';
import { checkedAccount, type CheckedAccount } from '../fakes/checkedAccount';
import { FakeService } from '../fakes/fakeService';
import { connectionTo } from './preflight/situation';

const { signal } = new AbortController();

describe('how many instances an account may have', () => {
  let service: FakeService | undefined;
  let connection: Connection | undefined;
  afterEach(async () => {
    connection?.dispose();
    await service?.stop();
  });

  const quotasOf = async (account: CheckedAccount): Promise<readonly InstanceQuotas[]> => {
    const shown: InstanceQuotas[] = [];
    service = await FakeService.start(checkedAccount(account));
    connection = connectionTo(service.endpoint);
    await new AccountCheck(connection, systemClock).quotas(
      {
        types: ['ml.m5.xlarge', 'ml.g5.xlarge', 'ml.c5.xlarge'],
        ...{ use: 'training job', show: (known) => shown.push(known) },
      },
      signal,
    );
    return shown;
  };

  it('tells quotas at once, then the defaults and what is in use', async () => {
    const job = { ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 3 } };
    const shown = await quotasOf({
      applied: { 'ml.m5.xlarge for training job usage': 8 },
      defaults: { 'ml.g5.xlarge for training job usage': 0 },
      jobs: { InProgress: { a: job } },
    });
    assert.equal(shown[0]?.get('ml.m5.xlarge')?.most, 8);
    assert.equal(shown[0].get('ml.m5.xlarge')?.inUse, undefined);
    const last = shown.at(-1);
    assert.deepEqual(last?.get('ml.m5.xlarge'), {
      ...{ most: 8, isDefault: false, inUse: { instances: 3, isAll: true } },
    });
    assert.deepEqual(last.get('ml.g5.xlarge'), {
      ...{ most: 0, isDefault: true, inUse: { instances: 0, isAll: true } },
    });
    assert.equal(last.get('ml.c5.xlarge')?.most, undefined);
  });

  it('tells quotas where jobs may not be listed, and fails where quotas may not', async () => {
    const applied = { 'ml.m5.xlarge for training job usage': 8 };
    const shown = await quotasOf({ applied, deniesJobs: true });
    assert.deepEqual(shown.at(-1)?.get('ml.m5.xlarge'), {
      ...{ most: 8, isDefault: false, inUse: undefined },
    });
    connection?.dispose();
    await service?.stop();
    await assert.rejects(quotasOf({ applied: 'refuses' }), {
      ...{ reason: 'denied', message: /^servicequotas:ListServiceQuotas is not allowed/ },
    });
  });
});
