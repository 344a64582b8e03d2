import type { ServiceModel } from '../../../core/serviceModel';
import launched from '../../../core/training/model/createTrainingJob.json';
import others from './sagemaker.json';

/** All that the sandbox answers of SageMaker; what the launch checks as well is in the launch's table. */
export const sagemakerModel = {
  operations: { ...launched.operations, ...others.operations },
  shapes: { ...launched.shapes, ...others.shapes },
} satisfies ServiceModel;
