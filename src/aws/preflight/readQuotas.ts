import type { ServiceQuota } from '@aws-sdk/client-service-quotas';
import type { Quota } from '../../core/preflight/quota';
import type { Sender } from '../../core/resources/kind';

/** Quotas of SageMaker by name. */
export interface Quotas {
  readonly byName: ReadonlyMap<string, Quota>;
  /** False: there are more than were read. */
  readonly isAll: boolean;
}

/** 100 quotas on each: SageMaker has a few for each instance type and use. */
const mostPages = 120;

/**
 * SageMaker's quotas in the connection's region: `applied` those of the account, which Service Quotas has
 * not for all, else the defaults of all accounts.
 */
export async function readQuotas(
  api: Sender,
  which: 'applied' | 'default',
  signal: AbortSignal,
): Promise<Quotas> {
  const { ListServiceQuotasCommand, ListAWSDefaultServiceQuotasCommand } =
    await import('@aws-sdk/client-service-quotas');
  const byName = new Map<string, Quota>();
  let token: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const input = { ServiceCode: 'sagemaker', MaxResults: 100, NextToken: token };
    const answer =
      which === 'applied'
        ? await api.send(new ListServiceQuotasCommand(input), signal)
        : await api.send(new ListAWSDefaultServiceQuotasCommand(input), signal);
    for (const quota of answer.Quotas ?? []) {
      take(byName, quota, which === 'applied');
    }
    token = answer.NextToken;
    if (token === undefined) {
      break;
    }
  }
  return { byName, isAll: token === undefined };
}

function take(
  byName: Map<string, Quota>,
  { QuotaName: name, QuotaCode: code, Value: value, ErrorReason }: ServiceQuota,
  isApplied: boolean,
): void {
  if (name !== undefined && code !== undefined && value !== undefined && !ErrorReason) {
    byName.set(name, { name, code, value, isApplied });
  }
}
