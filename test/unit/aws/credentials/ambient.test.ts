import assert from 'node:assert/strict';
import { restFault, signInExcept } from '../../../fakes/signInStandIn';
import { called, failure, list, ProfileWorld, profileId, signers } from './profileWorld';

describe('credentials without a profile', function () {
  this.timeout(20_000);
  const world = new ProfileWorld();

  const at = () => ({ AWS_ENDPOINT_URL: world.service.endpoint, AWS_REGION: 'us-east-1' });
  const offered = async (variables: NodeJS.ProcessEnv) =>
    (await world.home.connections(variables).choices()).map(({ id }) => id).slice(1);

  beforeEach(() => world.home.write(''));

  it('are offered where there are some', async () => {
    assert.deepEqual(await offered({}), []);
    assert.deepEqual(
      await offered({
        ...{
          AWS_ACCESS_KEY_ID: 'a',
          AWS_SECRET_ACCESS_KEY: 'b',
          AWS_DEFAULT_REGION: 'eu-west-1',
        },
        AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1/x',
        ...{ AWS_EC2_METADATA_DISABLED: 'false' },
        AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1/',
      }),
      ['environment:eu-west-1', 'container:eu-west-1', 'instance:eu-west-1'],
    );
  });

  it('are those of the environment', async () => {
    const keys = { AWS_ACCESS_KEY_ID: 'AKIDENV', AWS_SECRET_ACCESS_KEY: 's' };
    await list(await world.home.connections({ ...at(), ...keys }).open('environment:us-east-1'));
    assert.deepEqual(signers(world.service), ['AKIDENV']);
  });

  it('are those of the environment’s web identity', async () => {
    const token = {
      AWS_WEB_IDENTITY_TOKEN_FILE: await world.home.writeFile('token', 'abc'),
      AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/pod',
    };
    await list(await world.home.connections({ ...at(), ...token }).open('environment:us-east-1'));
    assert.deepEqual(signers(world.service), ['ASIAWEBPOD']);
  });

  it('are those of the container’s role', async () => {
    const place = {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${world.service.endpoint}/container`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: 'pass',
    };
    await list(await world.home.connections({ ...at(), ...place }).open('container:us-east-1'));
    assert.equal(called(world.service, 'GET /container')[0]?.headers.authorization, 'pass');
    assert.deepEqual(signers(world.service), ['ASIACONTAINER']);
  });

  it('are those of the computer’s role, also for a profile without credentials', async () => {
    const place = {
      AWS_EC2_METADATA_DISABLED: 'false',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: world.service.endpoint,
    };
    await list(await world.home.connections({ ...at(), ...place }).open('instance:us-east-1'));
    await world.write([]);
    await list(await world.open());
    assert.deepEqual(signers(world.service), ['ASIAINSTANCE', 'ASIAINSTANCE']);
    const headers = called(world.service, 'GET /latest')[0]?.headers;
    assert.equal(headers?.['x-aws-ec2-metadata-token'], 'imds-token');
  });

  it('are asked of the container’s role for a profile without credentials', async () => {
    const place = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${world.service.endpoint}/container` };
    const throttled = signInExcept('GET /container', restFault('TooManyRequests', 429));
    const home = world.home.connections({ ...at(), ...place });
    await world.write([]);
    await list(await home.open(profileId));
    assert.deepEqual(signers(world.service), ['ASIACONTAINER']);

    const { endpoint } = await world.serve(throttled);
    const variables = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint}/container` };
    const { reason, message } = await failure(list(await world.open({ ...at(), ...variables })));
    assert.equal(reason, 'throttled', 'which passes, so that views ask again');
    assert.match(message, /^The credential service of this container is receiving too many/);
  });

  it('say so where there are none', async () => {
    const connection = await world.home.connections(at()).open('environment:us-east-1');
    assert.match((await failure(list(connection))).message, /AWS_ACCESS_KEY_ID.*gave no keys/);
  });

  it('need a region that somebody has chosen', async () => {
    const store = world.home.connections({ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' });
    assert.deepEqual((await store.choices())[1]?.region, '');
    await assert.rejects(store.open('environment:'), { reason: 'invalid', message: /no region/ });
    const chosen = store.inRegion('environment:', 'eu-west-3');
    assert.equal((await store.open(chosen ?? '')).info.region, 'eu-west-3');
  });
});
