import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { dpopKey } from '../../../fakes/signInStandIn';
import {
  called,
  failure,
  inHours,
  list,
  ProfileWorld,
  profileId,
  role,
  signers,
} from './profileWorld';

describe('credentials', function () {
  this.timeout(20_000);
  const world = new ProfileWorld();

  describe('of `aws login`', () => {
    const session = 'arn:aws:iam::123456789012:user/ada';
    const token = (hours: number) =>
      world.home.writeFile(
        `login/cache/${createHash('sha256').update(session).digest('hex')}.json`,
        JSON.stringify({
          accessToken: {
            ...{ accessKeyId: 'ASIALOGIN1', secretAccessKey: 's', sessionToken: 't' },
            ...{ accountId: '123456789012', expiresAt: inHours(hours) },
          },
          ...{ clientId: 'arn:aws:signin:::devtools/same-device', refreshToken: 'again' },
          dpopKey: dpopKey(),
        }),
      );

    it('are those of the session', async () => {
      await world.write([`login_session = ${session}`]);
      await token(1);
      await list(await world.open());
      assert.deepEqual(signers(world.service), ['ASIALOGIN1']);
    });

    it('are renewed with a proof of the key when they have ended', async () => {
      await world.write([`login_session = ${session}`]);
      await token(-1);
      await list(await world.open());
      const [renewal] = called(world.service, 'POST /v1/token');
      assert.equal(String(renewal?.headers['dpop']).split('.').length, 3);
      assert.deepEqual(signers(world.service), ['ASIALOGIN2']);
    });

    it('name the command that signs in', async () => {
      await world.write([`login_session = ${session}x`]);
      const { reason, mend } = await failure(list(await world.open()));
      assert.equal(reason, 'expired');
      assert.deepEqual(mend?.act === 'signIn' && mend.command, [
        ...['aws', 'login', '--profile', 'mine'],
      ]);
    });
  });

  describe('of a process', () => {
    const program = (text: string) => `credential_process = "${process.execPath}" -e "${text}"`;
    const print = (keys: object) =>
      program(`console.log(JSON.stringify(${JSON.stringify(keys).replaceAll('"', "'")}))`);
    const printed = { Version: 1, AccessKeyId: 'AKIDPROCESS', SecretAccessKey: 's' };

    it('are what it prints', async () => {
      await world.write([print({ ...printed, Expiration: inHours(1) })]);
      await list(await world.open());
      assert.deepEqual(signers(world.service), ['AKIDPROCESS']);
    });

    it('say what it said when it fails, and not how it was called', async () => {
      await world.write([program("console.error('The vault is locked.'); process.exit(3)")]);
      const { reason, message } = await failure(list(await world.open()));
      assert.equal(reason, 'expired');
      assert.match(message, /profile "mine" gave no keys\. The vault is locked\.$/);
    });

    it('are refused when they have ended, or are none', async () => {
      await world.write([print({ ...printed, Expiration: inHours(-1) })]);
      assert.match((await failure(list(await world.open()))).message, /have expired/);
      await world.write([print({ ...printed, Version: 2 })]);
      assert.match((await failure(list(await world.open()))).message, /keys of version 1/);
    });

    it('never give way to another identity that lies around', async () => {
      await world.write([program('process.exit(1)')]);
      const connection = await world.open({
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${world.service.endpoint}/container`,
        AWS_ACCESS_KEY_ID: 'AKIDOTHER',
        AWS_SECRET_ACCESS_KEY: 's',
      });
      assert.equal((await failure(list(connection))).reason, 'expired');
      assert.deepEqual(world.service.received, []);
    });
  });

  describe('of a web identity', () => {
    it('are asked for with the token that the file holds now', async () => {
      const file = await world.home.writeFile('token', 'first\n');
      await world.write([role('pod'), `web_identity_token_file = ${file}`]);
      const store = world.home.connections();
      await list(await store.open(profileId));
      await world.home.writeFile('token', 'second\n');
      store.renew(profileId);
      await list(await store.open(profileId));
      const tokens = called(world.service, 'AssumeRoleWithWebIdentity').map(
        ({ body }) => /WebIdentityToken=(\w+)/.exec(body.toString())?.[1],
      );
      assert.deepEqual(tokens, ['first', 'second']);
      assert.deepEqual(signers(world.service), ['ASIAWEBPOD', 'ASIAWEBPOD']);
    });

    it('name the file that is not there', async () => {
      await world.write([role('pod'), 'web_identity_token_file = /no/such/token']);
      assert.match(
        (await failure(list(await world.open()))).message,
        /\/no\/such\/token cannot be read/,
      );
    });
  });
});
