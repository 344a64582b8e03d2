import { readFile } from 'node:fs/promises';
import type { AmbientSource } from '../core/connections/credentialPlan';
import type { ConnectionChoice } from './connection';
import { describeSource, regionMissing, requireRegion, type AwsSource } from './profiles';
import { readSharedConfig, regionOf, type Environment, type SharedConfig } from './sharedConfig';

interface Ambient {
  readonly label: string;
  /** Whether there is a point in offering it; makes no call. */
  readonly isHere: (env: Environment) => boolean | Promise<boolean>;
}

const sources: Readonly<Record<AmbientSource, Ambient>> = {
  environment: {
    label: 'Environment variables',
    isHere: (env) =>
      Boolean(env['AWS_ACCESS_KEY_ID'] && env['AWS_SECRET_ACCESS_KEY']) ||
      Boolean(env['AWS_WEB_IDENTITY_TOKEN_FILE'] && env['AWS_ROLE_ARN']),
  },
  container: {
    label: 'Container role',
    isHere: (env) =>
      Boolean(
        env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ?? env['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
      ),
  },
  instance: {
    label: 'Instance role',
    isHere: async (env) =>
      (env['AWS_EC2_METADATA_DISABLED'] ?? 'false').toLowerCase() === 'false' &&
      (Boolean(env['AWS_EC2_METADATA_SERVICE_ENDPOINT']) || (await isInstance())),
  },
};

/** "Identify EC2 instances" of the EC2 user guide: the maker of the machine, as Linux tells it. */
async function isInstance(): Promise<boolean> {
  try {
    const maker = await readFile('/sys/devices/virtual/dmi/id/sys_vendor', 'utf8');
    return maker.trim() === 'Amazon EC2';
  } catch {
    return false;
  }
}

/** Credentials that lie around this process, of no profile, as choices. */
export async function ambientChoices(env: Environment): Promise<readonly ConnectionChoice[]> {
  const region = regionHere(await readSharedConfig(env), env) ?? '';
  const detail = region === '' ? regionMissing : region;
  const found: ConnectionChoice[] = [];
  for (const [kind, { label, isHere }] of Object.entries(sources)) {
    if (await isHere(env)) {
      found.push({ id: `${kind}:${region}`, label, detail, region });
    }
  }
  return found;
}

export const isAmbientId = (id: string): boolean => kindOf(id) in sources;

const kindOf = (id: string): AmbientSource => id.slice(0, id.indexOf(':')) as AmbientSource;

/** Reads what a connection without a profile is; fails as `invalid` without a region. */
export async function readAmbient(id: string, env: Environment): Promise<AwsSource> {
  const kind = kindOf(id);
  const { label } = sources[kind];
  const config = await readSharedConfig(env);
  const region = id.slice(kind.length + 1) || (regionHere(config, env) ?? '');
  requireRegion(region, label);
  return describeSource({
    ...{ config, profile: settingsProfile(env), region, env, label },
    id: `${kind}:${region}`,
    plan: { kind },
  });
}

/** Whose endpoints and region count where no profile is chosen, as for every AWS tool. */
const settingsProfile = (env: Environment): string => env['AWS_PROFILE'] ?? 'default';

/** Variables first: whoever set the keys there has set the region beside them. */
function regionHere(config: SharedConfig, env: Environment): string | undefined {
  return (
    regionOf({ ...config, profiles: new Map() }, '', env) ??
    regionOf(config, settingsProfile(env), env)
  );
}
