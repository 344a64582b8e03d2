import { compileMetric } from '../../../runner/process/metricReader';
import type { MetricDefinition, TrainingRequest } from '../../../store/jobRecord';
import { brokenConstraint, duplicates, invalid } from './invalid';

/** One image or one algorithm, and metrics that can be told apart. */
export function checkAlgorithm(algorithm: TrainingRequest['AlgorithmSpecification']): void {
  const { TrainingImage: image, AlgorithmName: name } = algorithm;
  if (image !== undefined && name !== undefined) {
    throw invalid('TrainingImage and AlgorithmName cannot both be specified.');
  }
  if ((image ?? name ?? '') === '') {
    throw invalid('Either TrainingImage or AlgorithmName must be specified.');
  }
  checkMetrics(algorithm.MetricDefinitions ?? []);
}

function checkMetrics(definitions: readonly MetricDefinition[]): void {
  const [twice] = duplicates(definitions.map(({ Name }) => Name));
  if (twice !== undefined) {
    throw invalid(`Metric names must be unique. The metric name ${twice} is used more than once.`);
  }
  definitions.forEach(({ Regex }, index) => {
    if (compileMetric(Regex) !== undefined) return;
    const path = `algorithmSpecification.metricDefinitions.${index + 1}.member.regex`;
    const rule = 'Member must be a regular expression that the local sandbox can read';
    throw brokenConstraint(Regex, path, rule);
  });
}
