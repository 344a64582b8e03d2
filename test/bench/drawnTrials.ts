/** What drawing trials in a browser tells as JSON: milliseconds of each opening, and of a plain table beside it. */
export interface DrawnTrials {
  readonly drawn: readonly number[];
  readonly tables: readonly number[];
}
