import type { CredentialPlan } from '../../core/connections/credentialPlan';
import { AppError } from '../../core/errors';
import { silence } from '../clients';
import type { Keys } from '../services';
import { processKeys } from './credentialProcess';
import type { KeySearch } from './keySearch';
import { containerKeys, instanceKeys, machineKeys } from './machineKeys';
import { loginKeys, singleSignOnKeys } from './signInKeys';
import { assumeRole, assumeRoleWithWebIdentity } from './roleKeys';

/** Finds the keys that a plan leads to; fails with an `AppError` that says what helps. */
export async function findKeys(plan: CredentialPlan, search: KeySearch): Promise<Keys> {
  switch (plan.kind) {
    case 'keys':
      return plan;
    case 'role':
      return await assumeRole(plan, await findKeys(plan.base, search), search);
    case 'webIdentity':
      return await assumeRoleWithWebIdentity(plan, search);
    case 'process':
      return await processKeys(plan);
    case 'sso':
      return await singleSignOnKeys(plan, search);
    case 'login':
      return await loginKeys(plan, search);
    case 'broken':
      throw new AppError('invalid', plan.problem);
    case 'machine':
      return await machineKeys(plan.profile);
    default:
      return await ambientKeys[plan.kind](search);
  }
}

const ambientKeys = {
  environment: environmentKeys,
  container: containerKeys,
  instance: instanceKeys,
};

async function environmentKeys(search: KeySearch): Promise<Keys> {
  const { AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile, AWS_ROLE_ARN: roleArn } = process.env;
  const { fromEnv } = await import('@aws-sdk/credential-providers');
  if (!process.env['AWS_ACCESS_KEY_ID'] && tokenFile && roleArn) {
    const sessionName = process.env['AWS_ROLE_SESSION_NAME'];
    return await assumeRoleWithWebIdentity({ tokenFile, roleArn, sessionName }, search);
  }
  try {
    return await fromEnv({ logger: silence })();
  } catch (error) {
    throw new AppError(
      'expired',
      'The environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY gave no keys. Choose another connection.',
      { cause: error },
    );
  }
}
