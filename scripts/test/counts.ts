/** What came of a tier's tests. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

/** A tier that could not run at all counts as one failure, so that no summary can look clean. */
export const didNotRun: Counts = { passed: 0, failed: 1, skipped: 0 };

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** Reads what a reporter or a host wrote; undefined when it is not a record of counts. */
export function parseCounts(text: string): Counts | undefined {
  try {
    const { passed, failed, skipped } = JSON.parse(text) as Partial<Counts>;
    const numbers = [passed, failed, skipped];
    return numbers.every(Number.isInteger) ? (JSON.parse(text) as Counts) : undefined;
  } catch {
    return undefined;
  }
}

export function formatCounts({ passed, failed, skipped }: Counts): string {
  return `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`;
}
