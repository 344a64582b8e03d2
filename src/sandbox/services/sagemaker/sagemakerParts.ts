import type { Clock } from '../../../core/clock';
import type { JobRunner } from '../../runner/jobRunner';
import type { JobStore } from '../../store/jobStore';
import type { ProcessingParts } from './processing/processingParts';
import type { ObjectStore } from '../../store/objectStore';

/** What SageMaker's operations work on. */
export interface SagemakerParts {
  readonly jobs: JobStore;
  readonly runner: JobRunner;
  readonly objects: ObjectStore;
  readonly clock: Clock;
  readonly processing: ProcessingParts;
}
