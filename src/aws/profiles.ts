import { AppError } from '../core/errors';
import type { ConnectionInfo } from '../core/connections/connection';
import { callLimits, clientPlace } from './clients';
import type { ConnectionChoice } from './connection';
import { serviceIds, type KeySource, type ServiceName, type Target } from './services';
import {
  endpointOf,
  readSharedConfig,
  regionOf,
  type Environment,
  type SharedConfig,
} from './sharedConfig';

const prefix = 'profile:';

/** Which profile and region an id names. */
interface ProfileId {
  readonly profile: string;
  /** Empty: none is configured. */
  readonly region: string;
}

/** The profiles of the shared config files as choices. */
export async function profileChoices(env: Environment): Promise<readonly ConnectionChoice[]> {
  const config = await readSharedConfig();
  return [...config.profiles.keys()].map((profile) => {
    const region = regionOf(config, profile, env) ?? '';
    return {
      id: `${prefix}${profile}:${region}`,
      label: profile,
      detail: region === '' ? 'No region: add one to the profile or set AWS_REGION.' : region,
    };
  });
}

export const isProfileId = (id: string): boolean => id.startsWith(prefix);

/** Which profile's calls go where. */
type ProfilePlace = Pick<Target, 'region' | 'endpoint'> & { readonly profile: string };

/** A profile that was found in the files, with where its calls go. */
export interface Profile {
  readonly info: ConnectionInfo;
  /** Where its calls go; each with credentials that are looked for anew. */
  readonly newTarget: () => Target;
}

/**
 * Reads a profile for a connection. Makes no call; credentials are looked for at the first one.
 * Fails as `notFound` for a profile that is not in the files and as `invalid` without a region:
 * there is never a region that nobody chose.
 */
export async function readProfile(id: string, env: Environment): Promise<Profile> {
  const { profile, region } = parseProfileId(id);
  const config = await readSharedConfig();
  if (!config.profiles.has(profile)) {
    throw new AppError(
      'notFound',
      `The AWS config files have no profile "${profile}" any more. Choose another connection.`,
    );
  }
  const chosen = region === '' ? (regionOf(config, profile, env) ?? '') : region;
  requireRegion(chosen, profile);
  const place = { profile, region: chosen, endpoint: endpoints(config, profile, env) };
  return {
    info: {
      id: `${prefix}${profile}:${chosen}`,
      label: profile,
      region: chosen,
      traits: awsTraits(chosen),
    },
    newTarget: () => ({ ...place, credentials: lazyCredentials(place) }),
  };
}

function parseProfileId(id: string): ProfileId {
  const end = id.lastIndexOf(':');
  return { profile: id.slice(prefix.length, end), region: id.slice(end + 1) };
}

function requireRegion(region: string, profile: string): void {
  if (region === '') {
    throw new AppError(
      'invalid',
      `Profile "${profile}" has no region. Add a line "region = …" to it in the AWS config file, or set AWS_REGION.`,
    );
  }
  // The region becomes part of host names.
  if (!/^[a-z]{2,10}(-[a-z0-9]+)+$/.test(region)) {
    throw new AppError(
      'invalid',
      `Profile "${profile}" has the region "${region}", which is none.`,
    );
  }
}

/** Resolved once, so that a broken section is reported when the connection is opened. */
function endpoints(config: SharedConfig, profile: string, env: Environment): Target['endpoint'] {
  const resolved = new Map(
    (Object.keys(serviceIds) as ServiceName[]).map((service) => [
      service,
      endpointOf(config, profile, env, service),
    ]),
  );
  return (service) => resolved.get(service);
}

/** The SDK's own chain, loaded when the first call needs it; it keeps and refreshes what it found. */
function lazyCredentials(place: ProfilePlace): KeySource {
  let chain: Promise<KeySource> | undefined;
  return async (properties) => {
    chain ??= loadChain(place);
    return await (
      await chain
    )(properties);
  };
}

async function loadChain({ profile, region, endpoint }: ProfilePlace): Promise<KeySource> {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  const { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } =
    await import('@aws-sdk/client-sts');
  // Roles are assumed where the profile's calls go; left to itself the SDK would ask AWS.
  const sts = {
    region,
    ...clientPlace({ profile, endpoint }, 'sts'),
    requestHandler: callLimits,
  };
  return fromNodeProviderChain({
    profile,
    // What was edited since the SDK last read the files counts.
    ignoreCache: true,
    clientConfig: { region },
    roleAssumer: getDefaultRoleAssumer(sts),
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(sts),
  });
}

const consoles: readonly (readonly [region: RegExp, host: string])[] = [
  [/^cn-/, 'console.amazonaws.cn'],
  [/^us-gov-/, 'console.amazonaws-us-gov.com'],
  [/^us-iso|^eu-isoe-|^eusc-/, ''],
];

/** Base of console links; the isolated partitions have none that we know. */
function consoleUrl(region: string): string | undefined {
  const host = consoles.find(([pattern]) => pattern.test(region))?.[1];
  if (host === '') {
    return undefined;
  }
  const site = host ?? `${region}.console.aws.amazon.com`;
  return `https://${site}/sagemaker/home?region=${region}#/`;
}

function awsTraits(region: string): ConnectionInfo['traits'] {
  return {
    billable: true,
    consoleUrl: consoleUrl(region),
    jobEnvironment: {},
    launchRefusal:
      'Starting jobs on AWS is not built yet: this version browses them. Choose the local sandbox to train on this computer.',
    runsHere: false,
    protected: false,
    logPollMilliseconds: 5_000,
    statusPollMilliseconds: 30_000,
  };
}
