import { chooseInstanceType, type Finding } from './finding';

/** What tells whether a region has an instance type. */
export interface OfferFacts {
  readonly region: string;
  /** Whether Service Quotas has a quota of the region for training with it; `undefined`: not known. */
  readonly hasQuota: boolean | undefined;
  /** Whether the service's model, of the extension's own version, knows it. */
  readonly isInModel: boolean;
}

/**
 * What is to be said of an instance type that may not be there; `undefined` where nothing is. Never more
 * than a warning: AWS adds types without a release of this extension.
 */
export function offeredFinding(instanceType: string, facts: OfferFacts): Finding | undefined {
  const { region, hasQuota, isInModel } = facts;
  if (hasQuota === true || (hasQuota === undefined && isInModel)) {
    return undefined;
  }
  const about = {
    id: `offered:${instanceType}`,
    tone: 'warning',
    ...chooseInstanceType(instanceType),
  } as const;
  return isInModel
    ? {
        ...about,
        message: `${instanceType} seems not to be offered for training in ${region}, which has no quota for it: choose another instance type or region.`,
      }
    : {
        ...about,
        message: `${instanceType} is no instance type that is known here: choose another, unless it is one that AWS has added since.`,
      };
}
