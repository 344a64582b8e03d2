import { request as sendRequest } from 'node:http';
import { startMoto, type MotoServer } from '../contract/motoServer';
import { motoKeys } from '../contract/seededMoto';
import { FakeService, fault, json, type Received, type Script } from '../fakes/fakeService';
import { queryFault } from '../fakes/signInStandIn';
import { writeAwsConfig } from './awsFiles';

export const motoRegion = 'us-east-1';

/** Where tests themselves reach it. */
export interface MotoPlace {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Answers instead of moto; `undefined` leaves the request to it. */
type Override = (request: Received) => Script | undefined;

/** Whose keys open nothing that is denied. */
const closedKey = 'closed';

/** moto as an account of AWS: what it does not have is scripted, and one of its users is denied a lot. */
export class MotoAccount {
  private readonly overrides = new Map<string, Override>();
  private readonly denied = new Map<string, string>();

  private constructor(
    private readonly moto: MotoServer,
    private readonly service: FakeService,
  ) {}

  static async start(): Promise<MotoAccount> {
    const moto = await startMoto();
    const made: { account?: MotoAccount } = {};
    const onward = forwardTo(moto.endpoint);
    const service = await FakeService.start((request, response) => {
      (made.account?.scriptFor(request) ?? onward)(request, response);
    });
    return (made.account = new MotoAccount(moto, service));
  }

  /** Past everything that is scripted or denied. */
  get place(): MotoPlace {
    return {
      ...{ endpoint: this.moto.endpoint, region: motoRegion },
      credentials: {
        accessKeyId: motoKeys.AWS_ACCESS_KEY_ID,
        secretAccessKey: motoKeys.AWS_SECRET_ACCESS_KEY,
      },
    };
  }

  /** A home with two profiles that lead here: `training`, and `closed`, which is denied what `deny` names. */
  async writeProfiles(workspace: string): Promise<void> {
    const profiles = { training: motoKeys.AWS_ACCESS_KEY_ID, closed: closedKey };
    const lines = Object.entries(profiles).flatMap(([name, key]) => [
      ...[`[profile ${name}]`, `region = ${motoRegion}`, `endpoint_url = ${this.service.endpoint}`],
      ...[`aws_access_key_id = ${key}`, 'aws_secret_access_key = testing'],
    ]);
    await writeAwsConfig(workspace, lines);
  }

  /** The bodies of an operation's requests, in their order; of JSON services. */
  asked(operation: string): readonly Readonly<Record<string, unknown>>[] {
    return this.service.received
      .filter((request) => request.operation === operation)
      .map(({ body }) => JSON.parse(body.toString()) as Readonly<Record<string, unknown>>);
  }

  answer(operation: string, override: Override): void {
    this.overrides.set(operation, override);
  }

  /** How many instances the account may have, by the names that Service Quotas has for that. */
  giveQuotas(quotas: Readonly<Record<string, number>>): void {
    const page = json({
      Quotas: Object.entries(quotas).map(([QuotaName, Value]) => ({
        ...{ QuotaName, Value, QuotaCode: 'L-1234', ServiceCode: 'sagemaker' },
      })),
    });
    this.answer('ListServiceQuotas', () => page);
    this.answer('ListAWSDefaultServiceQuotas', () => json({ Quotas: [] }));
  }

  /** By operation the permission that it needs: `{ ListBuckets: 's3:ListAllMyBuckets' }`. */
  deny(permissions: Readonly<Record<string, string>>): void {
    Object.entries(permissions).forEach(([operation, permission]) =>
      this.denied.set(operation, permission),
    );
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.moto.stop();
  }

  private scriptFor(request: Received): Script | undefined {
    const operation = operationOf(request);
    const isClosed = request.headers.authorization?.includes(`Credential=${closedKey}/`) === true;
    const permission = isClosed ? this.denied.get(operation) : undefined;
    return permission === undefined
      ? this.overrides.get(operation)?.(request)
      : refusal(request, permission);
  }
}

const isJson = ({ headers }: Received): boolean => headers['x-amz-target'] !== undefined;

/** Of a JSON service by its header, of a query by its form; S3 has only addresses. */
function operationOf(request: Received): string {
  if (isJson(request)) {
    return request.operation;
  }
  const action = new URLSearchParams(request.body.toString('latin1')).get('Action');
  if (action !== null || request.method !== 'GET') {
    return action ?? '';
  }
  const [path = '', query = ''] = request.url.split('?');
  if (path === '/') {
    return 'ListBuckets';
  }
  return query.includes('list-type=2') ? 'ListObjectsV2' : '';
}

/** As each protocol says that something is not allowed. */
function refusal(request: Received, permission: string): Script {
  const sentence =
    `User: arn:aws:iam::123456789012:user/ada is not authorized to perform: ${permission} ` +
    `because no identity-based policy allows the ${permission} action`;
  if (isJson(request)) {
    return fault('AccessDeniedException', sentence);
  }
  const [service = ''] = permission.split(':');
  return refusals[service]?.(sentence) ?? queryFault('AccessDenied', sentence);
}

const refusals: Readonly<Partial<Record<string, (sentence: string) => Script>>> = {
  ec2: (sentence) =>
    forbidden(
      `<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized to perform this operation. ${sentence}</Message></Error></Errors><RequestID>r</RequestID></Response>`,
    ),
  // S3 tells whoever asks from another account no more.
  s3: () => forbidden('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'),
};

const forbidden =
  (text: string): Script =>
  (_request, response) =>
    void response.writeHead(403, { 'content-type': 'text/xml' }).end(text);

const forwardTo = (endpoint: string): Script => {
  const { hostname, port } = new URL(endpoint);
  return ({ method, url: path, headers, body }, response) => {
    const onward = sendRequest({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    onward.end(body);
  };
};
