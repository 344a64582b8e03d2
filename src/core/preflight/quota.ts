import { chooseInstanceType, type Finding, type Fix } from './finding';

/** What instances are used for, as the names of SageMaker's quotas have it. */
export type QuotaUse = 'training job' | 'spot training job' | 'training warm pool';

/** One quota as Service Quotas tells it. */
export interface Quota {
  readonly name: string;
  /** `L-33A961FD` */
  readonly code: string;
  readonly value: number;
  /** False: the default of all accounts, since Service Quotas has no value for this one. */
  readonly isApplied: boolean;
}

/** `ml.m5.xlarge for training job usage` */
export const quotaName = (instanceType: string, use: QuotaUse): string =>
  `${instanceType} for ${use} usage`;

/** Instances of a type that are in use now. */
export interface InUse {
  readonly instances: number;
  /** False: there are jobs that were not looked at, so that it may be more. */
  readonly isAll: boolean;
}

/** What a launch needs of a quota. */
export interface QuotaNeed {
  readonly instanceType: string;
  readonly use: QuotaUse;
  readonly instances: number;
  readonly region: string;
}

/** `inUse`: absent where it could not be told. `page`: the quota's page, where there is one. */
export interface KnownQuota {
  readonly quota: Quota;
  readonly inUse?: InUse | undefined;
  readonly page?: string | undefined;
}

/**
 * Judges whether the account's quota is enough. Only an applied quota that is too small by itself is
 * certain to refuse the job: what is in use may be free again by the time of the start.
 */
export function quotaFinding(need: QuotaNeed, known: KnownQuota): Finding {
  const { quota, inUse, page } = known;
  const instead = chooseInstanceType(need.instanceType);
  const request: Fix | undefined = page
    ? { kind: 'requestQuota', label: 'Request quota increase', value: page }
    : undefined;
  const about = { id: quotaId(need), ...instead, fix: request ?? instead.fix };
  if (need.instances > quota.value) {
    return { ...about, ...tooSmall(need, quota) };
  }
  if (inUse !== undefined && inUse.instances + need.instances > quota.value) {
    return {
      ...about,
      tone: 'warning',
      message: `${inUse.instances} of the ${counted(quota.value)} that the quota “${quota.name}” allows are in use, and this job needs ${need.instances}: wait until others have ended, choose another instance type, or request a higher quota.`,
    };
  }
  if (inUse?.isAll !== true) {
    return {
      ...about,
      tone: 'info',
      message: `The quota “${quota.name}” allows ${counted(quota.value)}, of which ${inUse ? `${inUse.instances} or more` : 'an unknown number'} are in use. If the start is refused, choose another instance type or request a higher quota.`,
    };
  }
  return quota.isApplied
    ? {
        ...{ id: quotaId(need), tone: 'ok' },
        message: `The quota “${quota.name}” allows ${counted(quota.value)}; ${inUse.instances} are in use.`,
      }
    : {
        ...about,
        tone: 'info',
        message: `The quota “${quota.name}” allows ${counted(quota.value)} by default; what holds for this account is not known. If the start is refused, request a higher quota.`,
      };
}

function tooSmall(need: QuotaNeed, quota: Quota): Pick<Finding, 'tone' | 'message'> {
  const isZero = quota.value === 0;
  const allowed = isZero ? 'no instances' : `only ${counted(quota.value)}`;
  const mend = isZero
    ? 'request a higher quota, or choose another instance type'
    : 'use fewer instances, request a higher quota, or choose another instance type';
  const needs = `and this job needs ${need.instances}`;
  return quota.isApplied
    ? {
        tone: 'error',
        message: `The quota “${quota.name}” allows ${allowed} in ${need.region}, ${needs}: ${mend}.`,
      }
    : {
        tone: 'warning',
        message: `The quota “${quota.name}” allows ${allowed} by default, ${needs}; what holds for this account is not known. If the start is refused, ${mend}.`,
      };
}

/** `reason`: a finished sentence why the quota is not known. */
export const unknownQuota = (need: QuotaNeed, reason: string): Finding => ({
  ...{ id: quotaId(need), tone: 'info', detail: reason, ...chooseInstanceType(need.instanceType) },
  message: `Whether the quota for ${need.instanceType} is enough cannot be told from here. If the start is refused, choose another instance type or request a higher quota.`,
});

const quotaId = ({ instanceType, use }: QuotaNeed): string => `quota:${instanceType}:${use}`;

const counted = (count: number): string => (count === 1 ? '1 instance' : `${count} instances`);
