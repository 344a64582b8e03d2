import assert from 'node:assert/strict';
import { ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import type { Connection } from '../../../../src/aws/connection';
import { AppError } from '../../../../src/core/errors';
import { AwsHome } from '../../../fakes/awsHome';
import type { FakeService, Script } from '../../../fakes/fakeService';
import { signInStandIn } from '../../../fakes/signInStandIn';

export const profileId = 'profile:mine:us-east-1';

export const list = (connection: Connection) =>
  connection.sagemaker.send(new ListTrainingJobsCommand({}));

/** Access keys of the calls to SageMaker, in order. */
export const signers = ({ received }: FakeService): readonly (string | undefined)[] =>
  received.filter(({ operation }) => operation === 'ListTrainingJobs').map(signer);

const signer = ({ headers }: FakeService['received'][number]): string | undefined =>
  /Credential=(\w+)/.exec(headers.authorization ?? '')?.[1];

/** Calls that start so, by method and path, or by the action of a query. */
export const called = ({ received }: FakeService, start: string) =>
  received.filter(
    ({ method, url, body }) =>
      `${method} ${url}`.startsWith(start) || body.toString().includes(`Action=${start}&`),
  );

export const inHours = (hours: number): string =>
  new Date(Date.now() + hours * 3_600_000).toISOString();

export async function failure(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => assert.fail('it did not fail'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof AppError, String(error));
  return error;
}

export const baseProfile = [
  ...['[profile base]', 'aws_access_key_id = AKIDBASE', 'aws_secret_access_key = s'],
];

export const role = (name: string): string => `role_arn = arn:aws:iam::123456789012:role/${name}`;

export const ssoProfile = [
  ...['sso_session = corp', 'sso_account_id = 123456789012', 'sso_role_name = Reader'],
];

export const ssoSession = [
  ...['[sso-session corp]', 'sso_region = eu-west-1', 'sso_start_url = https://x.awsapps.com'],
];

/** A home for each suite, and a stand-in of all services for each test. */
export class ProfileWorld {
  private made: AwsHome | undefined;
  private standIn: FakeService | undefined;

  /** Registers what comes before and after the suite's tests. */
  constructor() {
    before(async () => (this.made = await AwsHome.make()));
    beforeEach(() => this.serve(signInStandIn));
    afterEach(() => this.home.tidy());
    after(() => this.home.remove());
  }

  get home(): AwsHome {
    return this.made ?? assert.fail('no suite runs');
  }

  get service(): FakeService {
    return this.standIn ?? assert.fail('no test runs');
  }

  /** Has another stand-in for the profiles that are written from now on. */
  async serve(script: Script): Promise<FakeService> {
    this.standIn = await this.home.service(script);
    return this.standIn;
  }

  /** Writes a profile whose calls go to the stand-in, with lines of its own; other sections after it. */
  async write(lines: readonly string[], ...others: readonly string[]): Promise<void> {
    const own = ['[profile mine]', 'region = us-east-1', `endpoint_url = ${this.service.endpoint}`];
    await this.home.write([...own, ...lines, ...others].join('\n'));
  }

  open(...given: Parameters<AwsHome['connections']>): Promise<Connection> {
    return this.home.connections(...given).open(profileId);
  }
}
