import * as vscode from 'vscode';
import type { OfferedRole, OfferedRoles } from '../../../aws/preflight/findRoles';
import type { Reading } from '../../../core/growing';
import { back, pickGrowing, type GrowingRow } from '../../../platform/growingPick';
import { fillFrom } from './pickRows';

/** Roles of the account that SageMaker may take on; fails where they may not be listed. */
export type ReadRoles = (signal: AbortSignal) => Promise<OfferedRoles>;

/** Lets the person choose a role: its ARN; `undefined` when dismissed. */
export async function pickRole(
  read: ReadRoles,
  used: readonly string[],
): Promise<string | undefined> {
  const before = used.map((arn) => roleRow(arn, vscode.l10n.t('used before')));
  const chosen = await pickGrowing<string>(
    {
      title: vscode.l10n.t('Role of the job'),
      placeholder: vscode.l10n.t('Choose the role that the job takes on'),
    },
    (filling) => {
      filling.show(before);
      return fillFrom(
        filling,
        async ({ signal }: Reading<OfferedRole>) => {
          const { roles: items, isAll } = await read(signal);
          return { items, isAll };
        },
        {
          rows: (roles) => [
            ...before,
            ...roles
              .filter(({ arn }) => !used.includes(arn))
              .map(({ arn, isCertain }) =>
                roleRow(arn, isCertain ? '' : vscode.l10n.t('trusts SageMaker on conditions')),
              ),
          ],
          texts: {
            none: vscode.l10n.t('SageMaker may not take on any role of this account'),
            instead: vscode.l10n.t('The ARN of any role can be typed into the field.'),
          },
        },
      );
    },
  );
  return chosen === back ? undefined : chosen;
}

const roleRow = (arn: string, description: string): GrowingRow<string> => ({
  ...{ label: arn.slice(arn.lastIndexOf('/') + 1), description, detail: arn, value: arn },
});
