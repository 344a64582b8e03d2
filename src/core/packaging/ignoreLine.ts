/**
 * The line of the source folder's ignore file that means one path of it and nothing else: leaves it out,
 * or with `keep` brings it back. `undefined` where no line can name it.
 */
export function ignoreLine(path: string, keep = false): string | undefined {
  if (/[\n\r]/.test(path)) {
    return undefined;
  }
  const escaped = path
    .replace(/[\\*?[\]]/g, '\\$&')
    .replace(/ +$/, (spaces) => spaces.replaceAll(' ', '\\ '));
  // The slash in front ties it to the folder, and hides a `#` or `!` that the name begins with.
  return `${keep ? '!' : ''}/${escaped}`;
}

/** The line that means the contrary of one that `ignoreLine` made. */
export const contraryLine = (line: string): string =>
  line.startsWith('!') ? line.slice(1) : `!${line}`;

/**
 * The folder whose `.sagemakerignore` has the last word on a path: the deepest of `folders`, which are as in
 * `SourceListing`, else the source folder itself (`''`).
 */
export const decidingFolder = (path: string, folders: readonly string[]): string =>
  folders
    .filter((folder) => path.startsWith(folder))
    .reduce((deepest, folder) => (folder.length > deepest.length ? folder : deepest), '');

/** Whether one path is another one, or a folder that it is in. */
export const isOrHolds = (path: string, other: string): boolean =>
  `${other}/`.startsWith(`${path}/`);

/**
 * What of `paths` lines of ignore files can leave out, which is never the `script` or a folder that it is
 * in; none where one of the rest can be named by no line.
 */
export function leavableByLines(paths: readonly string[], script: string): readonly string[] {
  const others = paths.filter((path) => !isOrHolds(path, script));
  return others.every((path) => ignoreLine(path) !== undefined) ? others : [];
}
