import { requestError, type RequestProblem } from '../requestProblem';
import type { SoundRequest } from './soundRequest';

/** What runs: an image, an algorithm, or a serverless job. */
export function algorithmRules(request: SoundRequest): RequestProblem[] {
  return request.ServerlessJobConfig === undefined
    ? imageRules(request)
    : serverlessRules(request.ServerlessJobConfig);
}

/** API reference, AlgorithmSpecification: one of the two, and never both. */
function imageRules({ AlgorithmSpecification: algorithm }: SoundRequest): RequestProblem[] {
  const path = ['AlgorithmSpecification'];
  if (algorithm === undefined) {
    return [requestError(path, 'is missing; a job needs an image or an algorithm.')];
  }
  const { TrainingImage: image, AlgorithmName: name } = algorithm;
  if (image !== undefined && name !== undefined) {
    const words = 'cannot stand beside TrainingImage; SageMaker takes one of them.';
    return [requestError([...path, 'AlgorithmName'], words)];
  }
  // The launch of an algorithm has an empty image where the API's fields are to name one.
  return (image ?? '') === '' && name === undefined
    ? [requestError([...path, 'TrainingImage'], 'is missing, and so is AlgorithmName.')]
    : [];
}

/** API reference, ServerlessJobConfig. */
function serverlessRules(
  config: NonNullable<SoundRequest['ServerlessJobConfig']>,
): RequestProblem[] {
  return config.JobType === 'Evaluation' && config.EvaluationType === undefined
    ? [
        requestError(
          ['ServerlessJobConfig', 'EvaluationType'],
          'is missing; SageMaker requires it where JobType is Evaluation.',
        ),
      ]
    : [];
}
