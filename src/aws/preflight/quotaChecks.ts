import { quotaConsoleUrl } from '../../core/connections/partition';
import type { Finding } from '../../core/preflight/finding';
import { offeredFinding } from '../../core/preflight/instanceOffered';
import type { AccountQuestion } from '../../core/preflight/question';
import {
  quotaFinding,
  quotaName,
  unknownQuota,
  type InUse,
  type Quota,
  type QuotaNeed,
  type QuotaUse,
} from '../../core/preflight/quota';
import { runtimeQuotaName } from '../../core/preflight/timeLimits';
import type { AnswerLimits } from './answers';
import { orReason, type Asking } from './asking';
import { instancesInUse, type Usage } from './instancesInUse';
import { readQuotas, type Quotas } from './readQuotas';

/** Reading all of them takes dozens of calls. */
const quotaLimits: AnswerLimits = { waits: 90_000, keeps: 10 * 60_000 };
const usageLimits: AnswerLimits = { waits: 30_000, keeps: 30_000 };

/** Whether the account's quotas are enough for the instances of a launch, and the region has them. */
export async function quotaFindings(
  asking: Asking,
  question: AccountQuestion,
): Promise<readonly Finding[]> {
  const found = needsOf(asking, question).map((need) => judge(asking, need));
  return (await Promise.all(found)).flat();
}

/** The account's longest runtime of a job, where Service Quotas has it. */
export function runtimeQuota(asking: Asking): Promise<Quota | undefined> {
  return orReason(
    accountQuotas(asking, 'applied').then(({ byName }) => byName.get(runtimeQuotaName)),
    () => undefined,
  );
}

function needsOf(
  asking: Asking,
  { instances, isPlanned, times }: AccountQuestion,
): readonly QuotaNeed[] {
  const { region } = asking.connection.info;
  const use = times.spot ? 'spot training job' : 'training job';
  const isKept = (times.keepAlive ?? 0) > 0 && !times.spot;
  return instances.flatMap(({ type: instanceType, count }) => {
    const need = { instanceType, instances: count, region };
    return [
      ...(isPlanned ? [] : [{ ...need, use } as const]),
      ...(isKept ? [{ ...need, use: 'training warm pool' } as const] : []),
    ];
  });
}

async function judge(asking: Asking, need: QuotaNeed): Promise<readonly Finding[]> {
  const name = quotaName(need.instanceType, need.use);
  const [known, isKnown] = await Promise.all([
    orReason<Quotas | string>(withDefaults(asking, name), (reason) => reason),
    isInModel(need.instanceType),
  ]);
  const read = typeof known === 'string' ? undefined : known;
  const quota = read?.byName.get(name);
  if (quota === undefined) {
    const offered = offeredFinding(need.instanceType, {
      region: need.region,
      hasQuota: hasQuotaOfType(read, need),
      isInModel: isKnown,
    });
    const reason = typeof known === 'string' ? known : 'Service Quotas has none for it.';
    return [offered ?? unknownQuota(need, reason)];
  }
  const page = quotaConsoleUrl(need.region, quota.code);
  return [quotaFinding(need, { quota, inUse: await inUse(asking, need), page })];
}

/** Whether jobs of that type have a quota; not all types have those of spot capacity and warm pools. */
function hasQuotaOfType(read: Quotas | undefined, need: QuotaNeed): boolean | undefined {
  const hasOne = read?.byName.has(quotaName(need.instanceType, 'training job'));
  return hasOne === true || read?.isAll === true ? hasOne : undefined;
}

/** The account's own quotas, and where they lack the one of that name the defaults beside them. */
async function withDefaults(asking: Asking, name: string): Promise<Quotas> {
  const applied = await accountQuotas(asking, 'applied');
  if (applied.byName.has(name)) {
    return applied;
  }
  const defaults = await accountQuotas(asking, 'default');
  return {
    byName: new Map([...defaults.byName, ...applied.byName]),
    isAll: defaults.isAll && applied.isAll,
  };
}

/** All quotas of SageMaker: the account's own, or those that hold where it has none. */
export const accountQuotas = (asking: Asking, which: 'applied' | 'default'): Promise<Quotas> =>
  asking.ask(
    `quotas ${which}`,
    (signal) => readQuotas(asking.connection.quotas, which, signal),
    quotaLimits,
  );

const inUse = (asking: Asking, { instanceType, use }: QuotaNeed): Promise<InUse | undefined> =>
  orReason(
    usageOf(asking, use).then((known) => known.of(instanceType, use)),
    () => undefined,
  );

/** What of the account's instances is in use in that way. */
export function usageOf(asking: Asking, use: QuotaUse): Promise<Usage> {
  const what = use === 'training warm pool' ? 'warmPools' : 'jobs';
  const { sagemaker } = asking.connection;
  return asking.ask(
    `usage ${what}`,
    (signal) => instancesInUse(sagemaker, what, signal),
    usageLimits,
  );
}

async function isInModel(instanceType: string): Promise<boolean> {
  const { TrainingInstanceType } = await import('@aws-sdk/client-sagemaker');
  return (Object.values(TrainingInstanceType) as string[]).includes(instanceType);
}
