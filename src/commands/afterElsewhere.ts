import * as vscode from 'vscode';
import { formOnOtherType, onOtherType, typesOf } from '../core/training/after/otherTypes';
import { AppError } from '../core/errors';
import type { ResourceRow } from '../ids';
import { pick } from '../platform/prompts';
import { pickElsewhere, type ElsewhereServices } from '../ui/after/elsewherePick';
import { readJob, startLike, type AfterAgainServices } from './afterAgain';
import { trainInRegion, type RegionServices } from './afterRegion';
import type { Called, Rows } from './rows';
import { isTrusted } from './trust';

export type TryElsewhereServices = AfterAgainServices &
  ElsewhereServices &
  RegionServices & { readonly rows: Pick<Rows, 'one'> };

/** Creates a job like one that AWS had no instances for, on another type or in another region. */
export async function tryElsewhere(services: TryElsewhereServices, called: Called): Promise<void> {
  const row = isTrusted() ? await services.rows.one(called, 'elsewhere') : undefined;
  if (!row) {
    return;
  }
  const description = await readJob(services, row);
  const type = await lackedType(description, row);
  const place =
    type === undefined
      ? undefined
      : await pickElsewhere(services, row, {
          type,
          isSpot: isSpot(description),
        });
  if (type === undefined || place === undefined) {
    return;
  }
  if (place.kind === 'region') {
    await trainInRegion(services, row, place.region);
    return;
  }
  const { name } = row.item;
  await startLike(services, {
    ...{ row, description },
    title: vscode.l10n.t('Training again on {0}: {1}', place.type, name),
    note: () => vscode.l10n.t('Like {0}, but on {1} instead of {2}.', name, place.type, type),
    change: (request) => onOtherType(request, type, place.type),
    changeForm: (draft) => formOnOtherType(draft, type, place.type),
  });
}

/** Which of several the service lacked it does not say; `undefined`: dismissed. */
async function lackedType(description: object, { item }: ResourceRow): Promise<string | undefined> {
  const types = typesOf(description);
  if (types.length === 0) {
    throw new AppError(
      'invalid',
      vscode.l10n.t('The job names no instance type that could be another: {0}', item.name),
    );
  }
  return types.length === 1
    ? types[0]
    : pick(
        types.map((type) => ({ label: type, value: type })),
        {
          title: vscode.l10n.t('SageMaker: try another type for {0}', item.name),
          placeholder: vscode.l10n.t('Choose the type that is to be another one'),
        },
      );
}

const isSpot = (description: object): boolean =>
  (description as { readonly EnableManagedSpotTraining?: boolean }).EnableManagedSpotTraining ===
  true;
