import { join } from 'node:path';
import { decidingFolder, ignoreLine } from '../../core/packaging/ignoreLine';
import type { SourceListing } from '../../node/sourceListing';

/**
 * The line that leaves a path of the archive out, or with `keep` brings it back, and the absolute folder in
 * whose ignore file it has the last word. `undefined` where no line can name it.
 */
export function ignorePlace(
  { roots, ignoreFolders }: Pick<SourceListing, 'roots' | 'ignoreFolders'>,
  path: string,
  keep: boolean,
): { readonly folder: string; readonly line: string } | undefined {
  const prefixes = roots.map(({ prefix }) => prefix);
  const deciding = decidingFolder(path, [...ignoreFolders, ...prefixes]);
  const own = decidingFolder(path, prefixes);
  const root = roots.find(({ prefix }) => prefix === own);
  const line = ignoreLine(path.slice(deciding.length), keep);
  return root && line !== undefined
    ? { folder: join(root.directory, deciding.slice(own.length)), line }
    : undefined;
}
