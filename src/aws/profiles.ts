import { createHash } from 'node:crypto';
import path from 'node:path';
import { getSSOTokenFilepath } from '@smithy/core/config';
import { credentialPlan, type CredentialPlan } from '../core/connections/credentialPlan';
import { isRegion } from '../core/connections/partition';
import { AppError } from '../core/errors';
import type { ConnectionChoice } from './connection';
import { endpointIds, type EndpointService, type Place } from './services';
import {
  awsFolder,
  endpointOf,
  readSharedConfig,
  regionOf,
  sharedFiles,
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

/** What a connection to AWS is at the moment, as the files and the environment say it. */
export interface AwsSource {
  readonly id: string;
  readonly label: string;
  readonly place: Place;
  readonly plan: CredentialPlan;
  /** Files whose change may make it another one. */
  readonly files: readonly [config: string, credentials: string];
  /** Files that a new sign-in writes. */
  readonly tokenFiles: readonly string[];
  /** Differs when calls would go elsewhere, or with other keys. Holds keys: for comparison only. */
  readonly fingerprint: string;
}

export const regionMissing = 'No region is configured: you choose one.';

/** The profiles of the shared config files as choices. */
export async function profileChoices(env: Environment): Promise<readonly ConnectionChoice[]> {
  const config = await readSharedConfig(env);
  return [...config.profiles.keys()].map((profile) => {
    const region = regionOf(config, profile, env) ?? '';
    const detail = region === '' ? regionMissing : region;
    return { id: `${prefix}${profile}:${region}`, label: profile, detail, region };
  });
}

export const isProfileId = (id: string): boolean => id.startsWith(prefix);

/**
 * Reads a profile for a connection. Makes no call; credentials are looked for at the first one.
 * Fails as `notFound` for a profile that is not in the files and as `invalid` without a region:
 * there is never a region that nobody chose.
 */
export async function readProfile(id: string, env: Environment): Promise<AwsSource> {
  const { profile, region } = parseProfileId(id);
  const config = await readSharedConfig(env);
  if (!config.profiles.has(profile)) {
    throw new AppError(
      'notFound',
      `The AWS config files have no profile "${profile}" any more. Choose another connection.`,
    );
  }
  const chosen = region === '' ? (regionOf(config, profile, env) ?? '') : region;
  requireRegion(chosen, `Profile "${profile}"`);
  return describeSource({
    ...{ config, profile, region: chosen, env },
    id: `${prefix}${profile}:${chosen}`,
    label: profile,
    plan: credentialPlan(config, profile),
  });
}

function parseProfileId(id: string): ProfileId {
  const end = id.lastIndexOf(':');
  return { profile: id.slice(prefix.length, end), region: id.slice(end + 1) };
}

/** Refuses to go on without a region, or with a text that is none. */
export function requireRegion(region: string, whose: string): void {
  if (region === '') {
    throw new AppError(
      'invalid',
      `${whose} has no region. Choose one, or add a line "region = …" to the AWS config file, or set AWS_REGION.`,
    );
  }
  if (!isRegion(region)) {
    throw new AppError('invalid', `${whose} has the region "${region}", which is none.`);
  }
}

/** Puts together what is known of a source; `profile` is whose settings count. */
export function describeSource(known: {
  readonly config: SharedConfig;
  readonly profile: string;
  readonly region: string;
  readonly env: Environment;
  readonly id: string;
  readonly label: string;
  readonly plan: CredentialPlan;
}): AwsSource {
  const { config, profile, region, env, id, label, plan } = known;
  const endpoints = resolveEndpoints(config, profile, env);
  const settings = config.profiles.get(profile);
  return {
    ...{ id, label, plan },
    place: { region, profile, endpoint: (service) => endpoints.get(service) },
    files: sharedFiles(env),
    tokenFiles: tokenFiles(plan, env),
    fingerprint: JSON.stringify([plan, settings, [...endpoints]]),
  };
}

/** Resolved once, so that a broken section is reported when the connection is opened. */
const resolveEndpoints = (
  config: SharedConfig,
  profile: string,
  env: Environment,
): ReadonlyMap<EndpointService, string | undefined> =>
  new Map(
    (Object.keys(endpointIds) as EndpointService[]).map((service) => [
      service,
      endpointOf(config, profile, env, service),
    ]),
  );

/** Where the AWS CLI keeps what it got at a sign-in. */
function tokenFiles(plan: CredentialPlan, env: Environment): readonly string[] {
  switch (plan.kind) {
    case 'role':
      return tokenFiles(plan.base, env);
    case 'sso':
      return [getSSOTokenFilepath(plan.session ?? plan.startUrl)];
    case 'login': {
      const name = createHash('sha256').update(plan.session).digest('hex');
      const folder = env['AWS_LOGIN_CACHE_DIRECTORY'];
      return [path.join(folder ?? path.join(awsFolder(env), 'login', 'cache'), `${name}.json`)];
    }
    case 'webIdentity':
      return [plan.tokenFile];
    default:
      return [];
  }
}
