import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { restFault, signInExcept, signInStandIn } from '../../../fakes/signInStandIn';
import {
  called,
  failure,
  inHours,
  list,
  ProfileWorld,
  profileId,
  role,
  signers,
  ssoProfile,
  ssoSession,
} from './profileWorld';

describe('credentials of single sign-on', function () {
  this.timeout(20_000);
  const world = new ProfileWorld();

  /** Writes the profile with an endpoint of its portal where nothing listens any more. */
  async function writeUnreachablePortal(): Promise<void> {
    const gone = await world.home.service(signInStandIn);
    await gone.stop();
    await world.write(
      [...ssoProfile, 'services = own'],
      ...ssoSession,
      ...['[services own]', 'sso =', `  endpoint_url = ${gone.endpoint}`],
    );
  }

  it('are those of the profile’s role, by the session’s token', async () => {
    await world.write(ssoProfile, ...ssoSession);
    await world.home.ssoToken('corp', { accessToken: 'mine', expiresAt: inHours(1) });
    await list(await world.open());
    const [asked] = called(world.service, 'GET /federation/credentials');
    assert.match(asked?.url ?? '', /role_name=Reader/);
    assert.match(asked?.url ?? '', /account_id=123456789012/);
    assert.equal(asked?.headers['x-amz-sso_bearer_token'], 'mine');
    assert.deepEqual(signers(world.service), ['ASIASSO']);
  });

  it('are found for older profiles without a session', async () => {
    const url = 'https://old.awsapps.com';
    await world.write([
      ...[`sso_start_url = ${url}`, 'sso_region = eu-west-1'],
      ...['sso_account_id = 123456789012', 'sso_role_name = Reader'],
    ]);
    await world.home.ssoToken(url, { accessToken: 'old', expiresAt: inHours(1) });
    await list(await world.open());
    assert.deepEqual(signers(world.service), ['ASIASSO']);
  });

  it('can be the source of a role', async () => {
    await world.write(
      [role('first'), 'source_profile = web'],
      '[profile web]',
      ...ssoProfile,
      ...ssoSession,
    );
    await world.home.ssoToken('corp', { accessToken: 'mine', expiresAt: inHours(1) });
    await list(await world.open());
    const [asked] = called(world.service, 'AssumeRole');
    assert.match(asked?.headers.authorization ?? '', /Credential=ASIASSO\//);
  });

  it('renew a token that has ended, each service at its own endpoint', async () => {
    const [portal, tokens] = [
      await world.home.service(signInStandIn),
      await world.home.service(signInStandIn),
    ];
    await world.write(
      [...ssoProfile, 'services = own'],
      ...ssoSession,
      ...['[services own]', 'sso =', `  endpoint_url = ${portal.endpoint}`],
      ...['sso_oidc =', `  endpoint_url = ${tokens.endpoint}`],
    );
    const file = await world.home.ssoToken('corp', {
      ...{ accessToken: 'ended', expiresAt: inHours(-1), refreshToken: 'again' },
      ...{ clientId: 'id', clientSecret: 'secret', region: 'eu-west-1' },
    });
    await list(await world.open());
    const [renewal] = called(tokens, 'POST /token');
    assert.match(renewal?.body.toString() ?? '', /"refreshToken":"again"/);
    const [asked] = called(portal, 'GET /federation/credentials');
    assert.equal(asked?.headers['x-amz-sso_bearer_token'], 'renewed');
    assert.equal(
      (JSON.parse(await readFile(file, 'utf8')) as { accessToken: string }).accessToken,
      'renewed',
    );
    assert.deepEqual(signers(world.service), ['ASIASSO']);
  });

  it('name the command that signs in, and are found as soon as it has been run', async () => {
    await world.write(['aws_access_key_id = AKID', 'aws_secret_access_key = s']);
    const store = world.home.connections();
    const connection = await store.open(profileId);
    await world.write(ssoProfile, ...ssoSession);
    const { reason, message, mend } = await failure(list(connection));
    assert.equal(reason, 'expired');
    assert.match(message, /`aws sso login --profile mine`/);
    assert.deepEqual(mend, {
      act: 'signIn',
      connectionId: profileId,
      command: ['aws', 'sso', 'login', '--profile', 'mine'],
    });
    const told = new Promise((resolve) => store.onDidChange(resolve));
    await world.home.ssoToken('corp', { accessToken: 'mine', expiresAt: inHours(1) });
    assert.equal(await told, profileId);
    await list(connection);
    assert.deepEqual(signers(world.service), ['ASIASSO']);
  });

  it('name that command also where the portal does not know the token any more', async () => {
    await world.serve(signInExcept('GET /federation', restFault('UnauthorizedException', 401)));
    await world.write(
      [role('first'), 'source_profile = web'],
      '[profile web]',
      ...ssoProfile,
      ...ssoSession,
    );
    await world.home.ssoToken('corp', { accessToken: 'revoked', expiresAt: inHours(1) });
    const { mend } = await failure(list(await world.open()));
    assert.deepEqual(mend?.act === 'signIn' && mend.command.at(-1), 'web');
  });

  it('say that the role is not granted, which no sign-in would mend', async () => {
    await world.serve(signInExcept('GET /federation', restFault('ForbiddenException', 403)));
    await world.write(ssoProfile, ...ssoSession);
    await world.home.ssoToken('corp', { accessToken: 'mine', expiresAt: inHours(1) });
    const { reason, message, mend } = await failure(list(await world.open()));
    assert.deepEqual([reason, mend], ['denied', undefined]);
    assert.match(message, /role Reader in account 123456789012/);
  });

  it('say that the portal cannot be reached', async () => {
    await writeUnreachablePortal();
    await world.home.ssoToken('corp', { accessToken: 'mine', expiresAt: inHours(1) });
    const { reason, message } = await failure(list(await world.open()));
    assert.equal(reason, 'network');
    assert.match(message, /IAM Identity Center could not be reached/);
  });

  it('name the command for a token that has ended while the portal could not be reached', async () => {
    await writeUnreachablePortal();
    await world.home.ssoToken('corp', { accessToken: 'mine', expiresAt: inHours(1) });
    const connection = await world.open();
    assert.equal((await failure(list(connection))).reason, 'network');
    await world.home.ssoToken('corp', { accessToken: 'mine', expiresAt: inHours(-1) });
    const { reason, mend } = await failure(list(connection));
    assert.deepEqual([reason, mend?.act], ['expired', 'signIn']);
  });
});
