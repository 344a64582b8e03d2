import { mapContainerPaths } from './containerCommand';

/** Also PowerShell's and Python's words on Windows. */
const missing = /no such file|not found|cannot find|does not exist|permission denied/i;
const containerPath = /(?<=^|[^\w./-])\/opt\/ml(?:\/[\w./-]*)?/;

/**
 * Where a place is that only a container has, for a script that has failed on it.
 * @param base what stands for `/opt/ml`
 */
export function containerPlaceHint(base: string, lastLines: readonly string[]): string | undefined {
  const place = lastLines
    .filter((line) => missing.test(line))
    .map((line) => containerPath.exec(line)?.[0])
    .find((found) => found !== undefined);
  if (place === undefined) return undefined;
  return (
    `The script names ${place}, but the local sandbox runs it without a container: ` +
    `here this is ${mapContainerPaths(place, base)}.`
  );
}
