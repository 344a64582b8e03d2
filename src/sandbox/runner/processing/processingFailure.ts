import { mapContainerPaths } from '../start/containerCommand';

/** The service's text for every script that ends otherwise than with 0. */
const serviceText = 'AlgorithmError: See job logs for more information';

/** Also PowerShell's and Python's words on Windows. */
const missing = /no such file|not found|cannot find|does not exist|permission denied/i;
const containerPath = /(?<=^|[^\w./-])\/opt\/ml(?:\/[\w./-]*)?/;

/**
 * The `FailureReason` of a processing job. A script that fails on a place which only a container has
 * is told where that is here.
 * @param base what stands for `/opt/ml`
 */
export function processingFailure(base: string, lastLines: readonly string[]): string {
  const place = lastLines
    .filter((line) => missing.test(line))
    .map((line) => containerPath.exec(line)?.[0])
    .find((found) => found !== undefined);
  if (place === undefined) return serviceText;
  return (
    `${serviceText}. The script names ${place}, but the local sandbox runs it without a container: ` +
    `here this is ${mapContainerPaths(place, base)}. Give the script such paths as arguments or in ` +
    'Environment, where the sandbox puts its own folder for /opt/ml.'
  );
}
