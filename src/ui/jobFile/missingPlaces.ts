import * as vscode from 'vscode';
import { readdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { JobFile } from '../../core/training/spec/file/jobFile';
import type { JobSpec } from '../../core/training/spec/file/jobSpec';
import { replaceVariables } from '../../core/training/spec/file/variables';
import type { FieldPath, RequestProblem } from '../../core/training/spec/requestProblem';
import { variableValues } from './variableValues';

/** A path that a file names. */
interface NamedPlace {
  readonly path: FieldPath;
  readonly place: string;
  readonly kind: 'file' | 'folder' | 'data' | 'any';
}

/** What a file without errors names that is not there: variables without a value, scripts, folders, data. */
export async function missingPlaces(
  { spec, apiFields }: JobFile,
  uri: vscode.Uri,
): Promise<readonly RequestProblem[]> {
  const { value, problems } = replaceVariables({ ...spec, ...apiFields }, variableValues(uri));
  // Where a variable has no value nobody knows the place.
  const isKnown = ({ place }: NamedPlace) => problems.length === 0 || !place.includes('${');
  const places = namedPlaces(value as JobSpec, dirname(uri.fsPath)).filter(isKnown);
  const found = await Promise.all(places.map(async (one) => problemOf(one)));
  return [...problems, ...found.filter((problem) => problem !== undefined)];
}

function namedPlaces(spec: JobSpec, folder: string): readonly NamedPlace[] {
  const { script, sourceDirectory = '.', alsoPacked = [], channels = {} } = spec;
  const directory = resolve(folder, sourceDirectory);
  const data = Object.entries(channels).flatMap(([name, channel]) => {
    const [path, given] = ofChannel(channel);
    return given === undefined
      ? []
      : [
          {
            path: ['channels', name, ...path],
            place: resolve(folder, given),
            kind: 'data' as const,
          },
        ];
  });
  return [
    ...(script === undefined
      ? []
      : [
          { path: ['sourceDirectory'], place: directory, kind: 'folder' as const },
          { path: ['script'], place: resolve(directory, script), kind: 'file' as const },
        ]),
    ...alsoPacked.map((given, index) => ({
      ...{ path: ['alsoPacked', index], place: resolve(folder, given), kind: 'any' as const },
    })),
    ...data,
  ];
}

/** Where in a channel its local path stands, and which one. */
function ofChannel(
  channel: NonNullable<JobSpec['channels']>[string],
): readonly [path: readonly string[], given: string | undefined] {
  if (typeof channel === 'string') {
    return [[], channel.startsWith('s3://') ? undefined : channel];
  }
  return [['path'], 'path' in channel ? channel.path : undefined];
}

async function problemOf({ path, place, kind }: NamedPlace): Promise<RequestProblem | undefined> {
  const message = await lackOf(place, kind);
  return message === undefined ? undefined : { path, message, severity: 'error' };
}

/** What is wrong with a place, for people. */
async function lackOf(place: string, kind: NamedPlace['kind']): Promise<string | undefined> {
  const found = await stat(place).catch(() => undefined);
  switch (kind) {
    case 'file':
      return found?.isFile() ? undefined : vscode.l10n.t('There is no such script: {0}', place);
    case 'folder':
      return found?.isDirectory()
        ? undefined
        : vscode.l10n.t('There is no such folder: {0}', place);
    default:
      return found
        ? await lackOfData(place, kind === 'data' && found.isDirectory())
        : vscode.l10n.t('There is no such file or folder: {0}', place);
  }
}

async function lackOfData(place: string, isFolder: boolean): Promise<string | undefined> {
  const isEmpty = isFolder && (await readdir(place).catch(() => [''])).length === 0;
  return isEmpty ? vscode.l10n.t('The folder is empty: {0}', place) : undefined;
}
