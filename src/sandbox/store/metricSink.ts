/** What is known of several samples that were taken together. */
export interface SampleSet {
  readonly count: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** A sample of a CloudWatch metric, or a set of them. */
export interface MetricPoint {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number | SampleSet;
  /** Milliseconds since the epoch; kept to the minute, or to the second for a high resolution. */
  readonly timestamp: number;
  readonly isHighResolution?: boolean | undefined;
  readonly unit?: string | undefined;
}

/** Takes the values that jobs and their hosts have. */
export interface MetricSink {
  put(points: readonly MetricPoint[]): Promise<void>;
}
