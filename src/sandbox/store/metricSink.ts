/** One value of a CloudWatch metric. */
export interface MetricPoint {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly unit?: string | undefined;
}

/** Takes the values that jobs and their hosts have. */
export interface MetricSink {
  put(points: readonly MetricPoint[]): Promise<void>;
}
