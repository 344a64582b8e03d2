import { containerPlaceHint } from '../start/containerPlace';

/** The service's text for every script that ends otherwise than with 0. */
const serviceText = 'AlgorithmError: See job logs for more information';

/**
 * The `FailureReason` of a processing job. A script that fails on a place which only a container has
 * is told where that is here.
 * @param base what stands for `/opt/ml`
 */
export function processingFailure(base: string, lastLines: readonly string[]): string {
  const hint = containerPlaceHint(base, lastLines);
  if (hint === undefined) return serviceText;
  return (
    `${serviceText}. ${hint} Give the script such paths as arguments or in Environment, where the ` +
    'sandbox puts its own folder for /opt/ml.'
  );
}
