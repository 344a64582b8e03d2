import * as vscode from 'vscode';
import { isAbsolute, resolve, sep } from 'node:path';
import type { DataSummary } from '../../aws/training/dataSummary';
import { AppError } from '../../core/errors';
import { formatBytes } from '../../core/formatBytes';
import { shownPath } from '../../core/packaging/shownPath';
import { channelPathProblem } from '../../core/training/checkDraft';
import { isInS3, isOnFileSystem } from '../../core/training/dataPlace';
import { dataLinks } from '../../core/training/dataLinks';
import type { DraftChannel, FieldErrors, PreflightLine } from '../../shared/contracts/launch';
import { filesText, listing } from './fileTexts';
import { reasonText, type CheckPorts } from './preflightChecks';

type DataState =
  | { readonly kind: 'busy'; readonly files: number; readonly bytes: number }
  | { readonly kind: 'counted'; readonly summary: DataSummary }
  | { readonly kind: 'failed'; readonly reason: string; readonly isThere: boolean }
  /** In S3, where others may be let in than who looks. */
  | { readonly kind: 'unseen'; readonly reason: string };

/** A look at one path, whatever channels it is for. */
interface Look {
  state: DataState;
  readonly stopping: AbortController;
}

/** A channel with its place in the form. */
interface Row extends DraftChannel {
  readonly index: number;
}

/** What the channels upload: each path is looked at when a channel comes to it, until the last one leaves. */
export class DataCheck {
  private rows: readonly Row[] = [];
  private readonly looks = new Map<string, Look>();

  constructor(
    private readonly ports: Pick<CheckPorts, 'data'>,
    private readonly scriptFolder: string,
    private readonly changed: () => void,
  ) {}

  /** Absolute paths in `folders`, which are absolute, whose data are there or may be. */
  excludedFrom(folders: readonly string[]): readonly string[] {
    const isPacked = (path: string): boolean =>
      folders.some((folder) => path.startsWith(resolve(folder) + sep));
    const there = [...this.looks].filter(
      ([, { state }]) => state.kind !== 'failed' || state.isThere,
    );
    const local = there.filter(([path]) => !isInS3(path));
    const paths = local.map(([path]) => resolve(path)).filter(isPacked);
    return [...new Set(paths)].sort();
  }

  /** Takes the form's channels; answers the looks that this begins, which never reject. */
  take(channels: readonly DraftChannel[]): readonly Promise<void>[] {
    // A file system is in the account's own network, out of the workbench's reach.
    this.rows = channels
      .map((channel, index) => ({ ...channel, index }))
      .filter((channel) => !isOnFileSystem(channel))
      .filter(({ name, path }) => name !== '' && channelPathProblem(path) === null);
    const paths = this.rows.map(({ path }) => channelPath(path, this.scriptFolder));
    const wanted = new Set(paths);
    for (const [path, { stopping }] of this.looks) {
      if (!wanted.has(path)) {
        stopping.abort();
        this.looks.delete(path);
      }
    }
    return [...wanted].filter((path) => !this.looks.has(path)).map((path) => this.look(path));
  }

  /** Looks again at what could not be used. */
  again(): readonly Promise<void>[] {
    const unusable = [...this.looks].filter(
      ([, { state }]) => state.kind === 'failed' || isEmpty(state),
    );
    return unusable.map(([path]) => this.look(path));
  }

  /** Looks again at what lies in S3. */
  inS3Again(): readonly Promise<void>[] {
    return [...this.looks.keys()].filter(isInS3).map((path) => {
      this.looks.get(path)?.stopping.abort();
      return this.look(path);
    });
  }

  stop(): void {
    this.looks.forEach(({ stopping }) => stopping.abort());
  }

  get lines(): readonly PreflightLine[] {
    return this.rows.flatMap((row) => {
      const state = this.stateOf(row);
      return state ? [lineOf(row, state)] : [];
    });
  }

  /** What is wrong with data, at their fields. */
  get errors(): FieldErrors {
    return Object.fromEntries(
      this.rows.flatMap((row) => {
        const state = this.stateOf(row);
        const problem = state && problemOf(row, state);
        return problem === undefined ? [] : [[fieldOf(row), problem]];
      }),
    );
  }

  private stateOf({ path }: Row): DataState | undefined {
    return this.looks.get(channelPath(path, this.scriptFolder))?.state;
  }

  private async look(path: string): Promise<void> {
    const stopping = new AbortController();
    const look: Look = { state: { kind: 'busy', files: 0, bytes: 0 }, stopping };
    this.looks.set(path, look);
    const { signal } = stopping;
    const take = (state: DataState): void => {
      if (!signal.aborted) {
        look.state = state;
        this.changed();
      }
    };
    try {
      const onProgress = (sofar: { readonly files: number; readonly bytes: number }): void =>
        take({ kind: 'busy', ...sofar });
      take({ kind: 'counted', summary: await this.ports.data(path, { signal, onProgress }) });
    } catch (error) {
      const reason = reasonText(error);
      const isThere = !AppError.is(error, 'notFound');
      const isUnseen = isInS3(path) && isThere && !AppError.is(error, 'invalid');
      take(isUnseen ? { kind: 'unseen', reason } : { kind: 'failed', reason, isThere });
    }
  }
}

const fieldOf = ({ index }: Row): string => `channelPath:${index}`;

function isEmpty(state: DataState): boolean {
  return state.kind === 'counted' && state.summary.files === 0 && state.summary.isComplete;
}

function problemOf({ path }: Row, state: DataState): string | undefined {
  if (state.kind === 'failed') {
    return state.reason;
  }
  return isEmpty(state)
    ? vscode.l10n.t('{0} has no files. Choose other data.', shownPath(path))
    : undefined;
}

function lineOf(row: Row, state: DataState): PreflightLine {
  const id = `data:${row.index}`;
  if (state.kind === 'busy') {
    return { id, tone: 'busy', message: busyText(row, state) };
  }
  if (state.kind === 'unseen') {
    return { id, tone: 'info', message: unseenText(row), detail: state.reason };
  }
  if (state.kind === 'failed' || problemOf(row, state) !== undefined) {
    return failedLine(row);
  }
  return { id, ...countedLine(row, state.summary) };
}

function busyText({ name, path }: Row, { files, bytes }: DataState & { kind: 'busy' }): string {
  return files === 0
    ? vscode.l10n.t('{0}: reading {1}…', name, shownPath(path))
    : vscode.l10n.t('{0}: reading {1}… {2}', name, shownPath(path), amount(files, bytes));
}

const unseenText = ({ name, path }: Row): string =>
  vscode.l10n.t(
    '{0}: {1} · not looked at. The role of the job has to be allowed to read it.',
    name,
    shownPath(path),
  );

/** What is wrong is said at the field, and once. */
function failedLine(row: Row): PreflightLine {
  const field = fieldOf(row);
  return {
    id: `data:${row.index}`,
    tone: 'error',
    message: vscode.l10n.t('{0}: the data cannot be used.', row.name),
    field,
    links: [
      { id: `field:${field}`, label: vscode.l10n.t('Show why') },
      { id: `${dataLinks.browse}${row.index}`, label: vscode.l10n.t('Choose a folder…') },
      { id: dataLinks.check, label: vscode.l10n.t('Check again') },
    ],
  };
}

function countedLine(
  { name, path }: Row,
  { files, bytes, names, isComplete }: DataSummary,
): Pick<PreflightLine, 'tone' | 'message' | 'detail'> {
  const [shown, seen] = [shownPath(path), amount(files, bytes)];
  if (isComplete) {
    const message = vscode.l10n.t('{0}: {1} · {2}', name, shown, seen);
    return { tone: 'ok', message, detail: listing(names.map(shownPath), files) };
  }
  return {
    tone: 'warning',
    message: vscode.l10n.t('{0}: {1} · more than {2}', name, shown, seen),
    detail: isInS3(path)
      ? vscode.l10n.t('The rest was not counted. The job reads all of it.')
      : vscode.l10n.t('The rest was not counted. A start uploads all files.'),
  };
}

const amount = (files: number, bytes: number): string =>
  `${filesText(files)}, ${formatBytes(bytes)}`;

/** Absolute path of a channel's data, or their address in S3. */
export function channelPath(path: string, scriptFolder: string): string {
  if (isInS3(path)) {
    return path.trim();
  }
  return isAbsolute(path) ? path : resolve(scriptFolder, path);
}
