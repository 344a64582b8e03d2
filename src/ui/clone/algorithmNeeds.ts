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
  const values = extra.map(({ name, value }) => ({ name, text: value }));
  const data = channels.map(({ name, path }) => ({ name, text: path }));
  return {
    ...lacking(algorithm.required, values, { row: 'extra', all: 'hyperparameters' }, neededValue),
    ...lacking(algorithm.channels, data, { row: 'channelPath', all: 'channels' }, neededData),
  };
}

interface Row {
  readonly name: string;
  readonly text: string;
}

/** At the row where there is one, else at all of them. */
function lacking(
  needed: readonly string[],
  rows: readonly Row[],
  fields: { readonly row: string; readonly all: string },
  say: (names: string) => string,
): FieldErrors {
  const names = rows.map(({ name }) => name.trim());
  const gone = needed.filter((name) => !names.includes(name));
  const empty = rows.flatMap(({ name, text }, index) =>
    needed.includes(name.trim()) && text.trim() === ''
      ? [[`${fields.row}:${index}`, say(name.trim())] as const]
      : [],
  );
  return {
    ...(gone.length > 0 && { [fields.all]: say(gone.join(', ')) }),
    ...Object.fromEntries(empty),
  };
}

const neededValue = (names: string): string =>
  vscode.l10n.t('The algorithm needs a value of {0}.', names);

const neededData = (names: string): string =>
  vscode.l10n.t('The algorithm needs the data of channel {0}.', names);
