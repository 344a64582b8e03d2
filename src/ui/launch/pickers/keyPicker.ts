import * as vscode from 'vscode';
import type { ReadList } from '../../../core/growing';
import type { EncryptionKey } from '../../../aws/pickers/keyList';
import { back, pickGrowing, type GrowingRow } from '../../../platform/growingPick';
import { fillFrom, heading, usedFirst, type PickRow } from './pickRows';

/** Lets the person choose a key of KMS: its ARN; `undefined` when dismissed. */
export async function pickKey(
  title: string,
  read: ReadList<EncryptionKey>,
  used: readonly string[],
): Promise<string | undefined> {
  const chosen = await pickGrowing<string>(
    { title, placeholder: vscode.l10n.t('Choose a key of KMS') },
    (filling) =>
      fillFrom(filling, read, {
        rows: (keys) => keyRows(keys, used),
        texts: {
          none: vscode.l10n.t('There are no keys in this account and region'),
          instead: vscode.l10n.t('The ARN of any key can be typed into the field.'),
        },
      }),
  );
  return chosen === back ? undefined : chosen;
}

/** Keys of AWS come last: what a job needs of them depends on the service that they belong to. */
function keyRows(
  keys: readonly EncryptionKey[],
  used: readonly string[],
): readonly PickRow<string>[] {
  const own = usedFirst(
    keys.filter(({ isOfAws }) => !isOfAws),
    used,
    ({ arn }) => arn,
  );
  const ofAws = keys.filter(({ isOfAws }) => isOfAws);
  return [
    ...own.map((key) => keyRow(key, used)),
    ...(ofAws.length === 0 ? [] : [heading(vscode.l10n.t('managed by AWS'))]),
    ...ofAws.map((key) => keyRow(key, used)),
  ];
}

const keyRow = ({ arn, alias }: EncryptionKey, used: readonly string[]): GrowingRow<string> => ({
  ...{ label: alias ?? arn.slice(arn.lastIndexOf('/') + 1), detail: arn, value: arn },
  description: used.includes(arn)
    ? vscode.l10n.t('used before')
    : alias === undefined
      ? vscode.l10n.t('without an alias')
      : '',
});
