import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { serviceIds, type EndpointService } from '../../src/aws/services';
import { endpointOf, readSharedConfig } from '../../src/aws/sharedConfig';
import { offeredRegions, partitionId } from '../../src/core/connections/partition';
import { cleanEnvironment } from '../../scripts/processes';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { needs } from './environments';
import { temporaryFolder } from './sandboxServer';

/** How botocore calls the services. */
const clientNames: Readonly<Record<EndpointService, string>> = {
  sagemaker: 'sagemaker',
  logs: 'logs',
  s3: 's3',
  sts: 'sts',
  iam: 'iam',
  ecr: 'ecr',
  ec2: 'ec2',
  kms: 'kms',
  quotas: 'service-quotas',
  pricing: 'pricing',
  sso: 'sso',
  ssoOidc: 'sso-oidc',
  signin: 'signin',
};

interface Case {
  readonly config: string;
  readonly credentials: string;
  readonly env: Readonly<Record<string, string>>;
  readonly profile: string;
  readonly region: string;
  readonly service: EndpointService;
}

const url = (name: string) => `http://${name}.test:4566`;
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const flag = maybe(fc.constantFrom('true', 'TRUE', ' true ', 'false', 'yes'));

const settings = fc.record({
  service: fc.constantFrom(...(Object.keys(clientNames) as EndpointService[])),
  ownVariable: maybe(fc.constantFrom(url('own-variable'), '')),
  variable: maybe(fc.constantFrom(url('variable'), '')),
  otherVariable: maybe(fc.constant(url('other-variable'))),
  ignoreVariable: maybe(fc.constantFrom('true', 'True', ' true ', 'false', '')),
  section: maybe(fc.constantFrom('local', 'missing')),
  inSection: fc.constantFrom('own', 'other', 'both'),
  profileUrl: maybe(fc.constant(url('profile'))),
  inCredentials: fc.boolean(),
  ignoreProfile: flag,
  defaultUrl: maybe(fc.constant(url('default'))),
});

const underscored = (service: EndpointService): string =>
  clientNames[service] === 'logs' ? 'cloudwatch_logs' : clientNames[service].replaceAll('-', '_');

const caseOf = (given: typeof settings extends fc.Arbitrary<infer T> ? T : never): Case => {
  const { service } = given;
  const key = underscored(service);
  const nested = {
    own: [`${key} =`, `  endpoint_url = ${url('section')}`],
    other: ['dynamodb =', `  endpoint_url = ${url('other-section')}`],
  };
  const line = (name: string, value: string | undefined) =>
    value === undefined ? [] : [`${name} = ${value}`];
  const inProfile = line('endpoint_url', given.profileUrl);
  const env = {
    [`AWS_ENDPOINT_URL_${key.toUpperCase()}`]: given.ownVariable,
    AWS_ENDPOINT_URL: given.variable,
    AWS_ENDPOINT_URL_DYNAMODB: given.otherVariable,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: given.ignoreVariable,
  };
  return {
    ...{ service, profile: 'mine', region: 'eu-west-1' },
    config: [
      ...['[default]', 'region = us-east-1', ...line('endpoint_url', given.defaultUrl)],
      ...['[profile mine]', 'region = eu-west-1', ...line('services', given.section)],
      ...line('ignore_configured_endpoint_urls', given.ignoreProfile),
      ...(given.inCredentials ? [] : inProfile),
      '[services local]',
      ...(given.inSection === 'both' ? [...nested.other, ...nested.own] : nested[given.inSection]),
      '',
    ].join('\n'),
    credentials: [
      '[mine]',
      'aws_access_key_id = a',
      ...(given.inCredentials ? inProfile : []),
      '',
    ].join('\n'),
    env: Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  };
};

async function askBotocore(question: object): Promise<unknown> {
  const python = path.join(await pythonEnvironment('aws'), 'python');
  const script = path.join(__dirname, 'python', 'endpoints.py');
  const asked = promisify(execFile)(python, [script], {
    env: cleanEnvironment(),
    maxBuffer: 16 * 1024 * 1024,
  });
  asked.child.stdin?.end(JSON.stringify(question));
  return JSON.parse((await asked).stdout);
}

describe('endpoints', function () {
  this.timeout(120_000);
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;

  needs('aws');
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  async function ours({ config, credentials, env, profile, service }: Case) {
    const files = {
      config: path.join(folder.path, 'config'),
      credentials: path.join(folder.path, 'credentials'),
    };
    await fs.writeFile(files.config, config);
    await fs.writeFile(files.credentials, credentials);
    const variables = {
      AWS_CONFIG_FILE: files.config,
      AWS_SHARED_CREDENTIALS_FILE: files.credentials,
      ...env,
    };
    try {
      const found = endpointOf(await readSharedConfig(variables), profile, variables, service);
      return found ?? 'its own';
    } catch {
      return 'refused';
    }
  }

  const theirs = (endpoint: string | null): string => {
    if (endpoint === null) {
      return 'refused';
    }
    return endpoint.includes('.test:') ? endpoint : 'its own';
  };

  it('are those that botocore takes, by the same files and variables', async () => {
    const cases = fc.sample(settings, { numRuns: 400, seed: 5 }).map(caseOf);
    const wire = cases.map((one) => ({ ...one, service: clientNames[one.service] }));
    const answers = (await askBotocore({ cases: wire })) as readonly (string | null)[];
    const tally = new Map<string, number>();
    for (const [index, one] of cases.entries()) {
      const expected = theirs(answers[index] ?? null);
      assert.equal(await ours(one), expected, JSON.stringify(one, null, 1));
      tally.set(expected, (tally.get(expected) ?? 0) + 1);
    }
    const places = ['own-variable', 'variable', 'section', 'profile'].map(url);
    for (const place of [...places, 'its own', 'refused']) {
      assert.ok((tally.get(place) ?? 0) >= 5, `${place}: ${JSON.stringify([...tally])}`);
    }
    assert.equal(tally.has(url('default')), false);
  });

  it('are in the partition that botocore knows for the region', async () => {
    const known = (await askBotocore({})) as {
      readonly partitions: Readonly<Record<string, readonly string[]>>;
      readonly sagemaker: readonly string[];
    };
    for (const [partition, regions] of Object.entries(known.partitions)) {
      for (const region of regions) {
        assert.equal(partitionId(region), partition, region);
      }
    }
    const commercial = offeredRegions.filter((region) => partitionId(region) === 'aws');
    assert.deepEqual(commercial.toSorted(), [...known.sagemaker].toSorted());
    assert.equal(
      Object.keys(serviceIds).every((service) => service in clientNames),
      true,
    );
  });
});
