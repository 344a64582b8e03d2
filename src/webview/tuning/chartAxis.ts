import type { Measured } from '../../core/tuning/bestSoFar';
import { parameterAxis } from '../../core/tuning/parameterAxis';
import { hyperparameterOf, type ParameterRange } from '../../core/tuning/tuningJob';
import { words } from './pageWords';
import { shownValue } from './shownValue';

/** What the values of trials are drawn over. */
export interface ChartAxis {
  /** None for a trial that has no place on it. */
  position(measured: Measured): number | undefined;
  /** The ends of the axis for those of the data. */
  range(from: number, to: number): [number, number];
  /** Where labels stand; `step` is a round one that fits a time in seconds. */
  ticks(
    from: number,
    to: number,
    step: number,
  ): readonly { readonly at: number; readonly label: string }[];
  /** The place of a trial in words. */
  text(measured: Measured): string;
  readonly isTime: boolean;
}

/** From the start of the job, in milliseconds since the epoch; positions are seconds. */
export const timeAxis = (start: number): ChartAxis => ({
  isTime: true,
  position: ({ at }) => (at - start) / 1000,
  range: timeRange,
  ticks: (from, to, step) => {
    const first = Math.ceil(from / step);
    const count = Math.max(0, Math.floor(to / step) - first + 1);
    return Array.from({ length: count }, (_, index) => {
      const at = (first + index) * step;
      return { at, label: words.tick(at) };
    });
  },
  text: ({ at }) => words.duration(at - start),
});

/** From the start of the job; one point alone stands in the middle of something. */
const timeRange = (from: number, to: number): [number, number] => {
  const first = Math.min(0, from || 0);
  const last = Math.max(to || 0, first + 1);
  return [first, last + (last - first) * 0.03];
};

/** As the hyperparameter is searched: by powers of ten where it is so. */
export function hyperparameterAxis(
  name: string,
  range: ParameterRange | undefined,
  measured: readonly Measured[],
): ChartAxis {
  const valueOf = ({ trial }: Measured): string => hyperparameterOf(trial, name) ?? '';
  const axis = parameterAxis(range, measured.map(valueOf).filter(Boolean));
  return {
    isTime: false,
    position: (each) => axis.position(valueOf(each)),
    range: (from, to) => {
      const room = to > from ? (to - from) * 0.05 : 0.5;
      return [(from || 0) - room, (to || 0) + room];
    },
    ticks: (from, to) =>
      axis.ticks(from, to).map(({ at, label }) => ({ at, label: shownValue(label) })),
    text: (each) => `${name}=${shownValue(valueOf(each))}`,
  };
}
