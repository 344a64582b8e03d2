import assert from 'node:assert/strict';
import { CreateRepositoryCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { AccountCheck } from '../../src/aws/preflight/accountCheck';
import type { Finding } from '../../src/core/preflight/finding';
import { systemClock } from '../../src/node/systemClock';
import { accountId, checkedAccount, region, trusting } from '../fakes/checkedAccount';
import { FakeService } from '../fakes/fakeService';
import { needs } from './environments';
import { startMoto, type MotoServer } from './motoServer';
import { callerSituations } from './preflight/callerSituations';
import { motoRoles, motoSituations } from './preflight/motoSituations';
import { partSituations } from './preflight/partSituations';
import { quotaSituations } from './preflight/quotaSituations';
import { connectionTo, findingsOn, plainQuestion, type Situation } from './preflight/situation';

/** What a real service cannot be brought to say, or moto does not know. */
const scriptedSituations = [...callerSituations, ...partSituations, ...quotaSituations];

/** Says what is expected, and of anything else nothing that would be wrong. */
function assertFound(situation: Situation, found: ReadonlyMap<string, Finding>): void {
  const { id, tone, says, fix } = situation;
  const finding = found.get(id);
  const all = JSON.stringify([...found.values()], null, 1);
  assert.equal(finding?.tone ?? 'none', tone, all);
  assert.match(finding?.message ?? '', says);
  assert.equal(finding?.fix?.kind, fix, finding?.message);
}

/** Each that is not well says what to do and leads there; nothing but the situation is an error. */
function assertSound(situation: Situation, found: ReadonlyMap<string, Finding>): void {
  for (const finding of found.values()) {
    if (finding.tone === 'ok') {
      continue;
    }
    assert.ok(finding.fix, `${finding.id} leads nowhere: ${finding.message}`);
    assert.match(finding.message, /\b(choose|correct|add|request|check|sign in|leave)\b/i);
    if (finding.tone === 'error') {
      assert.equal(finding.id, situation.id, `a false alarm: ${finding.message}`);
    }
  }
}

describe('the checks of a launch', function () {
  this.timeout(60_000);

  describe('on a scripted account', () => {
    let service: FakeService | undefined;
    afterEach(() => service?.stop());

    for (const situation of scriptedSituations) {
      it(`${situation.tone} for ${situation.name}`, async () => {
        service = await FakeService.start(checkedAccount(situation.account));
        const connection = connectionTo(service.endpoint);
        const found = await findingsOn(connection, situation.asks ?? {});
        connection.dispose();
        assertFound(situation, found);
        assertSound(situation, found);
      });
    }
  });

  describe('on moto', () => {
    let moto: MotoServer;
    needs('aws');
    before(async () => {
      moto = await startMoto();
      await seed(moto.endpoint);
    });
    after(() => moto.stop());

    for (const situation of motoSituations) {
      it(`${situation.tone} for ${situation.name}`, async () => {
        const connection = connectionTo(moto.endpoint);
        const found = await findingsOn(connection, situation.asks ?? {});
        connection.dispose();
        assertFound(situation, found);
        assertSound(situation, found);
      });
    }

    it('offers the roles that trust SageMaker, the doubtful last', async () => {
      const connection = connectionTo(moto.endpoint);
      const check = new AccountCheck(connection, systemClock);
      const { roles, isAll } = await check.roles(new AbortController().signal);
      connection.dispose();
      assert.equal(isAll, true);
      const offered = new Map(roles.map(({ name, isCertain }) => [name, isCertain]));
      assert.deepEqual(
        roles.map(({ isCertain }) => isCertain),
        roles.map(({ isCertain }) => isCertain).toSorted((a, b) => Number(b) - Number(a)),
      );
      for (const { name, offers } of motoRoles) {
        assert.equal(offered.get(name), offers, name);
      }
    });
  });

  it('cover at least 60 situations, none twice', () => {
    const names = [...scriptedSituations, ...motoSituations].map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    assert.ok(names.length >= 60, String(names.length));
  });

  it('ask nothing twice that several want to know at once', async () => {
    const service = await FakeService.start(checkedAccount({}));
    const connection = connectionTo(service.endpoint);
    const check = new AccountCheck(connection, systemClock);
    const { signal } = new AbortController();
    const ask = () => check.check(plainQuestion, { report: () => undefined, signal });
    await Promise.all([ask(), ask()]);
    const asked = service.received.length;
    await ask();
    const calls = service.received.map(
      ({ method, url, operation, body }) => `${method} ${url} ${operation} ${body.toString()}`,
    );
    await service.stop();
    connection.dispose();
    assert.equal(service.received.length, asked);
    assert.equal(new Set(calls).size, calls.length, calls.join('\n'));
  });

  it('stop asking when nobody waits any more', async () => {
    const service = await FakeService.start(() => undefined);
    const connection = connectionTo(service.endpoint);
    const stop = new AbortController();
    const asked = new AccountCheck(connection, systemClock).check(plainQuestion, {
      report: () => undefined,
      signal: stop.signal,
    });
    stop.abort();
    await assert.rejects(asked, { reason: 'cancelled' });
    await service.stop();
    connection.dispose();
  });
});

async function seed(endpoint: string): Promise<void> {
  const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' };
  const iam = new IAMClient({ region, endpoint, credentials });
  for (const { name, path, trust } of motoRoles) {
    await iam.send(
      new CreateRoleCommand({
        ...{ RoleName: name, Path: path ?? '/' },
        AssumeRolePolicyDocument: trust ?? trusting(),
      }),
    );
  }
  const s3 = (at: string) =>
    new S3Client({ region: at, endpoint, credentials, forcePathStyle: true });
  const place = { LocationConstraint: region } as const;
  await s3(region).send(
    new CreateBucketCommand({ Bucket: 'here', CreateBucketConfiguration: place }),
  );
  await s3('us-east-1').send(new CreateBucketCommand({ Bucket: 'over-there' }));
  const ecr = new ECRClient({ region, endpoint, credentials });
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'team/mine' }));
  await ecr.send(
    new PutImageCommand({
      ...{ repositoryName: 'team/mine', imageTag: '1.0' },
      imageManifest: JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
        config: { mediaType: 'application/json', size: 1, digest: `sha256:${'0'.repeat(64)}` },
        layers: [],
      }),
    }),
  );
  assert.equal(accountId, '123456789012');
}
