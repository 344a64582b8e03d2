import type { PreflightLine } from '../../shared/contracts/launch';
import type { TrainingImage, TrainingPlace } from './trainingImage';

/** What is to be said of an image where the job is to run. */
export function imageLines(
  { label, lack }: Pick<TrainingImage, 'label' | 'lack'>,
  { region, instanceTypes }: TrainingPlace,
): PreflightLine[] {
  switch (lack) {
    case 'region':
      return [line('error', `SageMaker has no image of ${label} in ${region}.`)];
    case 'instanceType': {
      const types = instanceTypes.join(', ');
      return [line('warning', `The image of ${label} is not made for the processors of ${types}.`)];
    }
    case undefined:
      return [];
  }
}

const line = (tone: PreflightLine['tone'], message: string): PreflightLine => ({
  ...{ id: 'image', tone, message },
});
