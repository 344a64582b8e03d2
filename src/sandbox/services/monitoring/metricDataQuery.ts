import { cloudWatchError } from './cloudWatchError';
import { readKey, type MetricKey } from './metricKey';
import { statisticOf, type Statistic } from './statistics';
import { checkPeriod } from './timeRange';

type Input = Readonly<Record<string, unknown>>;

/** One series that GetMetricData is asked for. */
export interface MetricDataQuery {
  readonly id: string;
  readonly label: string;
  readonly returnsData: boolean;
  readonly key: MetricKey;
  /** Seconds. */
  readonly period: number;
  readonly statistic: Statistic;
  readonly unit: string | undefined;
}

const mostQueries = 500;

/** Reads and checks `MetricDataQueries`; refuses metric math, which the sandbox does not have. */
export function readQueries(input: Input): readonly MetricDataQuery[] {
  const queries = input['MetricDataQueries'] as readonly Input[];
  if (queries.length === 0) throw refused('The parameter MetricDataQueries is required.');
  if (queries.length > mostQueries) {
    throw refused(
      `The collection MetricDataQueries must not have a size greater than ${mostQueries}.`,
    );
  }
  const ids = new Set(queries.map((query) => query['Id']));
  if (ids.size < queries.length) throw refused('The values for parameter id are not unique.');
  return queries.map((query, index) => readQuery(query, `MetricDataQueries.member.${index + 1}`));
}

function readQuery(query: Input, path: string): MetricDataQuery {
  const id = String(query['Id']);
  if (!/^[a-z]\w*$/.test(id)) {
    throw refused(
      `The value ${id} for parameter ${path}.Id must begin with a lowercase letter and hold ` +
        'letters, numbers and underscores only.',
    );
  }
  const stat = requireMetricStat(query, path);
  const metric = stat['Metric'] as Input;
  for (const name of ['Namespace', 'MetricName']) {
    if (metric[name] === undefined) {
      throw refused(`The parameter ${path}.MetricStat.Metric.${name} is required.`);
    }
  }
  const period = Number(stat['Period']);
  checkPeriod(period, `${path}.MetricStat.Period`, 'ValidationError');
  const key = readKey(metric);
  return {
    id,
    label: readLabel(query, path) ?? key.name,
    returnsData: query['ReturnData'] !== false,
    key,
    period,
    statistic: requireStatistic(String(stat['Stat']), `${path}.MetricStat.Stat`),
    unit: stat['Unit'] as string | undefined,
  };
}

function requireMetricStat(query: Input, path: string): Input {
  const stat = query['MetricStat'] as Input | undefined;
  const hasExpression = query['Expression'] !== undefined;
  if (stat !== undefined && hasExpression) {
    throw refused(
      `The parameters ${path}.Expression and ${path}.MetricStat are mutually exclusive and you ` +
        'have specified both.',
    );
  }
  if (hasExpression) {
    throw refused(
      `The local sandbox has no metric math and no Metrics Insights (${path}.Expression); ` +
        'ask for the metrics and compute with their values.',
    );
  }
  if (stat === undefined) {
    throw refused(
      `At least one of the parameters ${path}.Expression and ${path}.MetricStat must be specified.`,
    );
  }
  return stat;
}

function readLabel(query: Input, path: string): string | undefined {
  const label = query['Label'] as string | undefined;
  if (label?.includes('${') !== true) return label;
  throw refused(`The local sandbox has no dynamic labels (${path}.Label).`);
}

function requireStatistic(name: string, path: string): Statistic {
  const statistic = statisticOf(name);
  if (statistic) return statistic;
  throw refused(
    `The value ${name} for parameter ${path} is not supported by the local sandbox, which has ` +
      'SampleCount, Average, Sum, Minimum, Maximum and percentiles such as p99.9.',
  );
}

function refused(message: string) {
  return cloudWatchError('ValidationError', message);
}
