import { AppError } from '../../core/errors';
import { checkRequest } from '../../core/training/spec/checkRequest';

/** Fails as `invalid`, before anything is uploaded, where SageMaker would refuse the request for its fields. */
export function refuseUnsound(request: object): void {
  const errors = checkRequest(request).filter(({ severity }) => severity === 'error');
  const [first, ...others] = errors;
  if (first !== undefined) {
    const more = others.length === 0 ? '' : ` (And ${others.length} more.)`;
    throw new AppError('invalid', `SageMaker would refuse the job. ${first.message}${more}`);
  }
}
