import assert from 'node:assert/strict';
import { fault } from '../../../fakes/fakeService';
import { queryFault, signInExcept, signInStandIn } from '../../../fakes/signInStandIn';
import {
  baseProfile,
  called,
  failure,
  list,
  ProfileWorld,
  profileId,
  role,
  signers,
} from './profileWorld';

describe('credentials of a role', function () {
  this.timeout(20_000);
  const world = new ProfileWorld();

  it('are asked for with those of the source profile, through other roles too', async () => {
    await world.write(
      [role('second'), 'source_profile = middle', 'external_id = outside'],
      ...['[profile middle]', role('first'), 'source_profile = base'],
      ...baseProfile,
    );
    await list(await world.open());
    const roles = called(world.service, 'AssumeRole');
    const by = roles.map(
      ({ headers }) => /Credential=(\w+)/.exec(headers.authorization ?? '')?.[1],
    );
    assert.deepEqual(by, ['AKIDBASE', 'ASIAFIRST']);
    assert.match(roles[1]?.body.toString() ?? '', /ExternalId=outside/);
    assert.deepEqual(signers(world.service), ['ASIASECOND']);
  });

  it('are asked for with what the environment has', async () => {
    await world.write([role('env'), 'credential_source = Environment']);
    await list(await world.open({ AWS_ACCESS_KEY_ID: 'AKIDENV', AWS_SECRET_ACCESS_KEY: 's' }));
    const [asked] = called(world.service, 'AssumeRole');
    assert.match(asked?.headers.authorization ?? '', /Credential=AKIDENV\//);
    assert.deepEqual(signers(world.service), ['ASIAENV']);
  });

  it('are asked for with a code of the MFA device, once for all who wait', async () => {
    await world.write(
      [role('careful'), 'source_profile = base', 'mfa_serial = arn:mfa/ada'],
      ...baseProfile,
    );
    const asked: object[] = [];
    const connection = await world.open(
      {},
      {
        askMfaCode: (request) => {
          asked.push(request);
          return Promise.resolve('123456');
        },
      },
    );
    await Promise.all([list(connection), list(connection), connection.identity()]);
    assert.deepEqual(asked, [{ profile: 'mine', serial: 'arn:mfa/ada' }]);
    const [assumed] = called(world.service, 'AssumeRole');
    assert.match(assumed?.body.toString() ?? '', /SerialNumber=arn%3Amfa%2Fada.*TokenCode=123456/);
    assert.deepEqual(signers(world.service), ['ASIACAREFUL', 'ASIACAREFUL']);
  });

  it('are not asked for again and again when there is no code, but by wish', async () => {
    await world.write(
      [role('careful'), 'source_profile = base', 'mfa_serial = arn:mfa/ada'],
      ...baseProfile,
    );
    let asked = 0;
    const codes = [undefined, '123456'];
    const store = world.home.connections({}, { askMfaCode: () => Promise.resolve(codes[asked++]) });
    const connection = await store.open(profileId);
    for (let poll = 0; poll < 3; poll++) {
      const { reason, mend, message } = await failure(list(connection));
      assert.equal(reason, 'expired');
      assert.match(message, /code of the MFA device arn:mfa\/ada/);
      assert.deepEqual(mend, { act: 'mfaCode', connectionId: profileId });
    }
    assert.equal(asked, 1);
    store.renew(profileId);
    await list(connection);
    assert.equal(asked, 2);
  });

  it('can be asked for with another code after a wrong one', async () => {
    await world.serve(
      signInExcept('AssumeRole', queryFault('AccessDenied', 'MultiFactorAuthentication failed')),
    );
    await world.write(
      [role('careful'), 'source_profile = base', 'mfa_serial = arn:mfa/ada'],
      ...baseProfile,
    );
    const connection = await world.open({}, { askMfaCode: () => Promise.resolve('000000') });
    const { reason, mend, message } = await failure(list(connection));
    assert.deepEqual([reason, mend?.act], ['denied', 'mfaCode']);
    assert.match(message, /role\/careful was not assumed.*MultiFactorAuthentication failed/);
  });

  it('say which role was refused', async () => {
    await world.serve(
      signInExcept('AssumeRole', queryFault('AccessDenied', 'ada is not authorized')),
    );
    await world.write([role('secret'), 'source_profile = base'], ...baseProfile);
    const { reason, message, mend } = await failure(list(await world.open()));
    assert.deepEqual([reason, mend], ['denied', undefined]);
    assert.match(message, /role\/secret was not assumed.*ada is not authorized/);
  });

  it('are renewed, and the call repeated, when the service says that they have ended', async () => {
    let refusals = 1;
    const expired = fault('ExpiredTokenException', 'Expired');
    await world.serve((request, response) => {
      const isList = request.operation === 'ListTrainingJobs';
      (isList && refusals-- > 0 ? expired : signInStandIn)(request, response);
    });
    await world.write([role('first'), 'source_profile = base'], ...baseProfile);
    await list(await world.open());
    assert.equal(called(world.service, 'AssumeRole').length, 2);
    assert.equal(signers(world.service).length, 2);
  });

  it('are one set for all services', async () => {
    await world.write([role('first'), 'source_profile = base'], ...baseProfile);
    const connection = await world.open();
    await Promise.all([list(connection), connection.identity(), connection.account()]);
    assert.equal(called(world.service, 'GetCallerIdentity').length, 1, 'one question for all');
    assert.equal(called(world.service, 'AssumeRole').length, 1);
  });

  it('that are half a statement are a problem, not none', async () => {
    await world.write(['aws_access_key_id = AKIDHALF']);
    const { reason, message } = await failure(list(await world.open()));
    assert.equal(reason, 'invalid');
    assert.match(message, /half a key: aws_secret_access_key is missing/);
  });
});
