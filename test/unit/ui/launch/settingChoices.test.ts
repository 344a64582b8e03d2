import assert from 'node:assert/strict';
import { answerWith } from '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import { chooseSetting, type ChoicePorts } from '../../../../src/ui/launch/settingChoices';

const arn = (name: string): string => `arn:aws:iam::123456789012:role/service-role/${name}`;

const role = (name: string, isCertain = true) => ({
  ...{ arn: arn(name), name, isCertain, createdAt: undefined },
});

const ports = (changes: Partial<ChoicePorts> = {}): ChoicePorts => ({
  usedRoles: () => [arn('Used')],
  trustingRoles: () => Promise.resolve([role('Other'), role('Used'), role('Maybe', false)]),
  folder: () => Promise.resolve({ folders: ['s3://bucket/'], files: [], isComplete: true }),
  prices: () => Promise.resolve(undefined),
  ...changes,
});

interface Row {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

const offered = async (...asked: Parameters<typeof chooseSetting>): Promise<readonly Row[]> => {
  const rows = answerWith(() => undefined);
  assert.equal(await chooseSetting(...asked), undefined);
  return rows;
};

describe('what a setting can be chosen from', () => {
  it('is the roles that were used, then the others that SageMaker may take on', async () => {
    assert.deepEqual(
      (await offered('roleArn', ports())).map(({ label, description }) => [label, description]),
      [
        ['Used', 'used before'],
        ['Other', ''],
        ['Maybe', 'trusts SageMaker on conditions'],
      ],
    );
    answerWith((rows) => rows.find(({ label }) => label === 'Other'));
    assert.equal(await chooseSetting('roleArn', ports()), arn('Other'));
  });

  it('is the roles that were used, where others may not be listed; else it says why', async () => {
    const denied = () => Promise.reject(new AppError('denied', 'IAM refused access.'));
    const rows = await offered('roleArn', ports({ trustingRoles: denied }));
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['Used'],
    );
    const none = ports({ trustingRoles: denied, usedRoles: () => [] });
    await assert.rejects(chooseSetting('roleArn', none), { reason: 'denied' });
  });

  it('is instance types with what they have, and what they cost where that is known', async () => {
    const table = {
      ...{ region: 'eu-west-1', currency: 'USD', date: '2026-09-24', storage: null },
      training: { 'ml.m5.large': 0.128 },
    };
    const rows = await offered('instanceType', ports({ prices: () => Promise.resolve(table) }));
    const find = (type: string) => rows.find(({ label }) => label === type);
    assert.deepEqual(
      [find('ml.m5.large')?.description, find('ml.m5.large')?.detail],
      ['2 vCPU, 8 GiB', '$0.13/h'],
    );
    assert.equal(find('ml.g5.xlarge')?.description, '4 vCPU, 16 GiB, 1 × A10G');
    assert.equal(find('ml.g5.xlarge')?.detail, undefined);
  });

  it('is a folder of S3 for what the job leaves', async () => {
    for (const setting of ['outputUri', 'checkpointUri'] as const) {
      assert.deepEqual(
        (await offered(setting, ports())).map(({ label }) => label),
        ['$(database) bucket/'],
      );
    }
  });
});
