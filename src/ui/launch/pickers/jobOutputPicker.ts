import * as vscode from 'vscode';
import type { ReadList } from '../../../core/growing';
import type { ResourceItem } from '../../../core/resources/kind';
import type { JobOutput } from '../../../core/training/jobOutput';
import { back, pickGrowing, type GrowingRow } from '../../../platform/growingPick';
import { formatAge } from '../../time';
import { fillFrom, joined } from './pickRows';

export interface JobPorts {
  /** Training jobs, the newest first. */
  readonly list: ReadList<ResourceItem>;
  /** `undefined`: the job tells nothing of it. */
  outputOf(job: string): Promise<JobOutput | undefined>;
}

/** Lets the person choose a training job: the folder in S3 that it has left something in. */
export async function pickJobOutput(
  title: string,
  jobs: JobPorts,
): Promise<string | typeof back | undefined> {
  for (;;) {
    const job = await pickGrowing<string>(
      { title, placeholder: vscode.l10n.t('Choose the training job'), hasBack: true },
      (filling) =>
        fillFrom(filling, jobs.list, {
          rows: (items) => items.map((item) => jobRow(item, Date.now())),
          texts: {
            none: vscode.l10n.t('There are no training jobs in this account and region'),
            instead: vscode.l10n.t('The address can be typed into the field as well.'),
          },
        }),
    );
    if (job === undefined || job === back) {
      return job;
    }
    const place = await pickPlace(title, job, jobs);
    if (place !== back) {
      return place;
    }
  }
}

/** Asks only where there are checkpoints beside the output. */
const pickPlace = (
  title: string,
  job: string,
  jobs: JobPorts,
): Promise<string | typeof back | undefined> =>
  pickGrowing<string>(
    {
      title: `${title}: ${job}`,
      placeholder: vscode.l10n.t('Choose what the job has left'),
      hasBack: true,
    },
    async (filling) => {
      const found = await jobs.outputOf(job);
      if (found && found.checkpoints === undefined) {
        filling.settle(found.output);
        return;
      }
      await fillFrom(
        filling,
        () => Promise.resolve({ items: found ? placesOf(found) : [], isAll: true }),
        {
          rows: (rows) => rows,
          texts: {
            none: vscode.l10n.t('The job names no place for its results'),
            instead: vscode.l10n.t('Go back and choose another one.'),
          },
        },
      );
    },
  );

const placesOf = ({ output, checkpoints = '' }: JobOutput): readonly GrowingRow<string>[] => [
  { label: `$(package) ${vscode.l10n.t('Model and output')}`, detail: output, value: output },
  { label: `$(save) ${vscode.l10n.t('Checkpoints')}`, detail: checkpoints, value: checkpoints },
];

const jobRow = ({ name, status, createdAt }: ResourceItem, now: number): GrowingRow<string> => ({
  ...{ label: name, value: name },
  description: joined(status, createdAt && formatAge(createdAt.getTime(), now)),
});
