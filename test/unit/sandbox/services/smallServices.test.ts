import assert from 'node:assert/strict';
import { sandboxRoleArn } from '../../../../src/core/sandbox/protocol';
import { ServiceError } from '../../../../src/sandbox/http/jsonService';
import { ecrService } from '../../../../src/sandbox/services/ecr/ecrService';
import { iamService } from '../../../../src/sandbox/services/iam/iamService';
import type { ServiceQuota } from '../../../../src/sandbox/services/quotas/sagemakerQuotas';
import { quotasService } from '../../../../src/sandbox/services/quotas/quotasService';

interface Role {
  readonly Arn: string;
  readonly RoleId: string;
  readonly CreateDate: Date;
  readonly AssumeRolePolicyDocument: string;
}

/** What the tests read of the answers. */
interface Answer {
  readonly Roles: readonly Role[];
  readonly Role: Role;
  readonly IsTruncated: boolean;
  readonly Marker?: string;
  readonly EvaluationResults: readonly Readonly<Record<string, unknown>>[];
  readonly Quotas: readonly ServiceQuota[];
  readonly Quota: ServiceQuota;
  readonly NextToken?: string;
}

const call = { region: 'us-east-1', accountId: '000000000000' };
const madeAt = new Date('2026-11-21T10:00:00Z');

async function iam(form: string): Promise<Answer> {
  const parameters = new Map(new URLSearchParams(form));
  const action = iamService(madeAt).actions[parameters.get('Action') ?? ''];
  assert.ok(action, form);
  return (await action(parameters, call)) as Answer;
}

async function quotas(operation: string, input: object): Promise<Answer> {
  const run = quotasService(4).operations[operation];
  assert.ok(run, operation);
  return (await run(input as Record<string, unknown>, call)) as Answer;
}

async function ecr(operation: string, input: object): Promise<Answer> {
  const run = ecrService.operations[operation];
  assert.ok(run, operation);
  return (await run(input as Record<string, unknown>, call)) as Answer;
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    return `answered ${JSON.stringify(await promise)}`;
  } catch (error) {
    assert.ok(error instanceof ServiceError, String(error));
    return `${error.status} ${error.code}: ${error.message}`;
  }
}

describe('the sandbox’s IAM', () => {
  it('has one role, which SageMaker is trusted with', async () => {
    const { Roles, IsTruncated } = await iam('Action=ListRoles&PathPrefix=/&MaxItems=10');
    const [role, ...others] = Roles;
    assert.deepEqual([others, IsTruncated], [[], false]);
    assert.equal(role?.Arn, sandboxRoleArn);
    assert.equal(role.CreateDate, madeAt);
    const encoded = role.AssumeRolePolicyDocument;
    assert.match(encoded, /^%7B%22Version%22/);
    const trust = JSON.parse(decodeURIComponent(encoded)) as { Statement: object[] };
    assert.deepEqual(trust.Statement[0], {
      Effect: 'Allow',
      Principal: { Service: 'sagemaker.amazonaws.com' },
      Action: 'sts:AssumeRole',
    });
    const { Role } = await iam('Action=GetRole&RoleName=SageMakerLocalSandbox');
    assert.equal(Role.RoleId, role.RoleId);
    assert.deepEqual((await iam('Action=ListRoles&PathPrefix=/service-role/')).Roles, []);
  });

  it('has no other roles, no users and no policies', async () => {
    assert.equal(
      await refusal(iam('Action=GetRole&RoleName=Other')),
      '404 NoSuchEntity: The role with name Other cannot be found.',
    );
    assert.equal(
      await refusal(iam('Action=GetUser')),
      '400 ValidationError: Must specify userName when calling with non-User credentials',
    );
    assert.match(await refusal(iam('Action=GetUser&UserName=me')), /^404 NoSuchEntity: .*name me /);
    const form = 'Action=ListAttachedRolePolicies&RoleName=SageMakerLocalSandbox';
    assert.deepEqual(await iam(form), { AttachedPolicies: [], IsTruncated: false });
    assert.match(await refusal(iam(`${form}x`)), /^404 NoSuchEntity/);
    assert.match(await refusal(iam('Action=ListRoles&Marker=x')), /^400 ValidationError: Invalid/);
    assert.match(await refusal(iam('Action=ListRoles&MaxItems=0')), /^400 ValidationError: 1 val/);
  });

  it('allows its role everything, action by action and page by page', async () => {
    const source = `PolicySourceArn=${encodeURIComponent(sandboxRoleArn)}`;
    const form = `Action=SimulatePrincipalPolicy&${source}&ActionNames.member.1=s3:GetObject&ActionNames.member.2=s3:PutObject`;
    const results = (await iam(form)).EvaluationResults;
    assert.deepEqual(
      results.map((result) => [
        result['EvalActionName'],
        result['EvalResourceName'],
        result['EvalDecision'],
      ]),
      [
        ['s3:GetObject', '*', 'allowed'],
        ['s3:PutObject', '*', 'allowed'],
      ],
    );
    const first = await iam(`${form}&MaxItems=1`);
    assert.deepEqual([first.IsTruncated, first.Marker], [true, '1']);
    const second = await iam(`${form}&MaxItems=1&Marker=1`);
    assert.deepEqual(second.EvaluationResults, results.slice(1));
    assert.equal(second.IsTruncated, false);
    assert.deepEqual((await iam(`${form}&Marker=2`)).EvaluationResults, []);
  });

  it('makes no more answers than a page of two long lists', async () => {
    const list = (name: string) =>
      Array.from({ length: 20_000 }, (_, index) => `${name}.member.${index + 1}=s3:a${index}`);
    const source = `PolicySourceArn=${encodeURIComponent(sandboxRoleArn)}`;
    const lists = [...list('ActionNames'), ...list('ResourceArns')].join('&');
    const form = `Action=SimulatePrincipalPolicy&${source}&${lists}`;
    const { EvaluationResults: page, Marker } = await iam(`${form}&Marker=20000`);
    assert.deepEqual([page.length, Marker], [100, '20100']);
    assert.deepEqual(
      [page[0]?.['EvalActionName'], page[1]?.['EvalResourceName']],
      ['s3:a1', 's3:a1'],
    );
  });

  it('evaluates no policies and knows no other principal', async () => {
    const simulate = (source: string, more = '') =>
      refusal(
        iam(
          `Action=SimulatePrincipalPolicy&ActionNames.member.1=s3:GetObject${more}` +
            `&PolicySourceArn=${encodeURIComponent(source)}`,
        ),
      );
    assert.match(
      await simulate(sandboxRoleArn, '&PolicyInputList.member.1={}'),
      /^400 InvalidInput: .*evaluates no policies: leave out PolicyInputList\.$/,
    );
    assert.match(await simulate('arn:aws:iam::000000000000:role/Other'), /^404 NoSuchEntity/);
    assert.match(
      await simulate('arn:aws:sts::000000000000:assumed-role/SageMakerLocalSandbox/local'),
      /^400 InvalidInput: .*does not clearly define entity type and name/,
    );
  });
});

describe('the sandbox’s Service Quotas', () => {
  it('name every instance type and usage, in pages, each with a code of its own', async () => {
    const names: string[] = [];
    const codes = new Set<string>();
    let token: string | undefined;
    do {
      const page: Answer = await quotas('ListServiceQuotas', {
        ServiceCode: 'sagemaker',
        ...(token === undefined ? {} : { NextToken: token }),
      });
      const rows = page.Quotas;
      assert.ok(rows.length <= 100);
      for (const row of rows) {
        names.push(row.QuotaName);
        codes.add(row.QuotaCode);
      }
      token = page.NextToken;
    } while (token !== undefined);
    for (const usage of ['training', 'spot training', 'processing']) {
      assert.ok(names.includes(`ml.m5.xlarge for ${usage} job usage`), usage);
    }
    assert.equal(codes.size, names.length);
    assert.equal(new Set(names).size, names.length);
  });

  it('hold what the sandbox allows', async () => {
    const all = await quotas('ListAWSDefaultServiceQuotas', {
      ServiceCode: 'sagemaker',
      MaxResults: 100,
    });
    const [quota] = all.Quotas;
    assert.equal(quota?.Value, 4);
    const code = quota.QuotaCode;
    assert.match(code, /^L-[0-9A-F]{8}$/);
    const found = await quotas('GetServiceQuota', { ServiceCode: 'sagemaker', QuotaCode: code });
    assert.deepEqual(found.Quota, quota);
  });

  it('are SageMaker’s only', async () => {
    const other = quotas('ListServiceQuotas', { ServiceCode: 'ec2' });
    assert.match(await refusal(other), /^400 NoSuchResourceException/);
    const unknown = { ServiceCode: 'sagemaker', QuotaCode: 'L-00000000' };
    assert.match(await refusal(quotas('GetServiceQuota', unknown)), /^400 NoSuchResource/);
    const token = { ServiceCode: 'sagemaker', NextToken: 'bm9uZQ==' };
    assert.match(await refusal(quotas('ListServiceQuotas', token)), /^400 InvalidPaginationToken/);
    assert.match(await refusal(quotas('ListServiceQuotas', {})), /^400 ValidationException: 1 val/);
  });
});

describe('the sandbox’s ECR', () => {
  it('has no repositories', async () => {
    assert.deepEqual(await ecr('DescribeRepositories', {}), { repositories: [] });
    const expected =
      "400 RepositoryNotFoundException: The repository with name 'mine' does not exist in the " +
      "registry with id '000000000000'";
    const named = ecr('DescribeRepositories', { repositoryNames: ['mine'] });
    assert.equal(await refusal(named), expected);
    for (const operation of ['DescribeImages', 'ListImages']) {
      assert.equal(await refusal(ecr(operation, { repositoryName: 'mine' })), expected);
    }
    assert.match(
      await refusal(ecr('ListImages', { repositoryName: 'UPPER' })),
      /^400 InvalidParameterException/,
    );
  });
});
