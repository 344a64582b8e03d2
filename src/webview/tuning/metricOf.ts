import type { TuningJob } from '../../core/tuning/tuningJob';
import { words } from './pageWords';

/** What the objective is called. */
export function metricOf(job: TuningJob | null | undefined): string {
  const metric = job?.metric ?? '';
  return metric === '' ? words.objective : metric;
}
