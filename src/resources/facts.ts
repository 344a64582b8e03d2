import type { Fact } from '../core/resources/kind';

type Value = string | number | Date | undefined;

/** Thousands of rows have none to tell. */
const none: readonly Fact[] = [];

/** Facts in their order, without those that are not known. */
export function facts(
  ...known: readonly (readonly [label: string, value: Value])[]
): readonly Fact[] {
  const found = known.flatMap(([label, value]) =>
    value === undefined || value === ''
      ? []
      : [{ label, value: typeof value === 'number' ? String(value) : value }],
  );
  return found.length > 0 ? found : none;
}

/** `2 × ml.m5.large`; `undefined` where neither is known. */
export function instances(place?: {
  readonly InstanceType?: string | undefined;
  readonly InstanceCount?: number | undefined;
}): string | undefined {
  return place?.InstanceType && `${place.InstanceCount ?? 1} × ${place.InstanceType}`;
}

/** `31 of 1,000 trials`, `3 trials` where there is no limit; `undefined` without a count. */
export function countOf(noun: string, count?: number, limit?: number): string | undefined {
  if (count === undefined) {
    return undefined;
  }
  const number = (value: number): string => value.toLocaleString('en');
  return limit === undefined || limit === count
    ? `${number(count)} ${count === 1 ? noun : `${noun}s`}`
    : `${number(count)} of ${number(limit)} ${noun}s`;
}

/** `validation:auc 0.9312`, to six digits; `undefined` without a value. */
export function measured(name = '', value?: number): string | undefined {
  return value === undefined ? undefined : `${name} ${Number(value.toPrecision(6))}`.trim();
}

/** The image's own name: `sagemaker-scikit-learn:1.4-2-cpu-py3`. */
export function imageName(image?: string): string | undefined {
  return image?.slice(image.lastIndexOf('/') + 1);
}

/** What of several is worth a line: the first, and how many there are besides. */
export function firstOf(names: readonly (string | undefined)[] = []): string | undefined {
  const known = names.filter((name) => name !== undefined && name !== '');
  return known.length > 1 ? `${known[0]} and ${known.length - 1} more` : known[0];
}
