import type { Connection } from '../../aws/connection';
import type { BackendLoader } from '../backend';
import type { PricePorts } from './priceLook';

/** Asks for prices where a launch goes by then; nobody is asked where jobs cost nothing. */
export function pricePorts(connection: () => Connection, backend: BackendLoader): PricePorts {
  const priced = (): Connection | undefined =>
    connection().info.traits.billable ? connection() : undefined;
  return {
    known: async () => {
      const from = priced();
      return from && (await backend()).prices.known(from);
    },
    current: async (signal) => {
      const from = priced();
      return from && (await backend()).prices.current(from, signal);
    },
  };
}
