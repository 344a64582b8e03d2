import { createHash } from 'node:crypto';
import type { Script } from '../../fakes/fakeService';
import { dpopKey, queryFault, restFault } from '../../fakes/signInStandIn';
import {
  baseProfile,
  inHours,
  role,
  ssoProfile,
  ssoSession,
  type ProfileWorld,
} from '../../unit/aws/credentials/profileWorld';

/** A way to keys, and the service on it that fails. */
export interface Way {
  /** Of the calls that fail, by path or action. */
  readonly call: string;
  /** The service as failures name it. */
  readonly service: string;
  readonly throttled: Script;
  readonly denied: Script;
  readonly write: (world: ProfileWorld) => Promise<void>;
  /** For how long the SDK does not ask again after a failure, in milliseconds. */
  readonly pause?: number;
  /** Variables that lead to it, where no profile does. */
  readonly variables?: (endpoint: string) => NodeJS.ProcessEnv;
  /** Whose connection it is; that of the profile, where nothing is said. */
  readonly connectionId?: string;
  /** Whether a service is given up after a second, as it is next to whoever asks it. */
  readonly isNear?: boolean;
}

export const sts = {
  service: 'STS',
  throttled: queryFault('Throttling', 'Rate exceeded', 400),
  denied: queryFault('AccessDenied', 'No.'),
};

let sessions = 0;

const noProfile = (world: ProfileWorld): Promise<void> => world.home.write('');

const login = 'arn:aws:iam::123456789012:user/ada';

const byProfile: Readonly<Record<string, Way>> = {
  'a role': {
    ...sts,
    call: 'AssumeRole',
    write: (world) => world.write([role('first'), 'source_profile = base'], ...baseProfile),
  },
  'a web identity': {
    ...sts,
    call: 'AssumeRoleWithWebIdentity',
    write: async (world) => {
      const file = await world.home.writeFile('token', 'first');
      await world.write([role('pod'), `web_identity_token_file = ${file}`]);
    },
  },
  'single sign-on': {
    call: 'GET /federation/credentials',
    service: 'AWS IAM Identity Center',
    throttled: restFault('TooManyRequestsException', 429),
    denied: restFault('ForbiddenException', 403),
    write: async (world) => {
      await world.write(ssoProfile, ...ssoSession);
      await world.home.ssoToken('corp', { accessToken: 'mine', expiresAt: inHours(1) });
    },
  },
  'a sign-on whose token is to be renewed': {
    call: 'POST /token',
    service: 'AWS IAM Identity Center',
    throttled: restFault('TooManyRequestsException', 429),
    denied: restFault('InvalidGrantException', 400),
    pause: 31_000,
    write: async (world) => {
      // The SDK remembers for this process when it has asked last for the token of a session.
      const session = `corp-${String(++sessions)}`;
      const named = (line: string): string => line.replace('corp', session);
      await world.write(ssoProfile.map(named), ...ssoSession.map(named));
      await world.home.ssoToken(session, {
        ...{ accessToken: 'ended', expiresAt: inHours(-1), refreshToken: 'again' },
        ...{ clientId: 'id', clientSecret: 'secret', region: 'eu-west-1' },
      });
    },
  },
  'an `aws login` to be renewed': {
    call: 'POST /v1/token',
    service: 'AWS Sign-In',
    throttled: restFault('TooManyRequestsError', 429),
    denied: restFault('AccessDeniedException', 401),
    write: async (world) => {
      await world.write([`login_session = ${login}`]);
      const name = createHash('sha256').update(login).digest('hex');
      const token = {
        accessToken: {
          ...{ accessKeyId: 'ASIALOGIN1', secretAccessKey: 's', sessionToken: 't' },
          ...{ accountId: '123456789012', expiresAt: inHours(-1) },
        },
        ...{ clientId: 'arn:aws:signin:::devtools/same-device', refreshToken: 'again' },
        dpopKey: dpopKey(),
      };
      await world.home.writeFile(`login/cache/${name}.json`, JSON.stringify(token));
    },
  },
};

const ofContainer = {
  call: 'GET /container',
  service: 'The credential service of this container',
  throttled: restFault('TooManyRequests', 429),
  denied: restFault('AccessDenied', 403),
  variables: (endpoint: string) => ({
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint}/container`,
  }),
};

const ofMachine: Readonly<Record<string, Way>> = {
  'the role of a container': {
    ...ofContainer,
    write: noProfile,
    connectionId: 'container:us-east-1',
  },
  'a profile without credentials in a container': {
    ...ofContainer,
    write: (world) => world.write([]),
  },
  'the role of a computer': {
    call: 'GET /latest/meta-data',
    service: 'The metadata service of this computer',
    throttled: restFault('TooManyRequests', 429),
    denied: restFault('NotFound', 404),
    write: noProfile,
    connectionId: 'instance:us-east-1',
    variables: (endpoint) => ({
      AWS_EC2_METADATA_DISABLED: 'false',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: endpoint,
    }),
    isNear: true,
  },
};

/** Every way to keys on which a service is asked. */
export const ways: Readonly<Record<string, Way>> = { ...byProfile, ...ofMachine };
