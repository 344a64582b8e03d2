import { unwatchFile, watchFile, type Stats } from 'node:fs';

/** How often files are looked at whose change would let a view recover. */
const interval = 2_000;

/**
 * Tells when one of the files is written, appears or goes. Looks at them again and again, because the
 * AWS tools put new files in the place of old ones, into folders that may not be there yet.
 */
export function watchFiles(files: readonly string[], changed: () => void): { dispose(): void } {
  const listener = (now: Stats, before: Stats): void => {
    // Of a file that is missing it is said once that it is.
    if (now.nlink > 0 || before.nlink > 0) {
      changed();
    }
  };
  for (const file of files) {
    // One watcher for all listeners: there are as many as open connections.
    watchFile(file, { interval, persistent: false }, listener).setMaxListeners(0);
  }
  return { dispose: () => files.forEach((file) => unwatchFile(file, listener)) };
}
