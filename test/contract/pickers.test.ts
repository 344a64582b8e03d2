import assert from 'node:assert/strict';
import type { Connection } from '../../src/aws/connection';
import { listEncryptionKeys, type EncryptionKey } from '../../src/aws/pickers/keyList';
import { listSecurityGroups, listSubnets, listVpcs } from '../../src/aws/pickers/networkList';
import { listRepositories, listStoredImages } from '../../src/aws/pickers/registryList';
import { listS3Folder } from '../../src/aws/pickers/s3List';
import type { Reading } from '../../src/core/growing';
import { accountId, region } from '../fakes/checkedAccount';
import { FakeService, fault, json, type Script } from '../fakes/fakeService';
import { needs } from './environments';
import { startMoto, type MotoServer } from './motoServer';
import { connectionTo } from './preflight/situation';
import { seedChoices, type SeededChoices } from './seedChoices';

const { signal } = new AbortController();
const reading = <T>(): Reading<T> => ({ show: () => undefined, signal });

describe('what a job can be given, read from moto', function () {
  this.timeout(60_000);
  let moto: MotoServer;
  let seeded: SeededChoices;
  let connection: Connection | undefined;
  const account = (): Connection => connection ?? assert.fail('moto did not start');
  needs('aws');
  before(async () => {
    moto = await startMoto();
    seeded = await seedChoices({ endpoint: moto.endpoint, region });
    connection = connectionTo(moto.endpoint);
  });
  after(async () => {
    connection?.dispose();
    await moto.stop();
  });

  it('are VPCs, subnets and security groups with their names', async () => {
    const vpcs = await listVpcs(account(), reading());
    assert.deepEqual(
      vpcs.items.find(({ id }) => id === seeded.vpc),
      { id: seeded.vpc, name: 'training', cidr: '10.7.0.0/16', isDefault: false },
    );
    assert.equal(vpcs.items.filter(({ isDefault }) => isDefault).length, 1);
    const subnets = await listSubnets(account(), reading());
    assert.equal(subnets.isAll, true);
    assert.deepEqual(
      subnets.items.filter(({ vpc }) => vpc === seeded.vpc),
      [
        {
          ...{ id: seeded.subnet, name: 'private a', vpc: seeded.vpc, zone: `${region}a` },
          ...{ cidr: '10.7.1.0/24', freeAddresses: 251 },
        },
      ],
    );
    const groups = await listSecurityGroups(account(), reading());
    assert.deepEqual(
      groups.items.find(({ id }) => id === seeded.group),
      { id: seeded.group, name: 'jobs', vpc: seeded.vpc, description: 'Of jobs' },
    );
  });

  it('are keys by their alias, and those without one', async () => {
    const { items, isAll } = await listEncryptionKeys(account(), reading());
    const { namedKey, unnamedKey } = seeded;
    assert.equal(isAll, true);
    assert.deepEqual(
      items.filter(({ isOfAws }) => !isOfAws),
      [
        { arn: namedKey, alias: 'team/training', isOfAws: false },
        { arn: unnamedKey, isOfAws: false },
      ],
    );
  });

  it('are images of the registry', async () => {
    const { items: repositories } = await listRepositories(account(), reading());
    const uri = (name: string) => `123456789012.dkr.ecr.${region}.amazonaws.com/${name}`;
    assert.deepEqual(
      repositories.toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
      ['team/empty', 'team/train'].map((name) => ({ name, uri: uri(name) })),
    );
    const { items: images } = await listStoredImages(account(), 'team/train', reading());
    assert.deepEqual(images.flatMap(({ tags }) => tags).toSorted(), ['1.0', '2.0']);
    for (const { digest, bytes, pushedAt } of images) {
      assert.match(digest, /^sha256:/);
      assert.ok((bytes ?? -1) >= 0 && pushedAt instanceof Date);
    }
    assert.deepEqual((await listStoredImages(account(), 'team/empty', reading())).items, []);
  });
});

const xml =
  (body: string, status = 200): Script =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  };

const ec2Fault = (code: string, message: string): Script =>
  xml(
    `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>r</RequestID></Response>`,
    403,
  );

const subnetPage = (id: string, token: string): Script =>
  xml(
    `<DescribeSubnetsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><subnetSet><item><subnetId>${id}</subnetId><vpcId>vpc-1</vpcId></item></subnetSet><nextToken>${token}</nextToken></DescribeSubnetsResponse>`,
  );

describe('what a job can be given, read from a scripted account', () => {
  let service: FakeService | undefined;
  let connection: Connection | undefined;
  afterEach(async () => {
    connection?.dispose();
    await service?.stop();
  });

  const at = async (...scripts: readonly Script[]): Promise<Connection> => {
    service = await FakeService.start(...scripts);
    connection = connectionTo(service.endpoint);
    return connection;
  };

  /** Answers by operation, as JSON services have them. */
  const byOperation =
    (scripts: Readonly<Record<string, Script>>): Script =>
    (request, response) =>
      (scripts[request.operation] ?? fault('UnknownOperationException', request.operation))(
        request,
        response,
      );

  it('names the permission that is missing for a network', async () => {
    const closed = await at(ec2Fault('UnauthorizedOperation', 'You may not.'));
    const missing: readonly [string, () => Promise<unknown>][] = [
      ['ec2:DescribeVpcs', () => listVpcs(closed, reading())],
      ['ec2:DescribeSubnets', () => listSubnets(closed, reading())],
      ['ec2:DescribeSecurityGroups', () => listSecurityGroups(closed, reading())],
    ];
    for (const [action, list] of missing) {
      await assert.rejects(list, { reason: 'denied', message: new RegExp(`^${action} is not`) });
    }
  });

  it('names the permission that is missing for images', async () => {
    const closed = await at(fault('AccessDeniedException', 'You may not.'));
    await assert.rejects(listRepositories(closed, reading()), {
      ...{ reason: 'denied', message: /^ecr:DescribeRepositories is not allowed/ },
    });
    await assert.rejects(listStoredImages(closed, 'mine', reading()), {
      ...{ reason: 'denied', message: /^ecr:DescribeImages is not allowed/ },
    });
  });

  it('names the permission that is missing for folders of S3, which are called otherwise', async () => {
    const denied = '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>';
    const closed = await at(xml(denied, 403));
    await assert.rejects(listS3Folder(closed, '', reading()), {
      ...{ reason: 'denied', message: /^s3:ListAllMyBuckets is not allowed/ },
    });
    await assert.rejects(listS3Folder(closed, 's3://team/data/', reading()), {
      ...{ reason: 'denied', message: /^s3:ListBucket is not allowed/ },
    });
  });

  it('follows the pages of EC2, whose last one has an empty token', async () => {
    const two = await at(subnetPage('subnet-1', 'next'), subnetPage('subnet-2', ''));
    const shown: (readonly [number, boolean])[] = [];
    const { items, isAll } = await listSubnets(two, {
      show: (part) => shown.push([part.items.length, part.isAll]),
      signal,
    });
    assert.deepEqual([items.map(({ id }) => id), isAll], [['subnet-1', 'subnet-2'], true]);
    assert.deepEqual(shown, [
      [1, false],
      [2, true],
    ]);
    assert.match(service?.received[1]?.body.toString() ?? '', /NextToken=next/);
  });

  const arn = (id: string): string => `arn:aws:kms:${region}:${accountId}:key/${id}`;
  const aliases = json({
    Aliases: [
      { AliasName: 'alias/aws/unused', AliasArn: `arn:aws:kms:${region}:${accountId}:alias/x` },
      {
        ...{ AliasName: 'alias/team', TargetKeyId: '1' },
        AliasArn: `arn:aws:kms:${region}:${accountId}:alias/team`,
      },
    ],
  });
  const noKeys = fault('AccessDeniedException', 'You may not.');

  it('does with one list of keys where the other is denied, and says when both are', async () => {
    const named: EncryptionKey = { arn: arn('1'), alias: 'team', isOfAws: false };
    const onlyNames = await at(byOperation({ ListAliases: aliases, ListKeys: noKeys }));
    const { items, isAll } = await listEncryptionKeys(onlyNames, reading());
    assert.deepEqual([items, isAll], [[named], false]);
    onlyNames.dispose();
    await service?.stop();
    const keys = json({ Keys: [{ KeyArn: arn('1') }] });
    const onlyKeys = await at(byOperation({ ListAliases: noKeys, ListKeys: keys }));
    const unnamed = await listEncryptionKeys(onlyKeys, reading());
    assert.deepEqual(unnamed.items, [{ arn: arn('1'), isOfAws: false }]);
    onlyKeys.dispose();
    await service?.stop();
    const none = await at(noKeys);
    await assert.rejects(listEncryptionKeys(none, reading()), {
      ...{ reason: 'denied', message: /^kms:ListAliases is not allowed/ },
    });
  });
});
