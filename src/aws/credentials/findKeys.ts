import type { CredentialPlan } from '../../core/connections/credentialPlan';
import { AppError } from '../../core/errors';
import { silence } from '../clients';
import type { Keys } from '../services';
import { processKeys } from './credentialProcess';
import type { KeySearch } from './keySearch';
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

/** The role of the container or of the computer itself, for a profile without credentials. */
async function machineKeys(profile: string): Promise<Keys> {
  try {
    return await (inContainer() ? containerKeys() : instanceKeys());
  } catch (error) {
    throw new AppError(
      'expired',
      `Profile "${profile}" has no credentials, and neither has this computer. Add keys or single sign-on to it, or choose another connection.`,
      { cause: error },
    );
  }
}

const inContainer = (): boolean =>
  Boolean(
    process.env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ??
    process.env['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
  );

const ambientKeys = {
  environment: environmentKeys,
  container: async () => await orExpired(containerKeys(), 'The role of this container'),
  instance: async () => await orExpired(instanceKeys(), 'The role of this computer'),
};

async function environmentKeys(search: KeySearch): Promise<Keys> {
  const { AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile, AWS_ROLE_ARN: roleArn } = process.env;
  const { fromEnv } = await import('@aws-sdk/credential-providers');
  if (!process.env['AWS_ACCESS_KEY_ID'] && tokenFile && roleArn) {
    const sessionName = process.env['AWS_ROLE_SESSION_NAME'];
    return await assumeRoleWithWebIdentity({ tokenFile, roleArn, sessionName }, search);
  }
  return await orExpired(
    fromEnv({ logger: silence })(),
    'The environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  );
}

async function containerKeys(): Promise<Keys> {
  const { fromHttp } = await import('@aws-sdk/credential-providers');
  return await fromHttp({ logger: silence })();
}

async function instanceKeys(): Promise<Keys> {
  if ((process.env['AWS_EC2_METADATA_DISABLED'] ?? 'false').toLowerCase() !== 'false') {
    throw new Error('AWS_EC2_METADATA_DISABLED is set.');
  }
  const { fromInstanceMetadata } = await import('@aws-sdk/credential-providers');
  return await fromInstanceMetadata({ logger: silence })();
}

async function orExpired(keys: Promise<Keys>, what: string): Promise<Keys> {
  try {
    return await keys;
  } catch (error) {
    throw new AppError('expired', `${what} gave no keys. Choose another connection.`, {
      cause: error,
    });
  }
}
