import assert from 'node:assert/strict';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListTagsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
  type AssumeRoleCommandInput,
} from '@aws-sdk/client-sts';
import { sandboxRoleArn } from '../../../../src/core/sandbox/protocol';
import { issueSession, type SessionCredentials } from '../../../../src/sandbox/http/sessions';
import type { RunningSandbox } from '../../../../src/sandbox/server';
import { FakeClock } from '../../../fakes/fakeClock';
import { removeTemporaryFolders, startTestSandbox } from '../../../fakes/startedSandbox';

type Keys = Partial<SessionCredentials> &
  Pick<SessionCredentials, 'accessKeyId' | 'secretAccessKey'>;

const hour = 3_600_000;
const RoleSessionName = 'someone';

describe('temporary credentials', () => {
  let sandbox: RunningSandbox;
  let session: SessionCredentials;

  before(async () => {
    sandbox = await startTestSandbox({
      jobs: {
        routes: [
          {
            signingName: 'sagemaker',
            service: {
              target: 'SageMaker',
              operations: { ListTags: () => Promise.resolve({ Tags: [] }) },
            },
          },
        ],
      },
    });
    session = await assume();
  });

  after(async () => {
    await sandbox.stop('test');
    await removeTemporaryFolders();
  });

  function options(credentials: Keys): object {
    const { endpoint, region } = sandbox.announcement;
    return { endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1 };
  }

  async function assume(
    changes: Partial<AssumeRoleCommandInput> = {},
    keys: Keys = sandbox.announcement,
  ): Promise<SessionCredentials> {
    const command = new AssumeRoleCommand({ RoleArn: sandboxRoleArn, RoleSessionName, ...changes });
    const { Credentials } = await new STSClient(options(keys)).send(command);
    return {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
  }

  /** How S3, SageMaker and STS answer to these credentials. */
  async function answers(keys: Keys): Promise<readonly string[]> {
    const resource = 'arn:aws:sagemaker:us-east-1:000000000000:training-job/a';
    const calls = [
      new S3Client(options(keys)).send(new ListBucketsCommand({})),
      new SageMakerClient(options(keys)).send(new ListTagsCommand({ ResourceArn: resource })),
      new STSClient(options(keys)).send(new GetCallerIdentityCommand({})),
    ];
    return await Promise.all(calls.map(outcome));
  }

  it('open every service, and the caller is the session', async () => {
    assert.deepEqual(await answers(session), ['accepted', 'accepted', 'accepted']);
    const identity = await new STSClient(options(session)).send(new GetCallerIdentityCommand({}));
    assert.equal(
      identity.Arn,
      'arn:aws:sts::000000000000:assumed-role/SageMakerLocalSandbox/someone',
    );
    assert.equal(identity.UserId, 'AROALOCALSANDBOX:someone');
    assert.equal(identity.Account, '000000000000');
    await new S3Client(options(session)).send(new CreateBucketCommand({ Bucket: 'of-a-session' }));
  });

  it('last as long as was asked for', async () => {
    const sts = new STSClient(options(sandbox.announcement));
    const before = Date.now();
    const longest = await sts.send(
      new AssumeRoleCommand({ RoleArn: sandboxRoleArn, RoleSessionName, DurationSeconds: 43_200 }),
    );
    const usual = await sts.send(new GetSessionTokenCommand({}));
    for (const { Credentials } of [longest, usual]) {
      const left = (Credentials?.Expiration?.getTime() ?? 0) - before;
      assert.ok(left >= 12 * hour && left < 12 * hour + 60_000, `${left} ms`);
    }
    assert.equal(longest.AssumedRoleUser?.AssumedRoleId, 'AROALOCALSANDBOX:someone');
  });

  it('of GetSessionToken are the caller’s own', async () => {
    const command = new GetSessionTokenCommand({ DurationSeconds: 900 });
    const { Credentials } = await new STSClient(options(sandbox.announcement)).send(command);
    const keys = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const identity = await new STSClient(options(keys)).send(new GetCallerIdentityCommand({}));
    assert.match(identity.Arn ?? '', /SageMakerLocalSandbox\/local$/);
    assert.equal(
      await outcome(new STSClient(options(keys)).send(command)),
      'AccessDenied: Cannot call GetSessionToken with session credentials',
    );
  });

  it('that have expired are refused in each service’s own words', async () => {
    const expired = issueSession(sandbox.announcement, { expiresAt: Date.now() - 1 });
    assert.deepEqual(await answers(expired), [
      'ExpiredToken: The provided token has expired.',
      'ExpiredTokenException: The security token included in the request is expired',
      'ExpiredToken: The security token included in the request is expired',
    ]);
  });

  it('that are forged or altered are refused in each service’s own words', async () => {
    const stranger = { accessKeyId: 'SANDBOXOTHER', secretAccessKey: 'another installation' };
    const [payload = '', seal = ''] = session.sessionToken.split('.');
    const later = Buffer.from(JSON.stringify({ expiresAt: Date.now() + 9 * hour }));
    const forged: readonly Keys[] = [
      issueSession(stranger, { expiresAt: Date.now() + hour }),
      { ...session, sessionToken: payload },
      { ...session, sessionToken: `${later.toString('base64url')}.${seal}` },
      { ...session, sessionToken: `${payload}.${seal}x` },
      { ...session, sessionToken: 'nonsense' },
      { ...session, accessKeyId: sandbox.announcement.accessKeyId },
      { ...sandbox.announcement, sessionToken: session.sessionToken },
      { ...session, accessKeyId: (await assume()).accessKeyId },
    ];
    for (const keys of forged) {
      assert.deepEqual(await answers(keys), [
        'InvalidToken: The provided token is malformed or otherwise invalid.',
        'UnrecognizedClientException: The security token included in the request is invalid',
        'InvalidClientTokenId: The security token included in the request is invalid',
      ]);
    }
  });

  it('are nothing without their token or with another secret', async () => {
    const { accessKeyId, secretAccessKey } = session;
    const codes = async (keys: Keys) =>
      (await answers(keys)).map((answer) => answer.replace(/:.*/s, ''));
    assert.deepEqual(await codes({ accessKeyId, secretAccessKey }), [
      'InvalidAccessKeyId',
      'UnrecognizedClientException',
      'InvalidClientTokenId',
    ]);
    const { secretAccessKey: other } = sandbox.announcement;
    assert.deepEqual(await codes({ ...session, secretAccessKey: other }), [
      'SignatureDoesNotMatch',
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
    ]);
  });

  it('are given for the sandbox’s own role only, within the service’s limits', async () => {
    const other = 'arn:aws:iam::000000000000:role/Other';
    const refusals: readonly [Partial<AssumeRoleCommandInput>, RegExp][] = [
      [{ RoleArn: other }, /^AccessDenied: User: .* is not authorized to perform: sts:AssumeRole/],
      [{ RoleArn: 'role' }, /^ValidationError: .*'roleArn'.*length greater than or equal to 20/],
      [{ RoleSessionName: 'a b' }, /^ValidationError: .*'roleSessionName'.*regular expression/],
      [{ DurationSeconds: 899 }, /^ValidationError: .*'durationSeconds'.*equal to 900/],
      [{ DurationSeconds: 43_201 }, /^ValidationError: .*'durationSeconds'.*equal to 43200/],
      [{ Policy: '{}' }, /^ValidationError: The local sandbox has no session policies.*Policy\.$/],
    ];
    for (const [changes, expected] of refusals) {
      assert.match(await outcome(assume(changes)), expected);
    }
    const chained = await outcome(assume({ DurationSeconds: 3601 }, session));
    assert.match(chained, /^ValidationError: .* 1 hour session limit .* role chaining$/);
    assert.deepEqual(await answers(await assume({}, session)), [
      'accepted',
      'accepted',
      'accepted',
    ]);
  });
});

describe('the time of temporary credentials', () => {
  it('is the sandbox’s', async () => {
    const clock = new FakeClock(Date.now());
    const sandbox = await startTestSandbox({ clock });
    try {
      const { endpoint, region } = sandbox.announcement;
      const credentials = issueSession(sandbox.announcement, { expiresAt: clock.now() + 1000 });
      const sts = new STSClient({ endpoint, region, credentials, maxAttempts: 1 });
      assert.equal(await outcome(sts.send(new GetCallerIdentityCommand({}))), 'accepted');
      await clock.advance(1000);
      assert.match(await outcome(sts.send(new GetCallerIdentityCommand({}))), /^ExpiredToken:/);
    } finally {
      await sandbox.stop('test');
      await removeTemporaryFolders();
    }
  });
});

async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
