import * as vscode from 'vscode';
import { AppError } from '../../core/errors';
import { findNameProblems, type NameProblem } from '../../core/packaging/fileNames';
import { formatBytes } from '../../core/formatBytes';
import type { LeftOutReason, SourceListing } from '../../node/sourceListing';
import type { SourceScan } from '../../node/sourceScan';
import type { PreflightLine } from '../../shared/contracts/launch';
import { sourceLinks } from '../../core/training/sourceLinks';
import { filesText, listing } from './fileTexts';
import { reasonText } from './preflightChecks';

/** How far the look for secrets is; `none`: not begun. */
export type ScanState =
  | { readonly kind: 'none' | 'stopped' }
  | { readonly kind: 'busy'; readonly percent: number }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'done'; readonly found: SourceScan };

/** What is packed, and what of it a person may miss or not want. */
export function listingLines(source: SourceListing): readonly PreflightLine[] {
  const { files, totalBytes } = source;
  const packed: PreflightLine = {
    id: 'source',
    tone: 'ok',
    message: vscode.l10n.t('source: {0}, {1}', filesText(files.length), formatBytes(totalBytes)),
    links: [showLink()],
  };
  const left = [leftOutLine(source, 'secret'), leftOutLine(source, 'large'), unpackable(source)];
  return [packed, ...left, nameLine(source)].filter((line) => line !== undefined);
}

/** A folder that cannot be packed as it is; most often it is too large. */
export function failedLine(error: unknown): PreflightLine {
  const isOurs = AppError.is(error, 'invalid');
  const edit = { id: sourceLinks.ignoreFile, label: vscode.l10n.t('Edit .sagemakerignore') };
  return {
    ...{ id: 'source', tone: 'error', message: reasonText(error) },
    links: isOurs ? [edit] : [],
  };
}

const showLink = () => ({ id: sourceLinks.files, label: vscode.l10n.t('Show files') });

/** What is to be said of the look for secrets, apart from what it found. */
export function scanLine(scan: ScanState): PreflightLine | undefined {
  switch (scan.kind) {
    case 'none':
      return undefined;
    case 'busy':
      return {
        ...{ id: 'secrets', tone: 'busy' },
        message: vscode.l10n.t('Looking for secrets: {0} %', scan.percent),
        links: [{ id: sourceLinks.stop, label: vscode.l10n.t('Stop') }],
      };
    case 'stopped':
      return {
        ...{ id: 'secrets', tone: 'warning' },
        message: vscode.l10n.t(
          'The files are looked through for secrets only when they are packed.',
        ),
        links: [{ id: sourceLinks.scan, label: vscode.l10n.t('Look now') }],
      };
    case 'failed':
      return {
        ...{ id: 'secrets', tone: 'warning', detail: scan.reason },
        message: vscode.l10n.t('The files could not be looked through for secrets.'),
        links: [{ id: sourceLinks.scan, label: vscode.l10n.t('Try again') }],
      };
    case 'done':
      return scan.found.unread === 0 ? undefined : unreadLine(scan.found.unread);
  }
}

function unreadLine(unread: number): PreflightLine {
  return {
    ...{ id: 'secrets', tone: 'warning' },
    message: vscode.l10n.t(
      '{0} are looked through for secrets only when they are packed.',
      filesText(unread),
    ),
    links: [{ id: sourceLinks.scanAll, label: vscode.l10n.t('Look now') }],
  };
}

function leftOutLine(
  { leftOut }: SourceListing,
  reason: 'secret' | 'large',
): PreflightLine | undefined {
  const paths = leftOut.filter((one) => one.reason === reason).map(({ path }) => path);
  if (paths.length === 0) {
    return undefined;
  }
  const names = some(paths);
  const message =
    reason === 'secret'
      ? vscode.l10n.t('Left out, as the name says that it holds secrets: {0}', names)
      : vscode.l10n.t('Left out, as it is large: {0}', names);
  return {
    ...{ id: `left-out:${reason}`, tone: 'warning', message, detail: listing(paths.map(shown)) },
    links: [{ id: sourceLinks.leftOut, label: vscode.l10n.t('Show what is left out') }],
  };
}

const unpackableReasons: readonly LeftOutReason[] = ['outside', 'broken', 'name'];

/** Links that lead nowhere or out, and names that no archive can hold. */
function unpackable({ leftOut }: SourceListing): PreflightLine | undefined {
  const paths = leftOut
    .filter(({ reason }) => unpackableReasons.includes(reason))
    .map(({ path }) => path);
  return paths.length === 0
    ? undefined
    : {
        ...{ id: 'left-out:unpackable', tone: 'warning', detail: listing(paths.map(shown)) },
        message: vscode.l10n.t('Cannot be packed: {0}', some(paths)),
        links: [{ id: sourceLinks.leftOut, label: vscode.l10n.t('Show what is left out') }],
      };
}

function nameLine({ files }: SourceListing): PreflightLine | undefined {
  const problems = findNameProblems(files.map(({ path }) => path));
  if (problems.length === 0) {
    return undefined;
  }
  const told = problems.map(({ path, problem }) => `${shown(path)}: ${nameText(problem)}`);
  return {
    ...{ id: 'names', tone: 'warning', detail: listing(told) },
    message: vscode.l10n.t(
      'Names that do not work everywhere: {0}',
      some(problems.map(({ path }) => shown(path))),
    ),
  };
}

function nameText(problem: NameProblem): string {
  switch (problem) {
    case 'control':
      return vscode.l10n.t('holds a control character');
    case 'windows':
      return vscode.l10n.t('cannot be unpacked on Windows');
    case 'clash':
      return vscode.l10n.t('differs from another name in case or accents only');
  }
}

/** A line break in a name must not end the line that tells of it. */
const shown = (path: string): string => path.replaceAll(/\p{Cc}/gu, '�');

/** The first few, and how many others. */
function some(paths: readonly string[]): string {
  const names = paths.slice(0, 3).map(shown).join(', ');
  const rest = paths.length - 3;
  return rest > 0 ? vscode.l10n.t('{0} and {1} more', names, rest) : names;
}
