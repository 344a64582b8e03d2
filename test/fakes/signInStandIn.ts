import { createECDH } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Received, Script } from './fakeService';

/** Keys as a service gives them: `ASIA…`, named so that a test knows where a call's came from. */
const keys = (id: string) => ({
  accessKeyId: id,
  secretAccessKey: 'secret',
  sessionToken: `token-of-${id}`,
});

/** Whose the keys are. */
interface Account {
  readonly id: string;
  readonly alias: string;
}

const later = (): Date => new Date(Date.now() + 3_600_000);

const stsAnswer = (action: string, id: string): string =>
  `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>
  <Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
  <SessionToken>t</SessionToken><Expiration>${later().toISOString()}</Expiration></Credentials>
  </${action}Result></${action}Response>`;

const identityAnswer = ({
  id,
}: Account): string => `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult><Arn>arn:aws:iam::${id}:user/ada</Arn><UserId>AIDA</UserId>
  <Account>${id}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

const aliasAnswer = ({
  alias,
}: Account): string => `<ListAccountAliasesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <ListAccountAliasesResult><IsTruncated>false</IsTruncated><AccountAliases>
  <member>${alias}</member></AccountAliases></ListAccountAliasesResult></ListAccountAliasesResponse>`;

const xml = (response: ServerResponse, text: string, status = 200): void =>
  void response.writeHead(status, { 'content-type': 'text/xml' }).end(text);

const json = (response: ServerResponse, value: object, status = 200): void =>
  void response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify(value));

/** What a metadata service, of a container or of a computer, gives. */
const metadataKeys = (id: string) => ({
  Code: 'Success',
  AccessKeyId: id,
  SecretAccessKey: 'secret',
  Token: 'token',
  Expiration: later().toISOString(),
});

type Answer = (request: Received, response: ServerResponse, account: Account) => void;

const actionOf = ({ body }: Received): string => /Action=(\w+)/.exec(body.toString())?.[1] ?? '';

const roleNameOf = ({ body }: Received): string =>
  /role%2F([\w-]+)/.exec(body.toString())?.[1]?.toUpperCase() ?? '';

/** By the start of `METHOD path` or the action of a query; the first that fits answers. */
const answers: readonly (readonly [start: string, answer: Answer])[] = [
  [
    'GET /federation/credentials',
    (_request, response) => {
      const roleCredentials = { ...keys('ASIASSO'), expiration: later().getTime() };
      json(response, { roleCredentials });
    },
  ],
  [
    'POST /token',
    (_request, response) => {
      json(response, { accessToken: 'renewed', expiresIn: 3600, refreshToken: 'next' });
    },
  ],
  [
    'POST /v1/token',
    (_request, response) => {
      json(response, { accessToken: keys('ASIALOGIN2'), expiresIn: 900, refreshToken: 'next' });
    },
  ],
  ['PUT /latest/api/token', (_request, response) => void response.end('imds-token')],
  [
    'GET /latest/meta-data/iam/security-credentials/worker',
    (_request, response) => {
      json(response, metadataKeys('ASIAINSTANCE'));
    },
  ],
  [
    'GET /latest/meta-data/iam/security-credentials/',
    (_request, response) => {
      response.end('worker');
    },
  ],
  ['GET /container', (_request, response) => json(response, metadataKeys('ASIACONTAINER'))],
  [
    'AssumeRoleWithWebIdentity',
    (request, response) => {
      xml(response, stsAnswer('AssumeRoleWithWebIdentity', `ASIAWEB${roleNameOf(request)}`));
    },
  ],
  [
    'AssumeRole',
    (request, response) => {
      xml(response, stsAnswer('AssumeRole', `ASIA${roleNameOf(request)}`));
    },
  ],
  [
    'GetCallerIdentity',
    (_request, response, account) => {
      xml(response, identityAnswer(account));
    },
  ],
  [
    'ListAccountAliases',
    (_request, response, account) => {
      xml(response, aliasAnswer(account));
    },
  ],
];

/** Every service that gives keys, and SageMaker with an empty list, at one address. */
export const signInOf =
  (account: Account): Script =>
  (request, response) => {
    const called = [`${request.method} ${request.url}`, actionOf(request)];
    const found = answers.find(([start]) => called.some((one) => one.startsWith(start)));
    if (found) {
      found[1](request, response, account);
    } else {
      response
        .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
        .end('{"TrainingJobSummaries":[]}');
    }
  };

/** The same for an account that does not matter. */
export const signInStandIn = signInOf({ id: '123456789012', alias: 'ada-prod' });

/** The stand-in, but for calls that start so. */
export const signInExcept =
  (start: string, answer: Script): Script =>
  (request, response) => {
    const called = [`${request.method} ${request.url}`, actionOf(request)];
    const script = called.some((one) => one.startsWith(start)) ? answer : signInStandIn;
    script(request, response);
  };

/** An error as STS and IAM write it. */
export const queryFault =
  (code: string, message: string, status = 403): Script =>
  (_request, response) => {
    const text = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
    xml(response, text, status);
  };

/** An error as the portal of single sign-on writes it. */
export const restFault =
  (code: string, status: number): Script =>
  (_request, response) => {
    response
      .writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': code })
      .end('{"message":"No."}');
  };

/** A key pair as `aws login` keeps it: SEC 1, PEM. */
export function dpopKey(): string {
  const ecdh = createECDH('prime256v1');
  const point = ecdh.generateKeys();
  const scalar = ecdh.getPrivateKey();
  const padded = Buffer.concat([Buffer.alloc(32 - scalar.length), scalar]);
  const der = Buffer.concat([
    Buffer.from('30770201010420', 'hex'),
    padded,
    Buffer.from('a00a06082a8648ce3d030107a144034200', 'hex'),
    point,
  ]);
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN EC PRIVATE KEY-----\n${lines.join('\n')}\n-----END EC PRIVATE KEY-----\n`;
}
