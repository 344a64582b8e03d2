import type { ServerResponse } from 'node:http';
import { fault, json, reset, type Received, type Script } from './fakeService';
import { queryFault } from './signInStandIn';

/** What a simulation says of one action; `allowed` where nothing is said. */
interface Decision {
  readonly decision?: 'allowed' | 'explicitDeny' | 'implicitDeny';
  readonly missing?: readonly string[];
  readonly organization?: boolean;
  readonly boundary?: boolean;
}

/** A training job as `DescribeTrainingJob` has it, by its name. */
type Jobs = Readonly<Record<string, object>>;

interface ScriptedRole {
  readonly arn: string;
  /** The trust policy's text. */
  readonly trust: string;
}

/** An account as a launch's checks find it; what is left out is as it should be. */
export interface CheckedAccount {
  /** ARN; of a user where it is left out. */
  readonly caller?: string;
  /** What becomes of the first call instead. */
  readonly signIn?: 'expired' | 'unreachable';
  /** By name; `denied` is refused to whoever asks. */
  readonly roles?: Readonly<Partial<Record<string, ScriptedRole>>>;
  readonly deniesRoles?: boolean;
  /** By action; `refuses`: the simulation itself is denied, `noSource`: it does not know who is asked about. */
  readonly decisions?: Readonly<Record<string, Decision>> | 'refuses' | 'noSource';
  /** By bucket: HTTP status and what the header says of the region; `cut` is no answer. */
  readonly buckets?: Readonly<
    Record<string, { readonly status: number; readonly region?: string } | 'cut'>
  >;
  readonly applied?: Readonly<Record<string, number>> | 'refuses';
  readonly defaults?: Readonly<Record<string, number>>;
  readonly jobs?: Readonly<Partial<Record<'InProgress' | 'Stopping' | 'Available', Jobs>>>;
  readonly deniesJobs?: boolean;
  /** `denied`: jobs are not to be searched, only listed; `endless`: each page has another. */
  readonly search?: 'denied' | 'endless';
  /** What `DescribeImages` answers. */
  /** Prefixes of repositories that are fetched from elsewhere; none where left out. */
  readonly cacheRules?: readonly string[] | 'refuses';
  readonly images?: 'found' | 'RepositoryNotFoundException' | 'ImageNotFoundException' | 'refuses';
}

export const accountId = '123456789012';
export const region = 'eu-west-1';
export const trainerArn = `arn:aws:iam::${accountId}:role/Trainer`;
const userArn = `arn:aws:iam::${accountId}:user/ada`;

/** Trust as the console makes it for SageMaker. */
export const trusting = (more: object = {}): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sagemaker.amazonaws.com' },
        Action: 'sts:AssumeRole',
        ...more,
      },
    ],
  });

/** All services of the account at one address. */
export function checkedAccount(account: CheckedAccount): Script {
  return (request, response) => scriptFor(account, request)(request, response);
}

function scriptFor(account: CheckedAccount, request: Received): Script {
  if (request.method === 'HEAD') {
    return headBucket(account, request.url.split(/[/?]/)[1] ?? '');
  }
  const input = new URLSearchParams(request.body.toString());
  const action = input.get('Action');
  if (action !== null) {
    return queries[action]?.(account, input) ?? queryFault('InvalidAction', action, 400);
  }
  const known = targets[request.operation];
  const body = JSON.parse(request.body.toString() || '{}') as Readonly<Record<string, unknown>>;
  return known?.(account, body) ?? fault('UnknownOperationException', request.operation);
}

type Query = (account: CheckedAccount, input: URLSearchParams) => Script;

const queries: Readonly<Partial<Record<string, Query>>> = {
  GetCallerIdentity: ({ caller = userArn, signIn }) => {
    if (signIn === 'unreachable') {
      return reset;
    }
    return signIn === 'expired'
      ? queryFault('ExpiredToken', 'The security token included in the request is expired')
      : xml(
          'GetCallerIdentity',
          `<Arn>${caller}</Arn><UserId>A</UserId><Account>${accountId}</Account>`,
        );
  },
  GetRole: ({ roles = defaultRoles, deniesRoles }, input) => {
    if (deniesRoles) {
      return queryFault('AccessDenied', 'You may not.');
    }
    const role = roles[input.get('RoleName') ?? ''];
    return role === undefined
      ? queryFault('NoSuchEntity', 'The role cannot be found.', 404)
      : xml('GetRole', `<Role>${roleXml(role)}</Role>`);
  },
  ListRoles: ({ roles = defaultRoles, deniesRoles }) =>
    deniesRoles
      ? queryFault('AccessDenied', 'You may not.')
      : xml(
          'ListRoles',
          `<Roles>${Object.values(roles)
            .filter((role) => role !== undefined)
            .map((role) => `<member>${roleXml(role)}</member>`)
            .join('')}</Roles><IsTruncated>false</IsTruncated>`,
        ),
  SimulatePrincipalPolicy: ({ decisions = {}, roles = defaultRoles }, input) => {
    if (decisions === 'refuses') {
      return queryFault('AccessDenied', 'You may not simulate.');
    }
    const sources = [userArn, ...Object.values(roles).map((role) => role?.arn)];
    const isKnown = sources.includes(input.get('PolicySourceArn') ?? '');
    return decisions === 'noSource' || !isKnown
      ? queryFault('NoSuchEntity', 'The entity cannot be found.', 404)
      : xml('SimulatePrincipalPolicy', simulated(decisions, input));
  },
};

const defaultRoles: NonNullable<CheckedAccount['roles']> = {
  Trainer: { arn: trainerArn, trust: trusting() },
};

const roleXml = ({ arn, trust }: ScriptedRole): string =>
  `<Path>/</Path><RoleName>${arn.split('/').at(-1) ?? ''}</RoleName><RoleId>R</RoleId><Arn>${arn}</Arn>` +
  `<CreateDate>2026-01-01T00:00:00Z</CreateDate>` +
  `<AssumeRolePolicyDocument>${encodeURIComponent(trust)}</AssumeRolePolicyDocument>`;

function simulated(decisions: Readonly<Record<string, Decision>>, input: URLSearchParams): string {
  const list = (name: string): string[] =>
    [...input].filter(([key]) => key.startsWith(`${name}.member.`)).map(([, value]) => value);
  const results = list('ActionNames').map((action) => {
    const { decision = 'allowed', missing = [], organization, boundary } = decisions[action] ?? {};
    const keys = missing.map((key) => `<member>${key}</member>`).join('');
    const own = list('ResourceArns').map(
      (arn) =>
        `<member><EvalResourceName>${arn}</EvalResourceName><EvalResourceDecision>${decision}</EvalResourceDecision>` +
        `<MissingContextValues>${keys}</MissingContextValues></member>`,
    );
    return (
      `<member><EvalActionName>${action}</EvalActionName><EvalDecision>${decision}</EvalDecision>` +
      detail('OrganizationsDecisionDetail', 'AllowedByOrganizations', organization) +
      detail('PermissionsBoundaryDecisionDetail', 'AllowedByPermissionsBoundary', boundary) +
      `<ResourceSpecificResults>${own.join('')}</ResourceSpecificResults></member>`
    );
  });
  return `<EvaluationResults>${results.join('')}</EvaluationResults><IsTruncated>false</IsTruncated>`;
}

const detail = (name: string, flag: string, value: boolean | undefined): string =>
  value === undefined ? '' : `<${name}><${flag}>${String(value)}</${flag}></${name}>`;

type Call = (account: CheckedAccount, input: Readonly<Record<string, unknown>>) => Script;

const pageSize = 2;

/** A page at a time, so that the pages are walked. */
function quotaPage(
  values: Readonly<Record<string, number>>,
  { NextToken }: Readonly<Record<string, unknown>>,
): Script {
  const from = Number(NextToken ?? 0);
  const all = Object.entries(values).map(([QuotaName, Value]) => ({
    ...{ QuotaName, Value, QuotaCode: 'L-1234', ServiceCode: 'sagemaker' },
  }));
  const next = from + pageSize < all.length ? { NextToken: String(from + pageSize) } : {};
  return json({ Quotas: all.slice(from, from + pageSize), ...next });
}

const targets: Readonly<Partial<Record<string, Call>>> = {
  ListServiceQuotas: ({ applied = {} }, input) =>
    applied === 'refuses'
      ? fault('AccessDeniedException', 'You may not.')
      : quotaPage({ 'another quota': 1, ...applied }, input),
  ListAWSDefaultServiceQuotas: ({ defaults = {} }, input) =>
    quotaPage({ 'another quota': 1, ...defaults }, input),
  Search: ({ jobs = {}, deniesJobs, search }) =>
    deniesJobs || search === 'denied'
      ? fault('AccessDeniedException', 'You may not.')
      : json({
          Results: Object.values({ ...jobs.InProgress, ...jobs.Stopping }).map((TrainingJob) => ({
            TrainingJob,
          })),
          ...(search === 'endless' && { NextToken: 'more' }),
        }),
  ListTrainingJobs: ({ jobs = {}, deniesJobs }, input) => {
    const state = (input['StatusEquals'] ?? input['WarmPoolStatusEquals']) as 'InProgress';
    return deniesJobs
      ? fault('AccessDeniedException', 'You may not.')
      : json({
          TrainingJobSummaries: Object.keys(jobs[state] ?? {}).map((TrainingJobName) => ({
            TrainingJobName,
          })),
        });
  },
  DescribeTrainingJob: ({ jobs = {} }, { TrainingJobName: name }) => {
    const found = Object.values(jobs).find((of) => String(name) in of)?.[String(name)];
    return found
      ? json({ TrainingJobName: name, ...found })
      : fault('ValidationException', 'Requested resource not found.');
  },
  DescribePullThroughCacheRules: ({ cacheRules = [] }) =>
    cacheRules === 'refuses'
      ? fault('AccessDeniedException', 'You may not.')
      : json({
          pullThroughCacheRules: cacheRules.map((ecrRepositoryPrefix) => ({ ecrRepositoryPrefix })),
        }),
  DescribeImages: ({ images = 'found' }) => {
    switch (images) {
      case 'found':
        return json({ imageDetails: [{ imageTags: ['1.0'] }] });
      case 'refuses':
        return fault('AccessDeniedException', 'You may not.');
      default:
        return fault(images, 'It is not there.');
    }
  },
};

function headBucket({ buckets = {} }: CheckedAccount, name: string): Script {
  const answer = buckets[name] ?? { status: 200, region };
  return answer === 'cut'
    ? reset
    : (_request, response) => {
        const { status, region: at } = answer;
        response.writeHead(status, at === undefined ? {} : { 'x-amz-bucket-region': at }).end();
      };
}

const xml =
  (action: string, result: string): Script =>
  (_request, response: ServerResponse) => {
    response
      .writeHead(200, { 'content-type': 'text/xml' })
      .end(
        `<${action}Response><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${action}Response>`,
      );
  };
