import type { CredentialPlan } from '../../core/connections/credentialPlan';
import { AppError, isPassing } from '../../core/errors';
import { callLimits, clientPlace, silence } from '../clients';
import { toAppError, unreadable } from '../errors';
import type { EndpointService, Keys } from '../services';
import { CallWitness, type CallEnd } from './callWitness';
import type { KeySearch } from './keySearch';

type PlannedSignOn = Extract<CredentialPlan, { kind: 'sso' }>;
type PlannedLogin = Extract<CredentialPlan, { kind: 'login' }>;

const clientConfig = ({ place }: KeySearch, service: EndpointService, { logger }: CallWitness) => ({
  ...clientPlace(place, service),
  logger,
  requestHandler: callLimits,
});

const identityCenter = 'AWS IAM Identity Center';

/**
 * Keys of a role that single sign-on grants. The portal is asked in its own region, not in the
 * connection's, and at its own endpoint: the SDK would take one configuration for portal and token.
 */
export async function singleSignOnKeys(plan: PlannedSignOn, search: KeySearch): Promise<Keys> {
  const { fromSSO } = await import('@aws-sdk/credential-providers');
  const { SSOClient } = await import('@aws-sdk/nested-clients/sso');
  const witness = new CallWitness();
  const portal = new SSOClient({ ...clientConfig(search, 'sso', witness), region: plan.region });
  const session = plan.session ?? plan.startUrl;
  try {
    const keys = await fromSSO({
      profile: plan.profile,
      ...search.files,
      ignoreCache: true,
      ssoClient: portal,
      clientConfig: clientConfig(search, 'ssoOidc', witness),
      logger: silence,
    })();
    search.refusals.delete(session);
    return keys;
  } catch (error) {
    const end = witness.end ?? lastRefusal(session, search);
    if (witness.end?.client === 'SSOOIDCClient') {
      search.refusals.set(session, { end: witness.end, at: Date.now() });
    }
    throw notGranted(end, plan) ?? signIn(['sso', 'login'], plan, search, error);
  } finally {
    portal.destroy();
  }
}

/**
 * For so long after it has tried to renew a token, the SDK does not try again and says that the token has
 * ended (`fromSso`). Later, or after the portal's own refusal, that is what it means.
 */
const tokenRest = 30_000;

function lastRefusal(session: string, { refusals }: KeySearch): CallEnd | undefined {
  const last = refusals.get(session);
  return last && Date.now() - last.at < tokenRest ? last.end : undefined;
}

/** What a sign-in does not mend; `undefined` where one is missing or has ended. */
function notGranted(end: CallEnd | undefined, plan: PlannedSignOn): AppError | undefined {
  if (end?.type !== 'failed' || isUnreached(end)) {
    return end && unreached(end, identityCenter);
  }
  const { client, refusal } = end;
  const { $metadata } = refusal as { $metadata?: { httpStatusCode?: number } };
  if (client !== 'SSOClient' || $metadata?.httpStatusCode === 401) {
    return undefined;
  }
  const error = toAppError(refusal, identityCenter);
  return error.reason === 'denied' || error.reason === 'notFound'
    ? new AppError(
        'denied',
        `Single sign-on does not grant you the role ${plan.roleName} in account ${plan.accountId} (profile "${plan.profile}").`,
        { cause: refusal },
      )
    : error;
}

/** Keys of an `aws login` session. */
export async function loginKeys(plan: PlannedLogin, search: KeySearch): Promise<Keys> {
  const { fromLoginCredentials } = await import('@aws-sdk/credential-providers');
  const witness = new CallWitness();
  try {
    return await fromLoginCredentials({
      profile: plan.profile,
      ...search.files,
      ignoreCache: true,
      clientConfig: clientConfig(search, 'signin', witness),
      logger: silence,
    })({ callerClientConfig: { region: () => Promise.resolve(search.place.region) } });
  } catch (error) {
    const { end } = witness;
    throw end && isUnreached(end)
      ? unreached(end, 'AWS Sign-In')
      : signIn(['login'], plan, search, error);
  }
}

/** Whether it was not the service itself that refused. One that has answered in vain was another one. */
function isUnreached(end: CallEnd): boolean {
  return end.type === 'answered' || isPassing(toAppError(end.refusal, ''));
}

const unreached = (end: CallEnd, service: string): AppError =>
  end.type === 'answered' ? unreadable(service) : toAppError(end.refusal, service);

function signIn(
  words: readonly string[],
  { profile }: PlannedSignOn | PlannedLogin,
  { connectionId }: KeySearch,
  cause: unknown,
): AppError {
  const command = ['aws', ...words, '--profile', profile];
  return new AppError(
    'expired',
    `The sign-in of profile "${profile}" is missing or has ended. Sign in with \`${command.join(' ')}\` in a terminal.`,
    { cause, mend: { act: 'signIn', connectionId, command } },
  );
}
