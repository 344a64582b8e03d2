import { spotUse } from '../../core/training/after/spotUse';
import type { BackendLoader } from '../backend';
import type { ChosenConnection } from '../connection/chosenConnection';
import { spotText } from './afterTexts';

interface SpotPorts {
  readonly backend: BackendLoader;
  readonly chosen: Pick<ChosenConnection, 'openById'>;
}

/** How a job's spare capacity has fared, by prices that are known without a call; `undefined`: it had none. */
export async function spotTextOf(
  { backend, chosen }: SpotPorts,
  connectionId: string,
  job: object,
): Promise<string | undefined> {
  if (!spotUse(job)) {
    return undefined;
  }
  return spotText(job, await pricesOf(connectionId, { backend, chosen }));
}

/** The end of a job is told whether its prices are known or not. */
async function pricesOf(id: string, { backend, chosen }: SpotPorts) {
  try {
    const [connection, { prices }] = await Promise.all([chosen.openById(id), backend()]);
    return connection.info.traits.billable ? await prices.known(connection) : undefined;
  } catch {
    return undefined;
  }
}
