import * as vscode from 'vscode';
import type { S3Folder } from '../../aws/training/s3Folder';
import { formatBytes } from '../../core/formatBytes';
import { shownPath } from '../../core/packaging/shownPath';
import { pick, type Choice } from '../../platform/prompts';

export interface BrowserPorts {
  readonly title: string;
  /** What lies directly below an address; below an empty one the buckets. */
  readonly folder: (uri: string) => Promise<S3Folder>;
  /** Where earlier jobs have put their models, the newest first; absent: they are not asked for. */
  readonly jobs?: () => Promise<readonly string[]>;
  /** `undefined`: the job has left none. */
  readonly modelOf?: (job: string) => Promise<string | undefined>;
}

/** A step on the way through S3. */
type Step =
  | { readonly kind: 'use'; readonly uri: string }
  | { readonly kind: 'open'; readonly uri: string }
  | { readonly kind: 'jobs' };

/** Lets the person look through S3 for a folder or an object; `undefined` when dismissed. */
export async function browseS3(ports: BrowserPorts): Promise<string | undefined> {
  let at = '';
  for (;;) {
    const step = await pick<Step>(stepsAt(at, ports), {
      title: at === '' ? ports.title : `${ports.title}: ${shownPath(at)}`,
      placeholder: at === '' ? vscode.l10n.t('Choose a bucket') : vscode.l10n.t('Open or use'),
      staysOpen: true,
    });
    if (step?.kind !== 'open') {
      return step?.kind === 'jobs' ? await modelOfJob(ports) : step?.uri;
    }
    at = step.uri;
  }
}

async function stepsAt(at: string, ports: BrowserPorts): Promise<readonly Choice<Step>[]> {
  const { folders, files, isComplete } = await ports.folder(at);
  return [
    ...(at === '' ? jobsChoice(ports) : [useChoice(at, isComplete), upChoice(at)]),
    ...folders.map((uri) => ({
      label: `$(${at === '' ? 'database' : 'folder'}) ${nameBelow(at, uri)}`,
      value: { kind: 'open', uri } as const,
    })),
    ...files.map(({ uri, bytes }) => ({
      label: `$(file) ${nameBelow(at, uri)}`,
      description: formatBytes(bytes),
      value: { kind: 'use', uri } as const,
    })),
  ];
}

const jobsChoice = ({ jobs }: BrowserPorts): readonly Choice<Step>[] =>
  jobs
    ? [
        {
          label: `$(package) ${vscode.l10n.t('The model of an earlier training job…')}`,
          value: { kind: 'jobs' },
        },
      ]
    : [];

const useChoice = (uri: string, isComplete: boolean): Choice<Step> => ({
  label: `$(check) ${vscode.l10n.t('Use {0}', shownPath(uri))}`,
  ...(!isComplete && { description: vscode.l10n.t('only the first 1,000 are shown') }),
  value: { kind: 'use', uri },
});

const upChoice = (at: string): Choice<Step> => ({
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

async function modelOfJob({ title, jobs, modelOf }: BrowserPorts): Promise<string | undefined> {
  const names = jobs?.() ?? Promise.resolve([]);
  const choices = names.then((all) => all.map((name) => ({ label: name, value: name })));
  const placeholder = vscode.l10n.t('Choose the training job');
  const job = await pick(choices, { title, placeholder, staysOpen: true });
  return job === undefined ? undefined : await modelOf?.(job);
}
