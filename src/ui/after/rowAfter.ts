import type { Connection } from '../../aws/connection';
import type { Clock } from '../../core/clock';
import type { Fact } from '../../core/resources/kind';
import type { BackendLoader } from '../backend';
import { afterFacts } from './afterTexts';

interface RowAfterPorts {
  readonly backend: BackendLoader;
  readonly clock: Clock;
}

/** What a row tells of a job's costs after its description came: by prices that are known without a call. */
export async function rowAfter(
  { backend, clock }: RowAfterPorts,
  connection: Connection,
  job: object,
): Promise<readonly Fact[]> {
  const { prices } = await backend();
  const table = connection.info.traits.billable ? await prices.known(connection) : undefined;
  return afterFacts(job, { prices: table, now: clock.now() });
}
