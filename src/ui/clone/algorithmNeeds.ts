import * as vscode from 'vscode';
import type { FieldErrors, LaunchDraft } from '../../shared/contracts/launch';

/** What a job is trained with that has no script. */
export interface OriginalAlgorithm {
  /** `Linear Learner` */
  readonly label: string;
  /** Hyperparameters that it does not train without. */
  readonly required: readonly string[];
  /** Channels that it does not train without. */
  readonly channels: readonly string[];
}

/** What the algorithm lacks, at the fields: it would fail for it, after its instances were paid for. */
export function algorithmErrors(
  { extra, channels }: LaunchDraft,
  algorithm: OriginalAlgorithm | undefined,
): FieldErrors {
  if (algorithm === undefined) {
    return {};
  }
  const { required } = algorithm;
  const empty = extra.flatMap(({ name, value }, index) =>
    required.includes(name.trim()) && value.trim() === ''
      ? [[`extra:${index}`, neededValue(name.trim())] as const]
      : [],
  );
  const values = without(required, extra);
  const data = without(algorithm.channels, channels);
  return {
    ...(values !== '' && { hyperparameters: neededValue(values) }),
    ...(data !== '' && { channels: neededData(data) }),
    ...Object.fromEntries(empty),
  };
}

/** Those that have no row. */
const without = (needed: readonly string[], rows: readonly { readonly name: string }[]): string => {
  const names = rows.map(({ name }) => name.trim());
  return needed.filter((name) => !names.includes(name)).join(', ');
};

const neededValue = (names: string): string =>
  vscode.l10n.t('The algorithm needs a value of {0}.', names);

const neededData = (names: string): string =>
  vscode.l10n.t('The algorithm needs the data of channel {0}.', names);
