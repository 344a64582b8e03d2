import { AppError } from '../errors';

/** What of a question has no image. */
export type ImageField =
  | 'framework'
  | 'scope'
  | 'version'
  | 'baseFramework'
  | 'pythonVersion'
  | 'region'
  | 'instanceType'
  | 'containerVersion'
  | 'accelerator';

/** There is no prebuilt image of what was asked for; `field` says what of it, for whoever shows it there. */
export class ImageRefusal extends AppError {
  constructor(
    readonly field: ImageField,
    message: string,
    /** What could have been asked for instead, as the table lists it; empty where that is not known. */
    readonly available: readonly string[] = [],
  ) {
    super(
      'invalid',
      available.length > 0 ? `${message} Available: ${available.join(', ')}.` : message,
    );
  }
}
