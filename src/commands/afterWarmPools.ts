import * as vscode from 'vscode';
import type { Connection } from '../aws/connection';
import type { Clock } from '../core/clock';
import { placeOf } from '../core/connections/connection';
import type { PriceTable } from '../core/cost/priceTable';
import type { WarmPool } from '../core/training/after/warmPool';
import type { Output } from '../platform/output';
import { withProgress } from '../platform/progress';
import { confirm, notify, pickOrPress, type Choice } from '../platform/prompts';
import { poolText } from '../ui/after/afterTexts';
import type { BackendLoader } from '../ui/backend';
import type { ChosenConnection } from '../ui/connection/chosenConnection';
import { instancesText } from '../ui/launch/billText';
import { describedBill } from '../core/training/jobBill';
import { learnAccounts, isTyped } from './acts';
import { named } from './named';
import { together } from './onEach';
import { openRow, type Opened } from './opened';
import { runCommand } from './run';

export interface WarmPoolServices {
  readonly backend: BackendLoader;
  readonly chosen: Pick<ChosenConnection, 'shown' | 'openById' | 'openShown'>;
  readonly tree: { refresh(): Promise<void> };
  readonly clock: Clock;
  readonly output: Output;
}

/** A pool with where it is, and what is known of prices there. */
interface PlacedPool {
  readonly pool: WarmPool;
  readonly connection: Connection;
  readonly prices: PriceTable | undefined;
}

type Picked = PlacedPool & { readonly act: 'letGo' | 'logs' };

/** Lists what is kept warm in all connections that are shown, with its price, and lets one go. */
export async function showWarmPools(services: WarmPoolServices): Promise<void> {
  const places = services.chosen.shown.filter(({ runsHere }) => !runsHere);
  const labels = places.map(({ label }) => label).join(', ');
  if (places.length === 0) {
    void notify('info', vscode.l10n.t('Jobs of this computer leave no warm pools.'));
    return;
  }
  const title = vscode.l10n.t('Looking for warm pools in {0}', labels);
  const pools = await withProgress(title, (_report, signal) => readAll(services, places, signal));
  if (pools.length === 0) {
    void notify('info', vscode.l10n.t('No warm pool is kept in {0}.', labels));
    return;
  }
  const picked = await pickOrPress<Picked>(
    pools.map((pool) => poolChoice(pool, services.clock.now())),
    {
      title: vscode.l10n.t('SageMaker: warm pools'),
      placeholder: vscode.l10n.t('Choose the pool to let go'),
    },
  );
  if (picked?.act === 'letGo') {
    await letGo(services, picked);
  } else if (picked) {
    await runCommand('sagemakerWorkbench.trainingJob.openLogs', rowOf(picked));
  }
}

/** Of the pools those that wait come first. Fails only where nowhere could be looked. */
async function readAll(
  services: WarmPoolServices,
  places: readonly { readonly id: string }[],
  signal: AbortSignal,
): Promise<readonly PlacedPool[]> {
  const errors: unknown[] = [];
  const found = await Promise.all(
    places.map(({ id }) =>
      readPools(services, id, signal).catch((error: unknown) => {
        errors.push(error);
        return [];
      }),
    ),
  );
  signal.throwIfAborted();
  if (errors.length > 0) {
    const error = together(errors, places.length, services.output);
    if (errors.length === places.length) {
      throw error;
    }
    void notify('warning', error instanceof Error ? error.message : String(error));
  }
  const pools = found.flat();
  const waits = ({ pool }: PlacedPool): boolean => pool.status === 'Available';
  return [...pools.filter(waits), ...pools.filter((one) => !waits(one))];
}

async function readPools(
  { backend, chosen }: WarmPoolServices,
  id: string,
  signal: AbortSignal,
): Promise<readonly PlacedPool[]> {
  const connection = await chosen.openShown(id, signal);
  const { warmPools, prices } = await backend();
  const statuses = ['Available', 'InUse'] as const;
  const [{ pools, isAll }, table] = await Promise.all([
    warmPools.list(connection, { statuses, signal }),
    prices.known(connection),
  ]);
  if (!isAll) {
    const { label } = connection.info;
    void notify(
      'info',
      vscode.l10n.t('{0} has more warm pools than the {1} listed.', label, pools.length),
    );
  }
  return pools.map((pool) => ({ pool, connection, prices: table }));
}

function poolChoice(
  placed: PlacedPool,
  now: number,
): Choice<Picked> & {
  readonly presses: readonly {
    readonly icon: string;
    readonly tooltip: string;
    readonly value: Picked;
  }[];
} {
  const { pool, connection, prices } = placed;
  const waits = pool.status === 'Available';
  const logs = { ...placed, act: 'logs' } as const;
  return {
    label: `$(${waits ? 'flame' : 'loading~spin'}) ${pool.jobName}`,
    description: `${instancesText(describedBill(pool.job))} · ${placeOf(connection.info)}`,
    // A line of its own, since what is cut behind a long name must not be the money.
    detail: poolText(pool, { prices, now }),
    value: waits ? { ...placed, act: 'letGo' } : logs,
    presses: [{ icon: 'list-flat', tooltip: vscode.l10n.t('Open Logs'), value: logs }],
  };
}

async function letGo(services: WarmPoolServices, placed: PlacedPool): Promise<void> {
  const { pool, connection } = placed;
  const opened = await openRow(services, rowOf(placed));
  await learnAccounts([opened]);
  if (!(await isMeant(opened, placed, services.clock.now()))) {
    return;
  }
  const { warmPools } = await services.backend();
  await named(opened.row, () => warmPools.letGo(connection, pool.jobName));
  await services.tree.refresh().catch((error: unknown) => {
    services.output.error('refreshing the rows', error);
  });
  void notify('info', vscode.l10n.t('The warm pool of {0} was let go.', pool.jobName));
}

async function isMeant(
  opened: Opened,
  { pool, prices }: PlacedPool,
  now: number,
): Promise<boolean> {
  const question = vscode.l10n.t('Let go the warm pool of {0}?', pool.jobName);
  const { info } = opened.connection;
  const detail = [
    vscode.l10n.t('In {0}.', placeOf(info)),
    `${instancesText(describedBill(pool.job))}: ${poolText(pool, { prices, now })}.`,
    vscode.l10n.t(
      'Its instances end now and cost nothing more. The job, its model and its logs stay; the next job waits for new instances.',
    ),
  ].join('\n');
  return (
    (await confirm(question, detail, vscode.l10n.t('Let Go'))) &&
    (!info.traits.protected || (await isTyped(question, [opened], [opened])))
  );
}

const rowOf = ({ pool, connection }: PlacedPool) => ({
  connectionId: connection.info.id,
  kindId: 'trainingJob',
  item: { name: pool.jobName },
});
