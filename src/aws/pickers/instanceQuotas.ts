import { quotaName, type InUse, type QuotaUse } from '../../core/preflight/quota';
import { orReason, type Asking } from '../preflight/asking';
import { accountQuotas, usageOf } from '../preflight/quotaChecks';
import type { Quotas } from '../preflight/readQuotas';

/** How many instances of a type the account may have, and has. */
export interface InstanceQuota {
  /** Instances; absent: Service Quotas tells none. */
  readonly most?: number | undefined;
  /** It is the default of all accounts; what holds for this one is not known. */
  readonly isDefault?: boolean | undefined;
  /** Absent: not known, or not yet. */
  readonly inUse?: InUse | undefined;
}

/** By instance type. */
export type InstanceQuotas = ReadonlyMap<string, InstanceQuota>;

export interface QuotasAsked {
  readonly types: readonly string[];
  readonly use: QuotaUse;
  /** Called as often as more is known. */
  readonly show: (known: InstanceQuotas) => void;
}

/**
 * Tells of many types at once: first the account's quotas, then with the defaults for those that have none, and
 * with what is in use. What is in use may stay unknown; fails where no quotas can be read.
 */
export async function instanceQuotas(
  asking: Asking,
  { types, use, show }: QuotasAsked,
): Promise<void> {
  const own = await accountQuotas(asking, 'applied');
  let known: KnownInstances = { own };
  const tell = (more: Partial<KnownInstances>): void => {
    known = { ...known, ...more };
    show(new Map(types.map((type) => [type, quotaOf(type, use, known)])));
  };
  tell({});
  const lacking = types.some((type) => !own.byName.has(quotaName(type, use)));
  const usage = orReason(usageOf(asking, use), () => undefined);
  const defaults = lacking
    ? orReason(accountQuotas(asking, 'default'), () => undefined)
    : Promise.resolve(undefined);
  await Promise.all([
    usage.then((found) => tell({ inUse: found && ((type) => found.of(type, use)) })),
    defaults.then((found) => tell({ defaults: found })),
  ]);
}

interface KnownInstances {
  readonly own: Quotas;
  readonly defaults?: Quotas | undefined;
  readonly inUse?: ((type: string) => InUse) | undefined;
}

function quotaOf(
  type: string,
  use: QuotaUse,
  { own, defaults, inUse }: KnownInstances,
): InstanceQuota {
  const name = quotaName(type, use);
  const quota = own.byName.get(name) ?? defaults?.byName.get(name);
  return {
    most: quota?.value,
    isDefault: quota && !quota.isApplied,
    inUse: inUse?.(type),
  };
}
