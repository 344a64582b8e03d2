import { numberOf } from './trialTable';
import type { ParameterRange } from './tuningJob';

/** Where the values of a hyperparameter stand on an axis, as it is searched. */
export interface ParameterAxis {
  /** None for a text that has no place, such as one that is no number. */
  readonly position: (text: string) => number | undefined;
  /** Places worth a label between two others, with the labels. */
  readonly ticks: (
    from: number,
    to: number,
  ) => readonly { readonly at: number; readonly label: string }[];
}

interface Scale {
  readonly to: (value: number) => number;
  readonly from: (position: number) => number;
}

const linear: Scale = { to: (value) => value, from: (position) => position };
const logarithmic: Scale = { to: Math.log10, from: (position) => 10 ** position };
/** For values from 0 up to 1 that are searched finely near 1. */
const reverse: Scale = {
  to: (value) => -Math.log10(1 - value),
  from: (position) => 1 - 10 ** -position,
};

/** So many labels have room. */
const mostTicks = 6;

/** Of a place and its label: what differs behind them is noise of arithmetic. */
const mostDigits = 12;

/** The axis of a range; of values alone where the service names none: numbers if all of them are. */
export function parameterAxis(
  range: ParameterRange | undefined,
  values: readonly string[],
): ParameterAxis {
  const isCategory =
    range?.kind === 'categorical' || values.some((value) => numberOf(value) === undefined);
  return isCategory
    ? categories([...new Set([...(range?.kind === 'categorical' ? range.values : []), ...values])])
    : numbers(scaleOf(range));
}

/** `Auto` is left to the service, which does not tell what it takes. */
function scaleOf(range: ParameterRange | undefined): Scale {
  switch (range?.scaling) {
    case 'Logarithmic':
      return logarithmic;
    case 'ReverseLogarithmic':
      return reverse;
    default:
      return linear;
  }
}

function numbers({ to, from }: Scale): ParameterAxis {
  return {
    position: (text) => {
      const value = numberOf(text);
      const position = value === undefined ? NaN : to(value);
      return Number.isFinite(position) ? position : undefined;
    },
    ticks: (first, last) => {
      const places = rounded(first, last);
      const labels = distinctLabels(places.map(from));
      const ticks = places.map((at, index) => ({ at, label: labels[index] ?? '' }));
      return ticks.filter(({ label }, index) => label !== labels[index - 1]);
    },
  };
}

/** Three digits, or as many more as tell the numbers apart, if any do. */
function distinctLabels(numbers: readonly number[]): readonly string[] {
  for (let digits = 3; ; digits++) {
    const labels = numbers.map((number) => String(Number(number.toPrecision(digits))));
    if (digits === mostDigits || new Set(labels).size === labels.length) {
      return labels;
    }
  }
}

function categories(all: readonly string[]): ParameterAxis {
  return {
    position: (text) => (all.includes(text) ? all.indexOf(text) : undefined),
    ticks: (first, last) =>
      all.flatMap((label, at) => (at >= first && at <= last ? [{ at, label }] : [])),
  };
}

/** Multiples of 1, 2 or 5 times a power of ten: on a logarithmic axis powers of ten, where it is long. */
function rounded(first: number, last: number): readonly number[] {
  const rough = (last - first) / mostTicks;
  if (!(rough > 10 ** -mostDigits * Math.max(Math.abs(first), Math.abs(last)))) {
    return [];
  }
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const start = Math.ceil(withoutNoise(first / step));
  const count = Math.floor(withoutNoise(last / step)) - start + 1;
  return Array.from({ length: count }, (_, index) => withoutNoise((start + index) * step));
}

const withoutNoise = (number: number): number => Number(number.toPrecision(mostDigits));
