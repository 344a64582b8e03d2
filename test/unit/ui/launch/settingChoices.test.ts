import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { goBack, labelsOf, rowsOf, take, usePicks } from '../../../fakes/usedPicks';
import { chooseSetting, type ChoicePorts } from '../../../../src/ui/launch/settingChoices';
import { denied, keyArn, ports, registry, roleArn, whole } from './choicePorts';

describe('the role that can be chosen', () => {
  it('is one that was used, or another that SageMaker may take on', async () => {
    const opened = usePicks(take('Other'));
    assert.equal(await chooseSetting('roleArn', {}, ports()), roleArn('Other'));
    assert.deepEqual(
      rowsOf(opened[0]).map(([label, description]) => [label, description]),
      [
        ['Used', 'used before'],
        ['Other', ''],
        ['Maybe', 'trusts SageMaker on conditions'],
      ],
    );
  });

  it('is one that was used, where others may not be listed, and it says why', async () => {
    const opened = usePicks(take('Used'));
    const closed = ports({ trustingRoles: denied('iam:ListRoles') });
    assert.equal(await chooseSetting('roleArn', {}, closed), roleArn('Used'));
    assert.deepEqual(rowsOf(opened[0]).at(-1), [
      ...['$(circle-slash) iam:ListRoles is not allowed.', undefined],
      'The ARN of any role can be typed into the field.',
    ]);
  });
});

describe('the instance type that can be chosen', () => {
  const table = {
    ...{ region: 'eu-west-1', currency: 'USD', date: '2026-09-24', storage: null },
    training: { 'ml.m5.large': 0.128 },
  };
  const quotas: ChoicePorts['quotas'] = ({ show, types }) => {
    const most = (type: string) =>
      ({ 'ml.m5.large': 4, 'ml.m5.xlarge': 1200, 'ml.g5.2xlarge': 0 })[type];
    show(
      new Map(
        types.map((type) => [
          type,
          {
            most: most(type),
            isDefault: type === 'ml.m5.xlarge',
            inUse: { instances: 3, isAll: type !== 'ml.m5.xlarge' },
          },
        ]),
      ),
    );
    return Promise.resolve();
  };

  const find = (rows: ReturnType<typeof rowsOf>, type: string) =>
    rows.find(([label]) => label === type);

  it('is told with what it has, costs and may be had of', async () => {
    const opened = usePicks(take('ml.m5.large'));
    const all = ports({ prices: () => Promise.resolve(table), quotas });
    assert.equal(await chooseSetting('instanceType', {}, all), 'ml.m5.large');
    const rows = rowsOf(opened[0]);
    const about = ['2 vCPU, 8 GiB', '$0.13/h · quota of 4 · 3 in use'];
    assert.deepEqual(find(rows, 'ml.m5.large'), ['ml.m5.large', ...about]);
    assert.equal(
      find(rows, 'ml.m5.xlarge')?.[2],
      'price not known · quota of 1,200 by default · 3 or more in use',
    );
    assert.equal(find(rows, 'ml.g5.4xlarge')?.[2], 'price not known · quota not known');
  });

  it('is the one that was used first; those without a quota are marked and last', async () => {
    const opened = usePicks();
    await chooseSetting('instanceType', {}, ports({ quotas }));
    const labels = labelsOf(opened[0]);
    assert.equal(rowsOf(opened[0])[0]?.[1], '4 vCPU, 16 GiB, 1 × A10G · used before');
    assert.deepEqual(labels.slice(-2), [
      'none of these for this account, unless it asks for a quota',
      '$(circle-slash) ml.g5.2xlarge',
    ]);
    assert.equal(labels.filter((label) => label.includes('ml.g5.2xlarge')).length, 1);
  });

  it('is there before prices and quotas are, and where these are denied', async () => {
    const opened = usePicks(take('ml.c5.xlarge'));
    const closed = ports({ quotas: denied('servicequotas:ListServiceQuotas') });
    assert.equal(await chooseSetting('instanceType', {}, closed), 'ml.c5.xlarge');
    assert.equal(labelsOf(opened[0])[0], 'servicequotas:ListServiceQuotas is not allowed.');
    assert.equal(find(rowsOf(opened[0]), 'ml.c5.xlarge')?.[2], 'quota not known');
    const never = usePicks();
    const slow = ports({ quotas: () => new Promise(() => undefined) });
    void chooseSetting('instanceType', {}, slow);
    assert.deepEqual([never[0]?.busy, (never[0]?.items.length ?? 0) > 100], [true, true]);
    never[0]?.hide();
  });

  it('tells the quotas of spot jobs as such', async () => {
    const opened = usePicks();
    await chooseSetting('instanceType', { isSpot: 'true' }, ports({ quotas }));
    const rows = rowsOf(opened[0]);
    assert.match(find(rows, 'ml.m5.large')?.[2] ?? '', /spot quota of 4 · 3 in use$/);
    assert.match(find(rows, 'ml.m5.xlarge')?.[2] ?? '', /spot quota of 1,200 by default/);
    assert.match(find(rows, 'ml.g5.4xlarge')?.[2] ?? '', /spot quota not known$/);
  });

  it('is judged by the quotas of spot jobs for a spot job', async () => {
    const asked: string[] = [];
    const listening = ports({ quotas: ({ use }) => Promise.resolve(void asked.push(use)) });
    usePicks();
    await chooseSetting('instanceType', { isSpot: 'true' }, listening);
    usePicks();
    await chooseSetting('instanceType', {}, listening);
    assert.deepEqual(asked, ['spot training job', 'training job']);
  });
});

describe('the image that can be chosen', () => {
  const now = Date.now();
  const hours = (count: number): Date => new Date(now - count * 3_600_000);
  const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
  const images: ChoicePorts['registry'] = {
    ...ports().registry,
    images: (name) => {
      assert.equal(name, 'team/train');
      return whole([
        { tags: ['1.0'], digest: digest('a'), bytes: 1_200_000_000, pushedAt: hours(30) },
        { tags: [], digest: digest('b'), bytes: undefined, pushedAt: hours(5) },
        { tags: ['2.0', 'newest'], digest: digest('c'), bytes: 2_000, pushedAt: hours(2) },
      ]);
    },
  };

  it('is one of a repository, the newest first, by its tag or its digest', async () => {
    const opened = usePicks(take('$(repo) team/train'), take('$(tag) newest'));
    const chosen = await chooseSetting('imageUri', {}, ports({ registry: images }));
    assert.equal(chosen, `${registry}/team/train:newest`);
    assert.deepEqual(rowsOf(opened[1]), [
      ['$(tag) 2.0', 'pushed 2 h ago · 2.0 KB', digest('c')],
      ['$(tag) newest', 'pushed 2 h ago · 2.0 KB', digest('c')],
      ['(no tag)', 'pushed 5 h ago', digest('b')],
      ['$(tag) 1.0', 'pushed yesterday · 1.2 GB', digest('a')],
    ]);
    usePicks(take('$(repo) team/train'), take('(no tag)'));
    const untagged = await chooseSetting('imageUri', {}, ports({ registry: images }));
    assert.equal(untagged, `${registry}/team/train@${digest('b')}`);
  });

  it('is one that was used before, also where repositories may not be listed', async () => {
    const closed = { ...images, repositories: denied('ecr:DescribeRepositories') };
    const opened = usePicks(take('old:3'));
    const chosen = await chooseSetting('imageUri', {}, ports({ registry: closed }));
    assert.equal(chosen, `${registry}/team/old:3`);
    assert.equal(
      labelsOf(opened[0]).at(-1),
      '$(circle-slash) ecr:DescribeRepositories is not allowed.',
    );
  });

  it('leads back from a repository, and says that one is empty', async () => {
    const opened = usePicks(take('$(repo) team/train'), goBack);
    assert.equal(await chooseSetting('imageUri', {}, ports()), undefined);
    assert.deepEqual(labelsOf(opened[1]), ['$(info) There are no images in this repository']);
    assert.equal(opened.length, 3);
  });
});

describe('the key that can be chosen', () => {
  const keys: ChoicePorts['keys'] = () =>
    whole([
      { arn: keyArn('0'), alias: 'aws/s3', isOfAws: true },
      { arn: keyArn('1'), alias: 'team', isOfAws: false },
      { arn: keyArn('2'), isOfAws: false },
    ]);

  it('is one that was used, another by its alias, or one of AWS', async () => {
    const opened = usePicks(take('team'));
    assert.equal(await chooseSetting('volumeKmsKey', {}, ports({ keys })), keyArn('1'));
    assert.deepEqual(rowsOf(opened[0]), [
      ['2', 'used before', keyArn('2')],
      ['team', '', keyArn('1')],
      ['managed by AWS', undefined, undefined],
      ['aws/s3', '', keyArn('0')],
    ]);
    assert.equal(opened[0]?.title, 'Key of the volumes');
  });

  it('says that there is none, or that keys may not be listed', async () => {
    const none = usePicks();
    await chooseSetting('outputKmsKey', {}, ports());
    assert.deepEqual(labelsOf(none[0]), ['$(info) There are no keys in this account and region']);
    const closed = usePicks();
    await chooseSetting('outputKmsKey', {}, ports({ keys: denied('kms:ListAliases') }));
    assert.deepEqual(labelsOf(closed[0]), ['$(circle-slash) kms:ListAliases is not allowed.']);
  });
});

describe('the folder for what a job leaves', () => {
  it('is one of S3', async () => {
    for (const setting of ['outputUri', 'checkpointUri'] as const) {
      const opened = usePicks();
      assert.equal(await chooseSetting(setting, {}, ports()), undefined);
      assert.deepEqual(labelsOf(opened[0]), ['$(edit) Type an address…', '$(database) bucket/']);
    }
  });
});
