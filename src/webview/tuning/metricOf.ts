import type { Direction, Trial, TuningJob } from '../../core/tuning/tuningJob';
import { words } from './pageWords';

/** What the objective is called; of several definitions that differ in it, that of the trial's. */
export function metricOf(job: TuningJob | null | undefined, trial?: Trial): string {
  const own = job?.definitions.find(({ definition }) => definition === trial?.definition);
  const metric = own?.metric ?? job?.metric ?? '';
  return metric === '' ? words.objective : metric;
}

/** Which way is better, of each definition where there are several. */
export function aimsOf(job: TuningJob | null | undefined): string {
  const { definitions = [], direction = '' } = { ...job };
  return definitions.length === 0
    ? words.aim(direction)
    : definitions.map((each) => words.aimOf(each.definition, aim(each))).join('\n');
}

const aim = ({ metric, direction }: { readonly metric: string; readonly direction: Direction }) =>
  [metric, words.aim(direction)].filter(Boolean).join(', ');
