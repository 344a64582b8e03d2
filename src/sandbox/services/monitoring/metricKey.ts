/** What names one metric. */
export interface MetricKey {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

interface DimensionInput {
  readonly Name: string;
  readonly Value: string;
}

/** Reads `Namespace`, `MetricName` and `Dimensions`, which have been checked. */
export function readKey(input: Readonly<Record<string, unknown>>): MetricKey {
  return {
    namespace: String(input['Namespace']),
    name: String(input['MetricName']),
    dimensions: readDimensions(input['Dimensions']),
  };
}

export function readDimensions(input: unknown): Readonly<Record<string, string>> {
  const dimensions = (input ?? []) as readonly DimensionInput[];
  return Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value]));
}

export function writeDimensions(dimensions: MetricKey['dimensions']): readonly DimensionInput[] {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}
