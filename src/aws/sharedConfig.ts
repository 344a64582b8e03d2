import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { loadSharedConfigFiles } from '@smithy/core/config';
import type { Section } from '../core/connections/credentialPlan';
import { AppError } from '../core/errors';
import { endpointIds, type EndpointService } from './services';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The shared config and credentials files, merged by profile. */
export interface SharedConfig {
  /** In file order: those of the config file, then those that only the credentials file has. */
  readonly profiles: ReadonlyMap<string, Section>;
  /** `[services NAME]` sections by name; their keys are like `s3.endpoint_url`. */
  readonly services: ReadonlyMap<string, Section>;
  /** `[sso-session NAME]` sections by name. */
  readonly ssoSessions: ReadonlyMap<string, Section>;
}

/** Folder of the AWS tools, by the SDK's own order of variables. */
export const awsFolder = (env: Environment): string =>
  path.join(env['HOME'] ?? env['USERPROFILE'] ?? homedir(), '.aws');

/** The config file, then the credentials file. */
export function sharedFiles(env: Environment): readonly [config: string, credentials: string] {
  const place = (variable: string, name: string): string => {
    const folder = awsFolder(env);
    const named = filled(env[variable]);
    return named?.replace(/^~(?=\/)/, path.dirname(folder)) ?? path.join(folder, name);
  };
  return [place('AWS_CONFIG_FILE', 'config'), place('AWS_SHARED_CREDENTIALS_FILE', 'credentials')];
}

/**
 * Reads the files anew: people edit them while the editor is open. A missing file is an empty one;
 * one that is there and cannot be read is `invalid`, because its profiles would seem to be gone.
 */
export async function readSharedConfig(env: Environment): Promise<SharedConfig> {
  const [configFilepath, filepath] = sharedFiles(env);
  await Promise.all([configFilepath, filepath].map(requireReadable));
  const files = await loadSharedConfigFiles({ ignoreCache: true, configFilepath, filepath });
  const config: Record<SectionKind, Map<string, Section>> = {
    profiles: new Map(),
    services: new Map(),
    ssoSessions: new Map(),
  };
  for (const [key, section] of Object.entries(files.configFile)) {
    const [kind, name] = sectionName(key);
    config[kind].set(name, section);
  }
  for (const [name, section] of Object.entries(files.credentialsFile)) {
    config.profiles.set(name, { ...config.profiles.get(name), ...section });
  }
  return config;
}

type SectionKind = keyof SharedConfig;

function sectionName(key: string): readonly [kind: SectionKind, name: string] {
  const kinds = { 'services.': 'services', 'sso-session.': 'ssoSessions' } as const;
  for (const [prefix, kind] of Object.entries(kinds)) {
    if (key.startsWith(prefix)) {
      return [kind, key.slice(prefix.length)];
    }
  }
  return ['profiles', key];
}

async function requireReadable(file: string): Promise<void> {
  try {
    await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      throw new AppError('invalid', `The AWS config file ${file} cannot be read (${code ?? ''}).`, {
        cause: error,
      });
    }
  }
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
  service: EndpointService,
): string | undefined {
  const section = config.profiles.get(profile) ?? {};
  const ignored =
    env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? section['ignore_configured_endpoint_urls'];
  if (ignored?.toLowerCase() === 'true') {
    return undefined;
  }
  const key = endpointIds[service].replaceAll(' ', '_');
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
