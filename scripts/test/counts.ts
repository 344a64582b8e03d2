/** What came of a tier's tests. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed: the test's name and, below it, why. */
  readonly failures: readonly string[];
}

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };

/** A tier that could not run at all counts as one failure, so that no summary can look clean. */
export const didNotRun: Counts = {
  passed: 0,
  failed: 1,
  skipped: 0,
  failures: ['(the run itself)\n  it broke off, left something behind, or had no test: see above'],
};

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

/** Reads what a reporter or a host wrote; undefined when it is not a record of counts. */
export function parseCounts(text: string): Counts | undefined {
  try {
    const { passed, failed, skipped, failures } = JSON.parse(text) as Partial<Counts>;
    const isRecord = [passed, failed, skipped].every(Number.isInteger) && Array.isArray(failures);
    return isRecord ? (JSON.parse(text) as Counts) : undefined;
  } catch {
    return undefined;
  }
}

export function formatCounts({ passed, failed, skipped }: Counts): string {
  return `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`;
}

/** A test and the first lines of why it failed. */
export function describeFailure(title: string, error: Error | undefined): string {
  const why = (error?.message ?? 'no reason was told').split('\n').slice(0, 12);
  return [title, ...why.map((line) => `  ${line}`)].join('\n');
}
