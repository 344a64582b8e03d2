import * as os from 'node:os';
import * as path from 'node:path';

/** The checkout's root folder. */
export const repository = path.resolve(__dirname, '..');

export const dist = path.join(repository, 'dist');
export const vsixFile = path.join(dist, 'sagemaker-workbench.vsix');

/** Per-user cache of what the scripts install: test hosts and Python environments. */
export function cacheFolder(...parts: readonly string[]): string {
  const base = process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache');
  return path.join(base, 'sagemaker-workbench', ...parts);
}
