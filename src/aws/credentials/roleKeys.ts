import { readFile } from 'node:fs/promises';
import type { CredentialPlan } from '../../core/connections/credentialPlan';
import { AppError } from '../../core/errors';
import { callLimits, clientPlace } from '../clients';
import { toAppError, unreadable } from '../errors';
import type { Keys } from '../services';
import { CallWitness } from './callWitness';
import type { KeySearch } from './keySearch';

type PlannedRole = Extract<CredentialPlan, { kind: 'role' }>;
type PlannedWebIdentity = Omit<
  Extract<CredentialPlan, { kind: 'webIdentity' }>,
  'kind' | 'profile'
>;

const sessionName = (): string => `sagemaker-workbench-${Date.now()}`;

/** Roles are assumed where the connection's calls go; left to itself the SDK would ask AWS. */
const stsOptions = ({ place }: KeySearch, { logger }: CallWitness) => ({
  region: place.region,
  ...clientPlace(place, 'sts'),
  logger,
  requestHandler: callLimits,
});

/** The SDK finds no keys in an answer that is not from STS, and says no more than that. */
const notGiven = (error: unknown, operation: string, { end }: CallWitness): AppError =>
  end?.type === 'answered' ? unreadable('STS', error) : toAppError(error, 'STS', operation);

/** Keys of a role, asked for with the keys of `base`. */
export async function assumeRole(role: PlannedRole, base: Keys, search: KeySearch): Promise<Keys> {
  const { getDefaultRoleAssumer } = await import('@aws-sdk/client-sts');
  const code =
    role.mfaSerial === undefined
      ? {}
      : {
          SerialNumber: role.mfaSerial,
          TokenCode: await search.askMfaCode(role.profile, role.mfaSerial),
        };
  const witness = new CallWitness();
  try {
    return await getDefaultRoleAssumer(stsOptions(search, witness))(base, {
      RoleArn: role.arn,
      RoleSessionName: role.sessionName ?? sessionName(),
      ExternalId: role.externalId,
      DurationSeconds: role.seconds,
      ...code,
    });
  } catch (error) {
    throw notAssumed(notGiven(error, 'AssumeRole', witness), role, search);
  }
}

/** STS refuses a wrong code as it refuses the role; whoever has a device can try another code. */
function notAssumed(error: AppError, { arn, mfaSerial }: PlannedRole, search: KeySearch): AppError {
  if (error.reason !== 'denied' && error.reason !== 'expired') {
    return error;
  }
  const mayBeCode = mfaSerial !== undefined && error.reason === 'denied';
  return new AppError(error.reason, `The role ${arn} was not assumed. ${error.message}`, {
    cause: error,
    mend: mayBeCode ? { act: 'mfaCode', connectionId: search.connectionId } : undefined,
  });
}

/** Keys of a role, asked for with the token that a file holds now. */
export async function assumeRoleWithWebIdentity(
  { tokenFile, roleArn, sessionName: name }: PlannedWebIdentity,
  search: KeySearch,
): Promise<Keys> {
  const { getDefaultRoleAssumerWithWebIdentity } = await import('@aws-sdk/client-sts');
  const token = await readFile(tokenFile, 'utf8').catch((error: unknown) => {
    const why = `The web identity token ${tokenFile} cannot be read.`;
    throw new AppError('expired', why, { cause: error });
  });
  const witness = new CallWitness();
  try {
    return await getDefaultRoleAssumerWithWebIdentity(stsOptions(search, witness))({
      RoleArn: roleArn,
      RoleSessionName: name ?? sessionName(),
      WebIdentityToken: token.trim(),
    });
  } catch (error) {
    throw notGiven(error, 'AssumeRoleWithWebIdentity', witness);
  }
}
