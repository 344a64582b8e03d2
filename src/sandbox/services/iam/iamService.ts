import { sandboxAccountId, sandboxRoleArn } from '../../../core/sandbox/protocol';
import { ServiceError, type JsonOperation } from '../../http/jsonService';
import type { QueryService } from '../../http/queryProtocol';
import { encodePercent } from '../../http/requestHead';
import { queryActions } from '../model/checkedOperations';
import model from '../model/iam.json';
import { sandboxRoleId } from '../sts';
import { simulatePolicy } from './simulatePolicy';

/** The fields that count of the requests, checked against the service model. */
interface Input {
  readonly RoleName?: string;
  readonly UserName?: string;
  readonly PathPrefix?: string;
  readonly Marker?: string;
}

const roleName = sandboxRoleArn.slice(sandboxRoleArn.lastIndexOf('/') + 1);
const longestSessionSeconds = 43_200;

/** SageMaker runs jobs in the role, and whoever has the sandbox's credentials may assume it. */
const trustPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'sagemaker.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${sandboxAccountId}:root` },
      Action: 'sts:AssumeRole',
    },
  ],
};

/** The sandbox's one role and what tools ask about it; there are no users and no policies. */
export function iamService(madeAt: Date): QueryService {
  const role = describeRole(madeAt);
  const none = (list: string) => (input: Input) => {
    requireRole(input);
    return Promise.resolve({ [list]: [], IsTruncated: false });
  };
  const operations: Record<string, JsonOperation> = {
    ListRoles: (input) => Promise.resolve(listRoles(role, input)),
    GetRole: (input) => {
      requireRole(input);
      return Promise.resolve({ Role: { ...role, RoleLastUsed: {} } });
    },
    GetUser: (input: Input) => Promise.reject(noUser(input)),
    ListRolePolicies: none('PolicyNames'),
    ListAttachedRolePolicies: none('AttachedPolicies'),
    ListRoleTags: none('Tags'),
    SimulatePrincipalPolicy: (input) => Promise.resolve(simulatePolicy(input)),
  };
  return {
    signingName: 'iam',
    version: '2010-05-08',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    actions: queryActions(model, operations),
  };
}

function describeRole(madeAt: Date): object {
  return {
    Path: '/',
    RoleName: roleName,
    RoleId: sandboxRoleId,
    Arn: sandboxRoleArn,
    CreateDate: madeAt,
    AssumeRolePolicyDocument: encodePercent(JSON.stringify(trustPolicy)),
    Description: 'The execution role of the local sandbox',
    MaxSessionDuration: longestSessionSeconds,
  };
}

/** One role is never more than a page, so that no marker is ever given. */
function listRoles(role: object, input: Input): object {
  if (input.Marker !== undefined) {
    throw new ServiceError('ValidationError', `Invalid Marker: ${input.Marker}`);
  }
  const isBelow = (input.PathPrefix ?? '/') === '/';
  return { Roles: isBelow ? [role] : [], IsTruncated: false };
}

function requireRole({ RoleName: name = '' }: Input): void {
  // Names of roles are one name however they are written.
  if (name.toLowerCase() === roleName.toLowerCase()) return;
  throw new ServiceError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404);
}

function noUser({ UserName: name }: Input): ServiceError {
  if (name === undefined) {
    return new ServiceError(
      'ValidationError',
      'Must specify userName when calling with non-User credentials',
    );
  }
  const message = `The user with name ${name} cannot be found.`;
  return new ServiceError('NoSuchEntity', message, 404);
}
