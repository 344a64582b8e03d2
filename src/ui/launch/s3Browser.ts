import * as vscode from 'vscode';
import type { Growing, Reading } from '../../core/growing';
import type { S3Entry } from '../../aws/pickers/s3List';
import { formatBytes } from '../../core/formatBytes';
import { shownPath } from '../../core/packaging/shownPath';
import { parseS3Uri } from '../../core/s3Uri';
import { back, pickGrowing, type Filling, type GrowingRow } from '../../platform/growingPick';
import { askText } from '../../platform/prompts';
import { pickJobOutput, type JobPorts } from './pickers/jobOutputPicker';
import { fillFrom, type PickRow } from './pickers/pickRows';

export interface BrowserPorts {
  readonly title: string;
  /** What lies directly below an address; below an empty one the buckets. */
  readonly folder: (uri: string, reading: Reading<S3Entry>) => Promise<Growing<S3Entry>>;
  /** Earlier jobs, whose results can be used; absent: they are not asked for. */
  readonly jobs?: JobPorts;
}

/** A step on the way through S3. */
type Step =
  | { readonly kind: 'use'; readonly uri: string }
  | { readonly kind: 'open'; readonly uri: string }
  | { readonly kind: 'jobs' }
  | { readonly kind: 'type' };

/** Lets the person look through S3 for a folder or an object; `undefined` when dismissed. */
export async function browseS3(ports: BrowserPorts): Promise<string | undefined> {
  let at = '';
  for (;;) {
    const step = await pickStep(at, ports);
    const next = step && (await follow(step, at, ports));
    if (next?.kind !== 'open') {
      return next?.uri;
    }
    at = next.uri;
  }
}

async function pickStep(at: string, ports: BrowserPorts): Promise<Step | undefined> {
  const step = await pickGrowing<Step>(
    {
      title: at === '' ? ports.title : `${ports.title}: ${shownPath(at)}`,
      placeholder: at === '' ? vscode.l10n.t('Choose a bucket') : vscode.l10n.t('Open or use'),
    },
    (filling) => fillFolder(filling, at, ports),
  );
  return step === back ? undefined : step;
}

/** Where a step leads, which may ask for more; `undefined` when that is dismissed. */
async function follow(
  step: Step,
  at: string,
  ports: BrowserPorts,
): Promise<Extract<Step, { readonly uri: string }> | undefined> {
  switch (step.kind) {
    case 'jobs': {
      const uri = ports.jobs && (await pickJobOutput(ports.title, ports.jobs));
      return uri === undefined ? undefined : { kind: 'open', uri: uri === back ? at : uri };
    }
    case 'type':
      return await typeAddress(ports.title);
    default:
      return step;
  }
}

/** Anything but an object is opened. */
async function typeAddress(
  title: string,
): Promise<Extract<Step, { readonly uri: string }> | undefined> {
  const typed = await askText({
    title,
    prompt: vscode.l10n.t('Address in S3, such as s3://bucket/folder/'),
    value: 's3://',
    validate: (text) =>
      parseS3Uri(text.trim())
        ? undefined
        : vscode.l10n.t('An address in S3, such as s3://bucket/folder/.'),
  });
  const uri = typed?.trim();
  if (uri === undefined) {
    return undefined;
  }
  const isBucket = parseS3Uri(uri)?.key === '';
  return isBucket || uri.endsWith('/')
    ? { kind: 'open', uri: uri.endsWith('/') ? uri : `${uri}/` }
    : { kind: 'use', uri };
}

function fillFolder(filling: Filling<Step>, at: string, ports: BrowserPorts): Promise<void> {
  const first = at === '' ? [...jobsRows(ports), typeRow()] : [useRow(at), upRow(at)];
  filling.show(first);
  return fillFrom(filling, (reading: Reading<S3Entry>) => ports.folder(at, reading), {
    rows: (entries) => [...first, ...entries.map((entry) => entryRow(at, entry))],
    texts: {
      none:
        at === '' ? vscode.l10n.t('There are no buckets in this account') : vscode.l10n.t('Empty'),
      instead: vscode.l10n.t('The address can be typed into the field as well.'),
    },
  });
}

const entryRow = (at: string, { uri, bytes }: S3Entry): PickRow<Step> =>
  bytes === undefined
    ? {
        label: `$(${at === '' ? 'database' : 'folder'}) ${nameBelow(at, uri)}`,
        value: { kind: 'open', uri },
      }
    : {
        ...{ label: `$(file) ${nameBelow(at, uri)}`, description: formatBytes(bytes) },
        value: { kind: 'use', uri },
      };

const jobsRows = ({ jobs }: BrowserPorts): readonly GrowingRow<Step>[] =>
  jobs
    ? [
        {
          label: `$(package) ${vscode.l10n.t('The results of an earlier training job…')}`,
          value: { kind: 'jobs' },
        },
      ]
    : [];

const typeRow = (): GrowingRow<Step> => ({
  label: `$(edit) ${vscode.l10n.t('Type an address…')}`,
  value: { kind: 'type' },
});

const useRow = (uri: string): GrowingRow<Step> => ({
  label: `$(check) ${vscode.l10n.t('Use {0}', shownPath(uri))}`,
  value: { kind: 'use', uri },
});

const upRow = (at: string): GrowingRow<Step> => ({
  label: '$(arrow-up) ..',
  value: { kind: 'open', uri: above(at) },
});

/** Above a bucket are all buckets. */
function above(uri: string): string {
  const parts = uri.split('/').slice(0, -2);
  return parts.length < 3 ? '' : `${parts.join('/')}/`;
}

const nameBelow = (at: string, uri: string): string =>
  shownPath(uri.slice(at === '' ? 's3://'.length : at.length));
