import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { JobFailure } from '../jobFailure';

/**
 * Refuses, with a `JobFailure`, two channels whose folders in `dataFolder` would be one on a disk that
 * does not tell capital letters from small ones. The disk is asked only when such names are there.
 * @param dataFolder an existing folder that ends in small letters, alone of its name in its parent
 */
export function checkChannelNames(names: readonly string[], dataFolder: string): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const same = seen.get(name.toLowerCase());
    if (same !== undefined && hasOneCase(dataFolder)) {
      throw new JobFailure(
        `ClientError: Data download failed: the channels ${same} and ${name} would share a folder, ` +
          'because the disk of this computer does not tell capital letters from small ones.',
      );
    }
    seen.set(name.toLowerCase(), name);
  }
}

/** Whether the disk finds the folder under another name as well. */
function hasOneCase(folder: string): boolean {
  return existsSync(path.join(path.dirname(folder), path.basename(folder).toUpperCase()));
}
