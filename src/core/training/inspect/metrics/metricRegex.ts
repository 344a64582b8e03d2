/** The group that the service reads the value from. */
export const number = String.raw`([-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)`;

/**
 * For bars that write over themselves: to the log they are one long line, of which the last value counts
 * while SageMaker reads the first that matches.
 */
export const lastOfLine = String.raw`^[^\n]*`;

/** `text` as a regular expression; white space stands for any. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`).replace(/\s+/g, String.raw`\s+`);
}
