import * as path from 'node:path';

/**
 * The file below `folder` that a name with slashes stands for, or `undefined` when the name is
 * absolute, leaves the folder, or could mean something else to this system. `.` parts are dropped.
 */
export function insidePath(folder: string, name: string): string | undefined {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (name.startsWith('/') || parts.length === 0 || parts.includes('..')) return undefined;
  if (parts.some((part) => part.includes('\0'))) return undefined;
  // Drives, streams and the other separator.
  if (process.platform === 'win32' && parts.some((part) => /[\\:]/.test(part))) return undefined;
  return path.join(folder, ...parts);
}
