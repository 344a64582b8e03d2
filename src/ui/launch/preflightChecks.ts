import * as vscode from 'vscode';
import { isAbsolute, resolve } from 'node:path';
import { AppError } from '../../core/errors';
import { formatBytes } from '../../core/formatBytes';
import { filesText, listing } from './fileTexts';
import type { ImportsPorts } from './importsCheck';
import type { RequirementsPorts } from './requirementsCheck';
import type { DraftChannel, PreflightLine } from '../../shared/contracts/launch';

/** Files of a folder as they would be uploaded. */
export interface FileSummary {
  readonly files: number;
  readonly bytes: number;
  /** Some of their names, relative and with `/`. */
  readonly names: readonly string[];
}

export interface CheckPorts extends RequirementsPorts, ImportsPorts {
  /** The interpreter that would run the job; rejects with `noPython` when there is none. */
  python(): Promise<{ readonly version: string; readonly path: string }>;
  /** What would be uploaded for a channel, by absolute path; rejects when it does not exist. */
  data(path: string): Promise<FileSummary>;
}

const summaryText = ({ files, bytes }: FileSummary): string =>
  `${filesText(files)}, ${formatBytes(bytes)}`;

/** What went wrong, for a person; only our own errors carry such a sentence. */
export const reasonText = (error: unknown): string =>
  error instanceof AppError ? error.message : String(error);

export async function checkPython(found: ReturnType<CheckPorts['python']>): Promise<PreflightLine> {
  try {
    const { version, path } = await found;
    return {
      id: 'python',
      tone: 'ok',
      message: vscode.l10n.t('Python {0} found', version),
      detail: path,
      links: [{ id: 'python', label: vscode.l10n.t('Change…') }],
    };
  } catch (error) {
    return {
      id: 'python',
      tone: 'error',
      message: reasonText(error),
      links: [{ id: 'python', label: vscode.l10n.t('Choose interpreter…') }],
    };
  }
}

/** A channel's line; its id names the field of the form that it speaks of. */
export async function checkChannel(
  ports: CheckPorts,
  channel: DraftChannel,
  sourceDirectory: string,
): Promise<PreflightLine> {
  const id = `data:${channel.name}`;
  try {
    const summary = await ports.data(channelPath(channel, sourceDirectory));
    if (summary.files === 0) {
      const message = vscode.l10n.t('{0}: {1} has no files.', channel.name, channel.path);
      return { id, tone: 'error', message };
    }
    const text = summaryText(summary);
    const message = vscode.l10n.t('{0}: {1} · {2}', channel.name, channel.path, text);
    return { id, tone: 'ok', message, detail: listing(summary.names, summary.files) };
  } catch (error) {
    return { id, tone: 'error', message: `${channel.name}: ${reasonText(error)}` };
  }
}

/** Absolute path of a channel's data. */
export function channelPath({ path }: DraftChannel, sourceDirectory: string): string {
  return isAbsolute(path) ? path : resolve(sourceDirectory, path);
}
