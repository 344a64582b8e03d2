import type { Called, Rows } from './rows';

export interface TuningJobServices {
  readonly rows: Pick<Rows, 'one'>;
  openTuningPage(connectionId: string, jobName: string, preserveFocus?: boolean): Promise<void>;
}

/** Opens the results page of a tuning job. */
export async function openResults(services: TuningJobServices, called: Called): Promise<void> {
  const row = await services.rows.one(called, 'results');
  if (row) {
    await services.openTuningPage(row.connectionId, row.item.name);
  }
}
