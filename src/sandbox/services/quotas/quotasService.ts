import { ServiceError, type JsonOperation, type JsonService } from '../../http/jsonService';
import { checkedOperations } from '../model/checkedOperations';
import model from '../model/service-quotas.json';
import { sagemakerCode, sagemakerQuotas, type ServiceQuota } from './sagemakerQuotas';

/** The fields of the four requests, checked against the service model. */
interface QuotaInput {
  readonly ServiceCode?: string;
  readonly QuotaCode?: string;
  readonly QuotaAppliedAtLevel?: string;
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

const defaultPage = 100;

/** Service Quotas for SageMaker; what applies to the sandbox's account is also the default. */
export function quotasService(hostLimit: number): JsonService {
  const quotasOf = sagemakerQuotas(hostLimit);
  const list: JsonOperation = (input, call) => {
    checkService(input);
    return Promise.resolve(listQuotas(input, quotasOf(call)));
  };
  const get: JsonOperation = (input, call) => {
    checkService(input);
    return Promise.resolve({ Quota: findQuota(input, quotasOf(call)) });
  };
  return {
    target: 'ServiceQuotasV20190624',
    operations: checkedOperations(model, {
      ListServiceQuotas: list,
      ListAWSDefaultServiceQuotas: list,
      GetServiceQuota: get,
      GetAWSDefaultServiceQuota: get,
    }),
  };
}

function checkService({ ServiceCode }: QuotaInput): void {
  if (ServiceCode === sagemakerCode) return;
  throw notFound('The request failed because the specified service does not exist.');
}

function listQuotas(input: QuotaInput, quotas: readonly ServiceQuota[]): object {
  // There are no quotas of single resources.
  const wanted = input.QuotaAppliedAtLevel === 'RESOURCE' ? [] : quotas;
  const found = wanted.filter(({ QuotaCode }) => QuotaCode === (input.QuotaCode ?? QuotaCode));
  const from = readToken(input.NextToken);
  const to = from + (input.MaxResults ?? defaultPage);
  return {
    Quotas: found.slice(from, to),
    ...(to < found.length ? { NextToken: writeToken(to) } : {}),
  };
}

function findQuota(input: QuotaInput, quotas: readonly ServiceQuota[]): ServiceQuota {
  const quota = quotas.find(({ QuotaCode }) => QuotaCode === input.QuotaCode);
  if (quota !== undefined) return quota;
  throw notFound('The request failed because the specified quota does not exist.');
}

function writeToken(offset: number): string {
  return Buffer.from(`from ${offset}`).toString('base64');
}

function readToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const offset = /^from (\d{1,6})$/.exec(Buffer.from(token, 'base64').toString())?.[1];
  if (offset !== undefined) return Number(offset);
  throw new ServiceError('InvalidPaginationTokenException', 'Invalid pagination token.');
}

function notFound(message: string): ServiceError {
  return new ServiceError('NoSuchResourceException', message);
}
