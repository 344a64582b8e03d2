import { loadSharedConfigFiles } from '@smithy/core/config';
import { AppError } from '../core/errors';
import { serviceIds, type ServiceName } from './services';

export type Environment = Readonly<Record<string, string | undefined>>;

type Section = Readonly<Record<string, string | undefined>>;

/** The shared config and credentials files, merged by profile. */
export interface SharedConfig {
  /** In file order: those of the config file, then those that only the credentials file has. */
  readonly profiles: ReadonlyMap<string, Section>;
  /** `[services NAME]` sections by name; their keys are like `s3.endpoint_url`. */
  readonly services: ReadonlyMap<string, Section>;
}

const sectionPrefixes = ['services', 'sso-session'] as const;

/** Reads the files anew: people edit them while the editor is open. A missing file is an empty one. */
export async function readSharedConfig(): Promise<SharedConfig> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const profiles = new Map<string, Section>();
  const services = new Map<string, Section>();
  for (const [name, section] of Object.entries(configFile)) {
    const prefix = sectionPrefixes.find((one) => name.startsWith(`${one}.`));
    if (prefix === undefined) {
      profiles.set(name, section);
    } else if (prefix === 'services') {
      services.set(name.slice('services.'.length), section);
    }
  }
  for (const [name, section] of Object.entries(credentialsFile)) {
    profiles.set(name, { ...profiles.get(name), ...section });
  }
  return { profiles, services };
}

/**
 * Region of a profile: its own, then AWS_REGION, then AWS_DEFAULT_REGION, which the SDK for
 * JavaScript does not read but the CLI and boto3 do.
 */
export function regionOf(
  config: SharedConfig,
  profile: string,
  env: Environment,
): string | undefined {
  const region = config.profiles.get(profile)?.['region'];
  return filled(region) ?? filled(env['AWS_REGION']) ?? filled(env['AWS_DEFAULT_REGION']);
}

/**
 * Endpoint of a service by the rules of "Service-specific endpoints" in the AWS SDKs and Tools
 * guide: the service's variable, AWS_ENDPOINT_URL, the profile's services section, the profile's
 * `endpoint_url`. The SDK for JavaScript applies the file only to AWS_PROFILE, not to a profile that
 * it is given; without this a local endpoint would be passed over and the call go to AWS.
 */
export function endpointOf(
  config: SharedConfig,
  profile: string,
  env: Environment,
  service: ServiceName,
): string | undefined {
  const section = config.profiles.get(profile) ?? {};
  const ignored =
    env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? section['ignore_configured_endpoint_urls'];
  if (ignored?.toLowerCase() === 'true') {
    return undefined;
  }
  const key = serviceIds[service].replaceAll(' ', '_');
  return (
    filled(env[`AWS_ENDPOINT_URL_${key.toUpperCase()}`]) ??
    filled(env['AWS_ENDPOINT_URL']) ??
    filled(servicesSection(config, profile)[`${key.toLowerCase()}.endpoint_url`]) ??
    filled(section['endpoint_url'])
  );
}

function servicesSection(config: SharedConfig, profile: string): Section {
  const name = filled(config.profiles.get(profile)?.['services']);
  if (name === undefined) {
    return {};
  }
  const section = config.services.get(name);
  if (section === undefined) {
    throw new AppError(
      'invalid',
      `Profile "${profile}" names the section [services ${name}], which the AWS config file does not have.`,
    );
  }
  return section;
}

/** A value that says something; an empty variable counts as none. */
const filled = (value: string | undefined): string | undefined =>
  value === undefined || value.trim() === '' ? undefined : value.trim();
