import type { Clock } from '../../../core/clock';
import type { JsonOperation, JsonService } from '../../http/jsonService';
import type { QueryService } from '../../http/queryProtocol';
import type { MetricStore } from '../../store/metricStore';
import model from '../model/cloudwatch.json';
import { knownInput } from '../model/knownInput';
import { readQueryInput } from '../model/queryInput';
import { checkParameters } from './checkParameters';
import { getMetricData } from './getMetricData';
import { getMetricStatistics } from './getMetricStatistics';
import { listMetrics } from './listMetrics';
import { putMetricData } from './putMetricData';

/** CloudWatch's metrics in both protocols that its clients speak. */
export interface MonitoringService {
  readonly json: JsonService;
  readonly query: QueryService;
}

export function monitoringService(store: MetricStore, clock: Clock): MonitoringService {
  const operations: Readonly<Record<string, JsonOperation>> = {
    GetMetricData: (input) => getMetricData(store, input, clock.now()),
    GetMetricStatistics: (input) => getMetricStatistics(store, input, clock.now()),
    ListMetrics: (input, call) => listMetrics(store, input, call, clock.now()),
    PutMetricData: (input) => putMetricData(store, input, clock.now()),
  };
  const entries = Object.entries(operations).map(
    ([name, operation]) => [name, checked(name, operation)] as const,
  );
  return {
    json: {
      target: 'GraniteServiceVersion20100801',
      operations: Object.fromEntries(
        entries.map(([name, operation]) => [
          name,
          async (input, call) => toJson(await operation(input, call)) as object,
        ]),
      ),
    },
    query: {
      signingName: 'monitoring',
      version: '2010-08-01',
      namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
      actions: Object.fromEntries(
        entries.map(([name, operation]) => [
          name,
          (parameters, call) => operation(readQueryInput(model, name, parameters), call),
        ]),
      ),
    },
  };
}

/** The operation, seeing only input that fits the service model. */
function checked(name: string, operation: JsonOperation): JsonOperation {
  // The one operation that has but one code.
  const code = name === 'GetMetricData' ? 'ValidationError' : undefined;
  return async (input, call) => {
    checkParameters(name, input, code);
    return await operation(knownInput(model, name, input), call);
  };
}

/** AWS JSON's times are seconds since the epoch. */
function toJson(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toJson(member)]));
}
