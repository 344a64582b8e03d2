import assert from 'node:assert/strict';
import { group, groupArn, LogsFixture } from './logsFixture';

interface Groups {
  readonly logGroups: readonly {
    readonly logGroupName: string;
    readonly retentionInDays?: number;
    readonly storedBytes: number;
    readonly creationTime: number;
  }[];
  readonly nextToken?: string;
}

describe('CloudWatch Logs groups and streams', () => {
  let fixture: LogsFixture;
  beforeEach(async () => {
    fixture = await LogsFixture.open();
  });
  afterEach(() => fixture.close());

  const call = <Answer = object>(operation: string, input: object) =>
    fixture.call<Answer>(operation, input);
  const make = (logGroupName: string) => call('CreateLogGroup', { logGroupName });
  const names = async (input: object) =>
    (await call<Groups>('DescribeLogGroups', input)).logGroups.map((one) => one.logGroupName);
  const missing = { code: 'ResourceNotFoundException' };
  const invalid = { code: 'InvalidParameterException' };

  it('makes and deletes groups and streams, which are there after a restart', async () => {
    const stream = { logGroupName: 'mine', logStreamName: 's' };
    await make('mine');
    await call('CreateLogStream', stream);
    await fixture.reopen();
    await assert.rejects(make('mine'), {
      code: 'ResourceAlreadyExistsException',
      message: 'The specified log group already exists',
    });
    await assert.rejects(call('CreateLogStream', stream), {
      code: 'ResourceAlreadyExistsException',
      message: 'The specified log stream already exists',
    });
    await call('DeleteLogStream', stream);
    await assert.rejects(call('DeleteLogStream', stream), missing);
    await call('DeleteLogGroup', { logGroupName: 'mine' });
    await fixture.reopen();
    await assert.rejects(call('DeleteLogGroup', { logGroupName: 'mine' }), missing);
    await assert.rejects(call('CreateLogStream', stream), missing);
    assert.deepEqual(await names({}), []);
  });

  it('takes a null for a member that is not there', async () => {
    await make('mine');
    await call('CreateLogStream', { logGroupName: 'mine', logStreamName: 's' });
    const { logStreams } = await call<{ logStreams: readonly object[] }>('DescribeLogStreams', {
      logGroupName: 'mine',
      logGroupIdentifier: null,
    });
    assert.equal(logStreams.length, 1);
  });

  it('leaves out of a description what is deleted meanwhile', async () => {
    const streams = ['a', 'b', 'c'].map((logStreamName) => ({
      logGroupName: group,
      logStreamName,
    }));
    for (const { logStreamName } of streams) {
      await fixture.put(logStreamName, [[fixture.clock.now(), 'x']]);
    }
    await fixture.reopen();
    const orders = ['LogStreamName', 'LastEventTime'];
    const describing = orders.map((orderBy) =>
      call('DescribeLogStreams', { logGroupName: group, orderBy }),
    );
    const counting = call('DescribeLogGroups', {});
    for (const stream of streams) await call('DeleteLogStream', stream);
    await Promise.all([...describing, counting]);
  });

  it('lets only one of two make a group', async () => {
    const made = await Promise.allSettled([make('mine'), make('mine')]);
    assert.deepEqual(made.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  });

  it('describes groups by prefix, part and list, in pages', async () => {
    for (const name of ['a/1', 'a/2', 'b/1']) await make(name);
    assert.deepEqual(await names({ logGroupNamePrefix: 'a/' }), ['a/1', 'a/2']);
    assert.deepEqual(await names({ logGroupNamePattern: '/1' }), ['a/1', 'b/1']);
    const listed = ['b/1', groupArn.replace(group, 'a/2'), 'none'];
    assert.deepEqual(await names({ logGroupIdentifiers: listed }), ['a/2', 'b/1']);
    assert.deepEqual(await names({ logGroupClass: 'INFREQUENT_ACCESS' }), []);
    const elsewhere = { includeLinkedAccounts: true, accountIdentifiers: ['111111111111'] };
    assert.deepEqual(await names(elsewhere), []);
    await assert.rejects(names({ logGroupNamePrefix: 'a', logGroupNamePattern: 'b' }), invalid);
    const first = await call<Groups>('DescribeLogGroups', { limit: 2 });
    const { nextToken } = first;
    const rest = await call<Groups>('DescribeLogGroups', { limit: 2, nextToken });
    assert.deepEqual(
      [...first.logGroups, ...rest.logGroups].map((one) => one.logGroupName),
      ['a/1', 'a/2', 'b/1'],
    );
    assert.equal(rest.nextToken, undefined);
  });

  it('describes a group that a job has made', async () => {
    await fixture.write('s', 'line');
    const { logGroups } = await call<Groups>('DescribeLogGroups', {});
    const storedBytes = logGroups[0]?.storedBytes ?? 0;
    assert.ok(storedBytes > 0);
    assert.deepEqual(logGroups, [
      {
        logGroupName: group,
        creationTime: 5,
        metricFilterCount: 0,
        arn: `${groupArn}:*`,
        storedBytes,
        logGroupClass: 'STANDARD',
        logGroupArn: groupArn,
      },
    ]);
  });

  it('refuses in words what the sandbox does not have', async () => {
    const refused = [
      { kmsKeyId: 'arn:aws:kms:us-east-1:000000000000:key/1' },
      { logGroupClass: 'INFREQUENT_ACCESS' },
      { deletionProtectionEnabled: true },
    ];
    for (const input of refused) {
      await assert.rejects(call('CreateLogGroup', { logGroupName: 'mine', ...input }), {
        ...invalid,
        message: /^The local sandbox /,
      });
    }
    await assert.rejects(make('aws/mine'), {
      ...invalid,
      message: 'Log groups starting with AWS/ are reserved for AWS.',
    });
    assert.deepEqual(await names({}), []);
  });

  it('tags groups', async () => {
    await call('CreateLogGroup', { logGroupName: group, tags: { team: 'a' } });
    const list = (resourceArn = groupArn) =>
      call<{ tags: object }>('ListTagsForResource', { resourceArn });
    await call('TagResource', { resourceArn: groupArn, tags: { stage: 'x', team: 'b' } });
    await fixture.reopen();
    assert.deepEqual(await list(), { tags: { team: 'b', stage: 'x' } });
    await call('UntagResource', { resourceArn: groupArn, tagKeys: ['team', 'none'] });
    assert.deepEqual(await list(), { tags: { stage: 'x' } });
    await assert.rejects(list(groupArn.replace(group, 'none')), missing);
    await assert.rejects(list(groupArn.replace('us-east-1', 'eu-west-1')), missing);
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key${index}`, 'v']));
    await assert.rejects(call('TagResource', { resourceArn: groupArn, tags: many }), {
      code: 'TooManyTagsException',
    });
  });

  it('keeps events for as many days as it is told', async () => {
    await make(group);
    const policy = (retentionInDays: number) =>
      call('PutRetentionPolicy', { logGroupName: group, retentionInDays });
    await assert.rejects(policy(2), invalid);
    await policy(3);
    await fixture.reopen();
    const { logGroups } = await call<Groups>('DescribeLogGroups', {});
    assert.equal(logGroups[0]?.retentionInDays, 3);
    const day = 24 * 60 * 60 * 1000;
    const now = fixture.clock.now();
    await fixture.put('s', [[now - 2.9 * day, 'kept']]);
    const page = () =>
      call<{ events: { message: string }[] }>('FilterLogEvents', { logGroupName: group });
    assert.equal((await page()).events.length, 1);
    await fixture.clock.advance(day);
    assert.equal((await page()).events.length, 0);
    await call('DeleteRetentionPolicy', { logGroupName: group });
    assert.equal(
      'retentionInDays' in ((await call<Groups>('DescribeLogGroups', {})).logGroups[0] ?? {}),
      false,
    );
    await assert.rejects(call('DeleteRetentionPolicy', { logGroupName: 'none' }), missing);
  });
});
