import * as vscode from 'vscode';
import type { Connection } from '../aws/connection';
import { AppError } from '../core/errors';
import { frameworkLabel } from '../core/images/imageLabels';
import { loadImageTable } from '../core/images/imageTable';
import {
  algorithmRequest,
  offeredAlgorithms,
  type BuiltInAlgorithm,
} from '../core/training/algorithms';
import { nextJobName } from '../core/training/names';
import { pick, type Choice } from '../platform/prompts';
import type { Original } from '../ui/clone/original';
import type { ChosenConnection } from '../ui/connection/chosenConnection';
import type { Launcher } from '../ui/launch/launcher';
import { isTrusted } from './trust';

export interface TrainAlgorithmServices {
  readonly chosen: Pick<ChosenConnection, 'open'>;
  readonly launcher: { readonly memory: Pick<Launcher['memory'], 'roles'> };
  openClonePage(connection: Connection, original: Original): Promise<void>;
}

/** Opens the launch page for an algorithm of SageMaker's own, which has no script. */
export async function trainAlgorithm(services: TrainAlgorithmServices): Promise<void> {
  if (!isTrusted()) {
    return;
  }
  const connection = await services.chosen.open();
  const { info } = connection;
  if (info.traits.runsHere) {
    throw new AppError(
      'invalid',
      vscode.l10n.t('Built-in algorithms do not run on this computer. Choose another connection.'),
    );
  }
  const table = await loadImageTable();
  const algorithm = await pick(offeredAlgorithms(table, info.region).map(choiceOf), {
    title: vscode.l10n.t('Train with a built-in algorithm'),
    placeholder: vscode.l10n.t('Choose the algorithm'),
  });
  if (algorithm === undefined) {
    return;
  }
  const [role] = services.launcher.memory.roles(info);
  const jobName = nextJobName(algorithm.name, new Date());
  const { region } = info;
  await services.openClonePage(connection, {
    ...{ jobName: null, hasTags: true },
    algorithm: {
      label: frameworkLabel(algorithm.name),
      required: Object.keys(algorithm.required),
      channels: algorithm.channels,
    },
    request: algorithmRequest(table, algorithm, { region, jobName, role }),
  });
}

const choiceOf = (algorithm: BuiltInAlgorithm): Choice<BuiltInAlgorithm> => ({
  ...{ label: frameworkLabel(algorithm.name), description: purposes()[algorithm.name] ?? '' },
  value: algorithm,
});

/** What people want of each. */
const purposes = (): Readonly<Record<string, string>> => ({
  blazingtext: vscode.l10n.t('text classification, word vectors'),
  'factorization-machines': vscode.l10n.t('regression and classification of sparse data'),
  'forecasting-deepar': vscode.l10n.t('forecasts of time series'),
  'image-classification': vscode.l10n.t('what is in a picture'),
  ipinsights: vscode.l10n.t('unusual IP addresses'),
  kmeans: vscode.l10n.t('clusters'),
  knn: vscode.l10n.t('classification and regression by neighbors'),
  lda: vscode.l10n.t('topics of documents'),
  'linear-learner': vscode.l10n.t('linear regression and classification'),
  ntm: vscode.l10n.t('topics of documents, by a neural network'),
  'object-detection': vscode.l10n.t('where things are in a picture'),
  object2vec: vscode.l10n.t('vectors of pairs of objects'),
  pca: vscode.l10n.t('fewer dimensions'),
  randomcutforest: vscode.l10n.t('anomalies'),
  'semantic-segmentation': vscode.l10n.t('what each pixel shows'),
  seq2seq: vscode.l10n.t('translation and summaries'),
  xgboost: vscode.l10n.t('boosted trees'),
});
