import type { JsonService } from '../../http/jsonService';
import { checkedOperations } from '../model/checkedOperations';
import { sagemakerModel as model } from '../model/sagemakerModel';
import { processingOperations } from './processing/processingOperations';
import type { SagemakerParts } from './sagemakerParts';
import { taggedJobs, tagOperations } from './tags';
import { trainingOperations } from './trainingOperations';

/** Jobs and their tags (SageMaker's JSON 1.1 API). */
export function sagemakerService(parts: SagemakerParts): JsonService {
  const operations = {
    ...trainingOperations(parts),
    ...processingOperations(parts.processing),
    ...tagOperations([
      taggedJobs('training-job', parts.jobs),
      taggedJobs('processing-job', parts.processing.jobs),
    ]),
  };
  return { target: 'SageMaker', operations: checkedOperations(model, operations) };
}
