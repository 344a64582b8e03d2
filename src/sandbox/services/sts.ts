import { sandboxAccountId, sandboxRoleArn } from '../../core/sandbox/protocol';
import type { QueryService } from '../http/queryProtocol';
import { element } from '../http/xml';

/**
 * The caller is a session of the sandbox's one role, so that tools which derive the execution role
 * from the caller find it.
 */
export const stsService: QueryService = {
  signingName: 'sts',
  version: '2011-06-15',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  actions: {
    GetCallerIdentity: () => [
      element(
        'Arn',
        `${sandboxRoleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/local`,
      ),
      element('UserId', 'AROALOCALSANDBOX:local'),
      element('Account', sandboxAccountId),
    ],
  },
};
