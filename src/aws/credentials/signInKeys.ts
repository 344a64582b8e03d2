import type { CredentialPlan } from '../../core/connections/credentialPlan';
import { AppError } from '../../core/errors';
import { callLimits, clientPlace, silence } from '../clients';
import { toAppError } from '../errors';
import type { EndpointService, Keys } from '../services';
import type { KeySearch } from './keySearch';

type PlannedSignOn = Extract<CredentialPlan, { kind: 'sso' }>;
type PlannedLogin = Extract<CredentialPlan, { kind: 'login' }>;

const clientConfig = ({ place }: KeySearch, service: EndpointService) => ({
  ...clientPlace(place, service),
  logger: silence,
  requestHandler: callLimits,
});

/**
 * Keys of a role that single sign-on grants. The portal is asked in its own region, not in the
 * connection's, and at its own endpoint: the SDK would take one configuration for portal and token.
 */
export async function singleSignOnKeys(plan: PlannedSignOn, search: KeySearch): Promise<Keys> {
  const { fromSSO } = await import('@aws-sdk/credential-providers');
  const { SSOClient } = await import('@aws-sdk/nested-clients/sso');
  const portal = new SSOClient({ ...clientConfig(search, 'sso'), region: plan.region });
  let refusal: unknown;
  // The provider passes on no more than a failure's text.
  portal.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        refusal = error;
        throw error;
      }
    },
    { step: 'initialize' },
  );
  try {
    return await fromSSO({
      profile: plan.profile,
      ...search.files,
      ignoreCache: true,
      ssoClient: portal,
      clientConfig: clientConfig(search, 'ssoOidc'),
      logger: silence,
    })();
  } catch (error) {
    throw notGranted(refusal, plan, search) ?? signIn(['sso', 'login'], plan, search, error);
  } finally {
    portal.destroy();
  }
}

/** What the portal refused for another reason than a session that has ended. */
function notGranted(
  refusal: unknown,
  plan: PlannedSignOn,
  search: KeySearch,
): AppError | undefined {
  if (refusal === undefined) {
    return undefined;
  }
  const { $metadata } = refusal as { $metadata?: { httpStatusCode?: number } };
  if ($metadata?.httpStatusCode === 401) {
    return signIn(['sso', 'login'], plan, search, refusal);
  }
  const error = toAppError(refusal, 'AWS IAM Identity Center');
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
  try {
    return await fromLoginCredentials({
      profile: plan.profile,
      ...search.files,
      ignoreCache: true,
      clientConfig: clientConfig(search, 'signin'),
      logger: silence,
    })({ callerClientConfig: { region: () => Promise.resolve(search.place.region) } });
  } catch (error) {
    throw signIn(['login'], plan, search, error);
  }
}

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
