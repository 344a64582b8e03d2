import type { Clock } from '../../../../core/clock';
import type { JobRunner } from '../../../runner/jobRunner';
import type { JobStore } from '../../../store/jobStore';
import type { ObjectStore } from '../../../store/objectStore';
import type { ProcessingRequest } from '../../../store/processingRequest';

/** What the operations on processing jobs work on. */
export interface ProcessingParts {
  readonly jobs: JobStore<ProcessingRequest>;
  readonly runner: JobRunner<ProcessingRequest>;
  readonly objects: ObjectStore;
  readonly clock: Clock;
}
