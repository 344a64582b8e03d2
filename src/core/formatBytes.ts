/** `18 KB`; decimal units, as the workbench and S3 count. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let power = 0;
  // What would be rounded to 1000 is one of the next unit.
  while (Math.round(bytes / 1000 ** power) >= 1000 && power < units.length - 1) {
    power++;
  }
  const value = bytes / 1000 ** power;
  return `${power > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[power] ?? ''}`;
}
