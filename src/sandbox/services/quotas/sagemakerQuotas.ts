import { createHash } from 'node:crypto';
import type { Installation } from '../../http/jsonService';
import { sagemakerModel as sagemaker } from '../model/sagemakerModel';

/** One row of `ListServiceQuotas`. */
export interface ServiceQuota {
  readonly ServiceCode: string;
  readonly ServiceName: string;
  readonly QuotaArn: string;
  readonly QuotaCode: string;
  readonly QuotaName: string;
  readonly Value: number;
  readonly Unit: string;
  readonly Adjustable: boolean;
  readonly GlobalQuota: boolean;
  readonly QuotaAppliedAtLevel: string;
}

export const sagemakerCode = 'sagemaker';

/** What runs on how many instances of one type at a time, as the service names it. */
interface Usage {
  readonly name: string;
  readonly instanceTypes: readonly string[];
  readonly value: number;
}

/**
 * SageMaker's quotas as the sandbox keeps them: every instance type is the same computer, on which a
 * job may have `hostLimit` hosts; warm pools there are none. Their codes are made at the first call.
 */
export function sagemakerQuotas(
  hostLimit: number,
): (installation: Installation) => readonly ServiceQuota[] {
  let quotas: readonly Quota[] | undefined;
  return ({ region, accountId }) => {
    const arn = `arn:aws:servicequotas:${region}:${accountId}:${sagemakerCode}`;
    quotas ??= allQuotas(hostLimit);
    return quotas.map((quota) => ({ ...quota, QuotaArn: `${arn}/${quota.QuotaCode}` }));
  };
}

type Quota = Omit<ServiceQuota, 'QuotaArn'>;

function allQuotas(hostLimit: number): readonly Quota[] {
  const training = sagemaker.shapes.TrainingInstanceType.enum;
  const processing = sagemaker.shapes.ProcessingInstanceType.enum;
  const usages: readonly Usage[] = [
    { name: 'training job usage', instanceTypes: training, value: hostLimit },
    { name: 'spot training job usage', instanceTypes: training, value: hostLimit },
    { name: 'training warm pool usage', instanceTypes: training, value: 0 },
    { name: 'processing job usage', instanceTypes: processing, value: hostLimit },
  ];
  return usages.flatMap(({ name, instanceTypes, value }) =>
    instanceTypes.map((type) => describe(`${type} for ${name}`, value)),
  );
}

function describe(name: string, value: number): Quota {
  return {
    ServiceCode: sagemakerCode,
    ServiceName: 'Amazon SageMaker',
    QuotaCode: codeOf(name),
    QuotaName: name,
    Value: value,
    Unit: 'None',
    Adjustable: false,
    GlobalQuota: false,
    QuotaAppliedAtLevel: 'ACCOUNT',
  };
}

/** Of the form of the service's own codes, and always the same for a name. */
function codeOf(name: string): string {
  return `L-${createHash('sha256').update(name).digest('hex').slice(0, 8).toUpperCase()}`;
}
