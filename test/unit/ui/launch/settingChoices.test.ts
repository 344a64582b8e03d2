import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { goBack, labelsOf, rowsOf, take, tick, usePicks } from '../../../fakes/usedPicks';
import { AppError } from '../../../../src/core/errors';
import { chooseSetting, type ChoicePorts } from '../../../../src/ui/launch/settingChoices';

const roleArn = (name: string): string => `arn:aws:iam::123456789012:role/service-role/${name}`;
const keyArn = (id: string): string => `arn:aws:kms:eu-west-1:123456789012:key/${id}`;
const registry = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

const role = (name: string, isCertain = true) => ({
  ...{ arn: roleArn(name), name, isCertain, createdAt: undefined },
});

const whole = <T>(items: readonly T[]) => Promise.resolve({ items, isAll: true });
const denied = (action: string) => () =>
  Promise.reject(new AppError('denied', `${action} is not allowed.`));

const used: Readonly<Record<string, readonly string[]>> = {
  instanceType: ['ml.g5.xlarge'],
  imageUri: [`${registry}/team/old:3`],
  subnets: ['subnet-b2'],
  volumeKmsKey: [keyArn('2')],
};

const subnet = (id: string, vpc: string, name = '') => ({
  ...{ id, vpc, name, zone: 'eu-west-1a', cidr: '10.0.0.0/24', freeAddresses: 250 },
});
const group = (id: string, vpc: string, name = id) => ({ id, vpc, name, description: 'of a job' });

const network: ChoicePorts['network'] = {
  vpcs: () =>
    whole([
      { id: 'vpc-a', name: 'main', cidr: '10.0.0.0/16', isDefault: true },
      { id: 'vpc-b', name: '', cidr: '10.1.0.0/16', isDefault: false },
    ]),
  subnets: () =>
    whole([
      ...[subnet('subnet-a1', 'vpc-a', 'private'), subnet('subnet-b1', 'vpc-b')],
      subnet('subnet-b2', 'vpc-b'),
    ]),
  securityGroups: () => whole([group('sg-a', 'vpc-a', 'default'), group('sg-b', 'vpc-b')]),
};

const ports = (changes: Partial<ChoicePorts> = {}): ChoicePorts => ({
  usedRoles: () => [roleArn('Used')],
  used: (setting) => used[setting] ?? [],
  trustingRoles: () =>
    Promise.resolve({ roles: [role('Other'), role('Used'), role('Maybe', false)], isAll: true }),
  folder: () => whole([{ uri: 's3://bucket/' }]),
  prices: () => Promise.resolve(undefined),
  quotas: () => Promise.resolve(),
  registry: {
    repositories: () => whole([{ name: 'team/train', uri: `${registry}/team/train` }]),
    images: () => whole([]),
  },
  network,
  keys: () => whole([]),
  ...changes,
});

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
    assert.match(labelsOf(opened[0])[0] ?? '', /not known: servicequotas:ListServiceQuotas is not/);
    const never = usePicks();
    const slow = ports({ quotas: () => new Promise(() => undefined) });
    void chooseSetting('instanceType', {}, slow);
    assert.deepEqual([never[0]?.busy, (never[0]?.items.length ?? 0) > 100], [true, true]);
    never[0]?.hide();
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

describe('the network that can be chosen', () => {
  it('is several subnets of one VPC, those that were used first', async () => {
    const opened = usePicks(take('vpc-b'), tick('subnet-b1', 'subnet-b2'));
    const chosen = await chooseSetting('subnets', {}, ports());
    assert.equal(chosen, 'subnet-b2, subnet-b1');
    assert.deepEqual(rowsOf(opened[0]), [
      ['vpc-b', '10.1.0.0/16 · used before', undefined],
      ['main', 'vpc-a · 10.0.0.0/16 · default VPC', undefined],
    ]);
    assert.deepEqual(rowsOf(opened[1])[0], [
      ...['subnet-b2', 'eu-west-1a · 10.0.0.0/24', '250 free addresses'],
    ]);
  });

  it('is at first that of the subnets in the form, whose ticks they have', async () => {
    const fields = { subnets: 'subnet-a1 subnet-gone' };
    const groups = usePicks();
    await chooseSetting('securityGroups', fields, ports());
    const last = groups.at(-1);
    assert.equal(last?.title, 'Security groups of the job: vpc-a');
    assert.deepEqual(rowsOf(last), [['default', 'sg-a', 'of a job']]);
    const subnets = usePicks();
    await chooseSetting('subnets', fields, ports());
    assert.deepEqual(
      subnets.at(-1)?.selectedItems.map(({ label }) => label),
      ['private'],
    );
  });

  it('can be that of another VPC all the same', async () => {
    usePicks(goBack, take('vpc-b'), tick('subnet-b1'));
    const chosen = await chooseSetting('subnets', { subnets: 'subnet-a1' }, ports());
    assert.equal(chosen, 'subnet-b1');
  });

  it('asks for no VPC where there is one only, and does without its name', async () => {
    const alone: ChoicePorts['network'] = {
      vpcs: denied('ec2:DescribeVpcs'),
      subnets: () => whole([subnet('subnet-a1', 'vpc-a')]),
      securityGroups: () => whole([]),
    };
    usePicks(tick('subnet-a1'));
    assert.equal(await chooseSetting('subnets', {}, ports({ network: alone })), 'subnet-a1');
    const none = usePicks();
    await chooseSetting('securityGroups', {}, ports({ network: alone }));
    assert.deepEqual(labelsOf(none[0]), ['$(info) There are no security groups in this region']);
  });

  it('says that subnets may not be listed, and what to do', async () => {
    const closed = { ...network, subnets: denied('ec2:DescribeSubnets') };
    const opened = usePicks(take('$(circle-slash) ec2:DescribeSubnets is not allowed.'));
    assert.equal(await chooseSetting('subnets', {}, ports({ network: closed })), undefined);
    assert.deepEqual(rowsOf(opened[0]), [
      [
        ...['$(circle-slash) ec2:DescribeSubnets is not allowed.', undefined],
        'Ids can be typed into the field, apart by commas or spaces.',
      ],
    ]);
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
