/** One line about what happens now. On stderr, so that a command's own output stays clean. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A failure whose message says all that its reader needs: printed without a stack. */
export class PlainError extends Error {
  override readonly name = 'PlainError';
}

/** Runs a command's main function; a failure is printed and becomes exit code 1. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    say(error instanceof PlainError ? error.message : describe(error));
    process.exitCode = 1;
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
