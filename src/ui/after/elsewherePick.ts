import * as vscode from 'vscode';
import { otherTypes, type OtherType } from '../../core/training/after/otherTypes';
import type { ResourceRow } from '../../ids';
import { back, pickGrowing, type Filling } from '../../platform/growingPick';
import type { BackendLoader } from '../backend';
import type { ChosenConnection } from '../connection/chosenConnection';
import { typeRow, type Known } from '../launch/pickers/instancePicker';
import { heading, lackOf, type PickRow } from '../launch/pickers/pickRows';

export interface ElsewhereServices {
  readonly backend: BackendLoader;
  readonly chosen: Pick<ChosenConnection, 'shown' | 'openById'>;
}

/** Where a job could run instead; `region` is absent where another is to be chosen. */
export type Elsewhere =
  | { readonly kind: 'type'; readonly type: string }
  | { readonly kind: 'region'; readonly region?: string };

/** What AWS had no instances of. */
interface Lacked {
  readonly type: string;
  readonly isSpot: boolean;
}

/** Types beyond these are unlike what was asked for. */
const mostTypes = 25;

/**
 * Lets the person choose another type, the most alike first, with prices and quotas as they come, or
 * another region; `undefined`: dismissed.
 */
export async function pickElsewhere(
  services: ElsewhereServices,
  row: ResourceRow,
  lacked: Lacked,
): Promise<Elsewhere | undefined> {
  const texts = {
    title: vscode.l10n.t(
      'SageMaker: train {0} on another type or in another region',
      row.item.name,
    ),
    placeholder: vscode.l10n.t('Choose what stands in for {0}', lacked.type),
  };
  const chosen = await pickGrowing<Elsewhere>(texts, (filling) =>
    fill(filling, services, { row, ...lacked }),
  );
  return chosen === back ? undefined : chosen;
}

async function fill(
  filling: Filling<Elsewhere>,
  { backend, chosen }: ElsewhereServices,
  { row, type, isSpot }: Lacked & { readonly row: ResourceRow },
): Promise<void> {
  const connection = await chosen.openById(row.connectionId, filling.signal);
  const { account, prices } = await backend();
  const regions = regionsBeside(chosen, connection.info);
  const use = isSpot ? 'spot training job' : 'training job';
  let known: Known = { use, prices: await prices.known(connection) };
  const tell = (more: Known): void => {
    known = { ...known, ...more };
    filling.show(rowsOf(type, known, regions));
  };
  tell({});
  const types = otherTypes(type, known.prices).map((other) => other.type);
  const asked = { types, use, show: (quotas: Known['quotas']) => tell({ quotas }) } as const;
  await Promise.all([
    prices.current(connection, filling.signal).then((table) => tell({ prices: table })),
    account
      .quotas(connection, asked, filling.signal)
      .catch((error: unknown) => tell({ lack: lackOf(error) })),
  ]);
}

/** Of other connections that are shown with the same credentials. */
function regionsBeside(
  { shown }: Pick<ChosenConnection, 'shown'>,
  { label, region }: { readonly label: string; readonly region: string },
): readonly string[] {
  const regions = shown.filter((one) => one.label === label).map((one) => one.region);
  return [...new Set(regions)].filter((other) => other !== region && other !== '');
}

function rowsOf(
  type: string,
  known: Known,
  regions: readonly string[],
): readonly PickRow<Elsewhere>[] {
  const types = otherTypes(type, known.prices).slice(0, mostTypes);
  const isAllowed = (other: OtherType): boolean => known.quotas?.get(other.type)?.most !== 0;
  const row = ({ type: other }: OtherType): PickRow<Elsewhere> => ({
    ...typeRow(other, known, false),
    value: { kind: 'type', type: other },
  });
  return [
    ...(known.lack === undefined ? [] : [heading(known.lack)]),
    ...types.filter(isAllowed).map(row),
    heading(vscode.l10n.t('in another region')),
    ...regions.map((region) => ({
      label: `$(globe) ${region}`,
      value: { kind: 'region', region } as const,
    })),
    { label: vscode.l10n.t('$(globe) Another region…'), value: { kind: 'region' } as const },
  ];
}
