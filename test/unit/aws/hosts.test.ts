import assert from 'node:assert/strict';
import dns from 'node:dns';
import { ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { AwsHome } from '../../fakes/awsHome';

/** Names that were looked up, none of which is found. */
function forgetNames(): { readonly asked: Set<string>; restore(): void } {
  const asked = new Set<string>();
  const real = dns.lookup;
  const refuse = (name: string, _options: object, answer: (error: Error) => void): void => {
    asked.add(name);
    answer(Object.assign(new Error(name), { code: 'ENOTFOUND', hostname: name }));
  };
  Object.assign(dns, { lookup: refuse });
  return { asked, restore: () => Object.assign(dns, { lookup: real }) };
}

describe('calls of a profile without an endpoint of its own', function () {
  this.timeout(20_000);
  let home: AwsHome;
  let names: ReturnType<typeof forgetNames>;

  before(async () => {
    home = await AwsHome.make();
  });
  beforeEach(() => {
    names = forgetNames();
  });
  afterEach(async () => {
    names.restore();
    await home.tidy();
  });
  after(() => home.remove());

  const keys = ['aws_access_key_id = a', 'aws_secret_access_key = b'];

  const cases = [
    ['us-east-1', 'api.sagemaker.us-east-1.amazonaws.com'],
    ['cn-north-1', 'api.sagemaker.cn-north-1.amazonaws.com.cn'],
    ['us-gov-west-1', 'api.sagemaker.us-gov-west-1.amazonaws.com'],
    ['us-iso-east-1', 'api.sagemaker.us-iso-east-1.c2s.ic.gov'],
    ['us-isob-east-1', 'api.sagemaker.us-isob-east-1.sc2s.sgov.gov'],
  ] as const;
  for (const [region, host] of cases) {
    it(`go to the hosts of the partition of ${region}`, async () => {
      await home.write(['[profile mine]', ...keys].join('\n'));
      const connection = await home.connections().open(`profile:mine:${region}`);
      await assert.rejects(connection.sagemaker.send(new ListTrainingJobsCommand({})), {
        reason: 'network',
        message: /Its name is not known here/,
      });
      assert.deepEqual([...names.asked], [host]);
    });
  }

  it('ask for keys where single sign-on is, not where the jobs are', async () => {
    await home.write(
      [
        ...['[profile mine]', 'sso_start_url = https://x', 'sso_region = eu-west-1'],
        ...['sso_account_id = 1', 'sso_role_name = r'],
      ].join('\n'),
    );
    await home.ssoToken('https://x', {
      accessToken: 't',
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
    const connection = await home.connections().open('profile:mine:us-east-2');
    await assert.rejects(connection.sagemaker.send(new ListTrainingJobsCommand({})), {
      reason: 'network',
    });
    assert.deepEqual([...names.asked], ['portal.sso.eu-west-1.amazonaws.com']);
  });
});
