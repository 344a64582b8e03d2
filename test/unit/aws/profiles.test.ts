import assert from 'node:assert/strict';
import { ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import type { Connection } from '../../../src/aws/connection';
import { AwsHome } from '../../fakes/awsHome';
import { fault, json } from '../../fakes/fakeService';

describe('profiles', () => {
  let home: AwsHome;

  before(async () => {
    home = await AwsHome.make();
  });
  afterEach(() => home.tidy());
  after(() => home.remove());

  const write = (config: string, credentials = '') => home.write(config, credentials);
  const connections = (variables: NodeJS.ProcessEnv = {}) => home.connections(variables);
  const startService = () => home.service(json({ TrainingJobSummaries: [] }));

  const list = (connection: Connection) =>
    connection.sagemaker.send(new ListTrainingJobsCommand({}));

  it('are listed after the sandbox, each with its region or with what it lacks', async () => {
    await write(
      [
        ...['[default]', 'region = eu-west-1'],
        ...['[profile dev]', 'output = json', '[sso-session corp]', 'sso_region = us-east-1'],
        ...['[services local]', 's3 =', '  endpoint_url = http://127.0.0.1:1'],
      ].join('\n'),
      '[only-keys]\naws_access_key_id = a\naws_secret_access_key = b\n',
    );
    const choices = await connections().choices();
    assert.deepEqual(
      choices.map(({ id }) => id),
      ['sandbox', 'profile:default:eu-west-1', 'profile:dev:', 'profile:only-keys:'],
    );
    assert.match(choices[2]?.detail ?? '', /No region/);
    const [, , dev] = await connections({ AWS_DEFAULT_REGION: 'sa-east-1' }).choices();
    assert.equal(dev?.id, 'profile:dev:sa-east-1');
  });

  it('are read anew each time', async () => {
    await write('[profile one]\nregion = us-east-1\n');
    const store = connections();
    assert.equal((await store.choices()).length, 2);
    await write('[profile one]\nregion = us-east-1\n[profile two]\nregion = us-east-2\n');
    assert.equal((await store.choices()).length, 3);
  });

  it('are never opened in a region that nobody chose', async () => {
    await write('[profile dev]\noutput = json\n');
    await assert.rejects(connections().open('profile:dev:'), (error: Error) => {
      assert.match(error.message, /no region.*AWS_REGION/);
      return true;
    });
    // The failure is not kept: with a region it opens.
    const store = connections();
    await assert.rejects(store.open('profile:dev:'), { reason: 'invalid' });
    await write('[profile dev]\nregion = ap-south-1\n');
    assert.equal((await store.open('profile:dev:')).info.region, 'ap-south-1');
  });

  it('keep the region of their id', async () => {
    await write('[profile dev]\nregion = us-east-1\n');
    const connection = await connections().open('profile:dev:eu-central-1');
    assert.equal(connection.info.region, 'eu-central-1');
    assert.equal(connection.info.id, 'profile:dev:eu-central-1');
  });

  it('that are gone, or never were, are not found', async () => {
    await write('');
    await assert.rejects(connections().open('profile:gone:us-east-1'), { reason: 'notFound' });
    await assert.rejects(connections().open('nonsense'), { reason: 'notFound' });
    await write('[profile dev]\nregion = evil.example/\n');
    await assert.rejects(connections().open('profile:dev:'), { reason: 'invalid' });
  });

  it('link to the console of their partition', async () => {
    await write('[profile a]\nregion = us-east-1\n');
    const store = connections();
    const urls = ['us-east-2', 'cn-north-1', 'us-gov-west-1', 'us-iso-east-1'].map(
      async (region) => (await store.open(`profile:a:${region}`)).info.traits.consoleUrl,
    );
    assert.deepEqual(await Promise.all(urls), [
      'https://us-east-2.console.aws.amazon.com/sagemaker/home?region=us-east-2#/',
      'https://console.amazonaws.cn/sagemaker/home?region=cn-north-1#/',
      'https://console.amazonaws-us-gov.com/sagemaker/home?region=us-gov-west-1#/',
      undefined,
    ]);
  });

  it("call the profile's own endpoint with the profile's keys", async () => {
    const service = await startService();
    await write(
      `[profile local]\nregion = us-east-1\nendpoint_url = ${service.endpoint}\n`,
      '[local]\naws_access_key_id = AKIDLOCAL\naws_secret_access_key = b\n',
    );
    await list(await connections().open('profile:local:us-east-1'));
    assert.match(service.received[0]?.headers.authorization ?? '', /Credential=AKIDLOCAL\//);
  });

  it('prefer the services section, the variables before it, the one for the service first', async () => {
    const [section, general, own] = [
      await startService(),
      await startService(),
      await startService(),
    ];
    await write(
      [
        ...['[profile local]', 'region = us-east-1', 'services = mine'],
        ...['endpoint_url = http://127.0.0.1:1', '[services mine]'],
        ...['sagemaker =', `  endpoint_url = ${section.endpoint}`],
      ].join('\n'),
      '[local]\naws_access_key_id = a\naws_secret_access_key = b\n',
    );
    const open = (variables: NodeJS.ProcessEnv) =>
      connections(variables).open('profile:local:us-east-1');
    await list(await open({}));
    await list(await open({ AWS_ENDPOINT_URL: general.endpoint }));
    await list(
      await open({
        AWS_ENDPOINT_URL: general.endpoint,
        AWS_ENDPOINT_URL_SAGEMAKER: own.endpoint,
      }),
    );
    assert.deepEqual(
      [section, general, own].map(({ received }) => received.length),
      [1, 1, 1],
    );
  });

  it('that name a services section which is not there are refused', async () => {
    await write('[profile local]\nregion = us-east-1\nservices = missing\n');
    await assert.rejects(connections().open('profile:local:us-east-1'), /\[services missing\]/);
  });

  it('without credentials say so only when the first call needs them', async () => {
    await write('[profile bare]\nregion = us-east-1\nendpoint_url = http://127.0.0.1:1\n');
    const connection = await connections().open('profile:bare:us-east-1');
    await assert.rejects(list(connection), {
      reason: 'expired',
      message: /"bare" has no credentials/,
    });
  });

  it('are opened once for all who ask', async () => {
    await write('[profile dev]\nregion = us-east-1\n');
    const store = connections();
    const [one, two] = await Promise.all([
      store.open('profile:dev:us-east-1'),
      store.open('profile:dev:us-east-1'),
    ]);
    assert.equal(one, two);
  });

  it('do not take over what the default profile says of endpoints', async () => {
    const foreign = await startService();
    await write(
      [
        ...['[default]', 'region = us-east-1', `endpoint_url = ${foreign.endpoint}`],
        ...['[profile local]', 'region = us-east-1'],
      ].join('\n'),
      '[local]\naws_access_key_id = a\naws_secret_access_key = b\n',
    );
    // Its own region's endpoint, which nobody answers for: the name is no host's.
    const local = await connections().open('profile:local:xx-nowhere-1');
    const stopped = AbortSignal.timeout(300);
    const command = new ListTrainingJobsCommand({});
    await assert.rejects(local.sagemaker.send(command, stopped));
    assert.deepEqual(foreign.received, []);
  });

  it('reach their own endpoint also where FIPS endpoints are the rule', async () => {
    const service = await startService();
    await write(
      [
        ...['[default]', 'region = us-east-1', 'use_fips_endpoint = true'],
        ...['[profile mine]', 'region = us-east-1', `endpoint_url = ${service.endpoint}`],
      ].join('\n'),
      '[mine]\naws_access_key_id = a\naws_secret_access_key = b\n',
    );
    await list(await connections().open('profile:mine:us-east-1'));
    assert.equal(service.received.length, 1);
  });

  it("assume their role at the profile's own endpoint", async () => {
    const roleAnswer = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
      <AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId>
      <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
      <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>
      </AssumeRoleResponse>`;
    const service = await home.service((request, response) => {
      const isSts = request.body.includes('Action=AssumeRole');
      response
        .writeHead(200, { 'content-type': isSts ? 'text/xml' : 'application/x-amz-json-1.1' })
        .end(isSts ? roleAnswer : '{}');
    });
    await write(
      [
        ...['[profile role]', 'region = us-east-1', `endpoint_url = ${service.endpoint}`],
        ...['role_arn = arn:aws:iam::000000000000:role/x', 'source_profile = keys'],
      ].join('\n'),
      '[keys]\naws_access_key_id = AKIDKEYS\naws_secret_access_key = b\n',
    );
    await list(await connections().open('profile:role:us-east-1'));
    const signers = service.received.map(
      ({ headers }) => /Credential=(\w+)/.exec(headers.authorization ?? '')?.[1],
    );
    assert.deepEqual(signers, ['AKIDKEYS', 'ASIAROLE']);
  });

  it('look for credentials anew once theirs have expired', async () => {
    const service = await home.service(
      fault('ExpiredTokenException', 'The security token included in the request is expired'),
      json({ TrainingJobSummaries: [] }),
    );
    const config = `[profile local]\nregion = us-east-1\nendpoint_url = ${service.endpoint}\n`;
    const keys = (id: string) =>
      `[local]\naws_access_key_id = ${id}\naws_secret_access_key = b\naws_session_token = t\n`;
    await write(config, keys('AKIDOLD'));
    const connection = await connections().open('profile:local:us-east-1');
    await assert.rejects(list(connection), { reason: 'expired' });
    // As tools for single sign-on do, which write no time of expiry.
    await write(config, keys('AKIDNEW'));
    await list(connection);
    assert.match(service.received[1]?.headers.authorization ?? '', /Credential=AKIDNEW\//);
  });
});
