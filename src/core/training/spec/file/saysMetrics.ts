import { isInFields } from './fieldOrigins';
import type { JobFile } from './jobFile';

/** Whether a file decides which metrics are read, be it none; else they are those that the script prints. */
export const saysMetrics = ({ spec, apiFields }: Pick<JobFile, 'spec' | 'apiFields'>): boolean =>
  spec.metrics !== undefined ||
  isInFields(apiFields, ['AlgorithmSpecification', 'MetricDefinitions']);
