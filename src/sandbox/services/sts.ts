import { sandboxRoleArn } from '../../core/sandbox/protocol';
import type { QueryService } from '../http/queryProtocol';
import { queryActions } from './model/checkedOperations';
import model from './model/sts.json';

/**
 * The caller is a session of the sandbox's one role, so that tools which derive the execution role
 * from the caller find it.
 */
export const stsService: QueryService = {
  signingName: 'sts',
  version: '2011-06-15',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  actions: queryActions(model, {
    GetCallerIdentity: (_input, { accountId }) =>
      Promise.resolve({
        Arn: `${sandboxRoleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/local`,
        UserId: 'AROALOCALSANDBOX:local',
        Account: accountId,
      }),
  }),
};
