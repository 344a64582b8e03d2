import type { SettingName } from '../../shared/contracts/launchSettings';
import type { WarmPool } from '../training/after/warmPool';
import {
  nearestPool,
  type PoolField,
  type PoolMismatch,
  type PoolRequest,
} from '../training/after/warmPoolMatch';
import type { Finding } from './finding';

/** A pool that differs in more was not left for this job. */
const mostMismatches = 3;

/**
 * Whether a job takes a warm pool that waits, or what keeps it from the one that it differs from the
 * least; `undefined` where there is none that is meant for jobs like it.
 */
export function warmPoolFinding(
  pools: readonly WarmPool[],
  request: PoolRequest,
): Finding | undefined {
  const nearest = nearestPool(pools, request);
  if (nearest === undefined || nearest.mismatches.length > mostMismatches) {
    return undefined;
  }
  const { pool, mismatches } = nearest;
  return mismatches.length === 0 ? fits(pool, request) : fitsNot(pool, mismatches);
}

const id = 'warmPool';

function fits({ jobName }: WarmPool, { ResourceConfig: resources }: PoolRequest): Finding {
  const isKept = (resources?.KeepAlivePeriodInSeconds ?? 0) > 0;
  return {
    ...{ id, tone: 'ok', isNews: true },
    message: `A warm pool of ${jobName} matches: the job starts without waiting for instances.`,
    // "Maximum warm pool duration" of the developer guide.
    detail: isKept
      ? undefined
      : 'Without a keep-alive time of its own, the job lets the pool go when it ends.',
  };
}

function fitsNot({ jobName }: WarmPool, mismatches: readonly PoolMismatch[]): Finding {
  const differences = mismatches.map(differenceText).join('; ');
  return {
    ...{ id, tone: 'info', isNews: true },
    message: `A warm pool of ${jobName} waits, but this job does not match it: ${differences}.`,
    fix: fixOf(mismatches),
  };
}

function fixOf(mismatches: readonly PoolMismatch[]): Finding['fix'] {
  const settings = mismatches.flatMap(({ field, pool }) => {
    const setting = fields[field].setting;
    return setting === undefined ? [] : [[setting, pool] as const];
  });
  return settings.length === mismatches.length
    ? {
        ...{ kind: 'fillIn', label: 'Use the pool’s settings' },
        settings: Object.fromEntries(settings),
      }
    : undefined;
}

interface FieldWords {
  readonly name: string;
  /** The unit of its number. */
  readonly unit?: string;
  /** Field of the page that says it. */
  readonly setting?: SettingName;
}

const fields: Readonly<Record<PoolField, FieldWords>> = {
  role: { name: 'role', setting: 'roleArn' },
  instanceType: { name: 'instance type', setting: 'instanceType' },
  instanceCount: { name: 'number of instances', setting: 'instanceCount' },
  instanceGroups: { name: 'groups of instances' },
  volumeSize: { name: 'storage', unit: 'GB', setting: 'volumeGigabytes' },
  volumeKmsKey: { name: 'key of the storage', setting: 'volumeKmsKey' },
  subnets: { name: 'subnets', setting: 'subnets' },
  securityGroups: { name: 'security groups', setting: 'securityGroups' },
  trafficEncryption: { name: 'encryption between instances', setting: 'encryptsTraffic' },
  networkIsolation: { name: 'network isolation', setting: 'isIsolated' },
  sessionTags: { name: 'session tags' },
  spot: { name: 'spot capacity', setting: 'isSpot' },
};

function differenceText({ field, pool, launch }: PoolMismatch): string {
  const { name, unit } = fields[field];
  const shown = (text: string): string => {
    if (text === '' || text === 'true') {
      return text === '' ? 'none' : 'on';
    }
    return unit === undefined ? text : `${text} ${unit}`;
  };
  return `${name} ${shown(pool)} there, ${shown(launch)} here`;
}
