/** One event of a log stream, as CloudWatch Logs gives it. */
export interface LogEvent {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
}

/** An event with the host that printed it (`algo-1`). */
export interface LogLine extends LogEvent {
  readonly host: string;
}
