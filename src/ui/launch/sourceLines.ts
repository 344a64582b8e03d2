import * as vscode from 'vscode';
import { AppError } from '../../core/errors';
import { extraProblemText } from '../../core/packaging/extraProblem';
import { findNameProblems, type NameProblem } from '../../core/packaging/fileNames';
import { shownPath } from '../../core/packaging/shownPath';
import { isOrHolds, leavableByLines } from '../../core/packaging/ignoreLine';
import { formatBytes } from '../../core/formatBytes';
import type { LeftOutReason, RefusedExtra, SourceListing } from '../../node/sourceListing';
import type { SourceScan } from '../../node/sourceScan';
import type { PreflightLine } from '../../shared/contracts/launch';
import { sourceLinks } from '../../core/training/sourceLinks';
import { numberText } from '../numberText';
import { filesText, listing } from './fileTexts';
import { reasonText } from './preflightChecks';
import type { LookState } from './secretLook';

/** What is packed, and what of it a person may miss or not want; `script` cannot be left out. */
export function listingLines(source: SourceListing, script: string): readonly PreflightLine[] {
  const { files, totalBytes } = source;
  const packed: PreflightLine = {
    id: 'source',
    tone: 'ok',
    message: vscode.l10n.t('source: {0}, {1}', filesText(files.length), formatBytes(totalBytes)),
    links: [showLink()],
  };
  const left = [leftOutLine(source, 'secret'), leftOutLine(source, 'large'), unpackable(source)];
  const forbidden = [unreadableLine(source, script), unreadableRulesLine(source)];
  return [packed, ...forbidden, ...left, nameLine(source)].filter((line) => line !== undefined);
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

/** What cannot be packed beside the source folder, as the `index`th of the form. */
export const refusedLine = ({ path, problem }: RefusedExtra, index: number): PreflightLine => ({
  ...{ id: `extra:${index}`, tone: 'error', field: `alsoPacked:${index}` },
  message: vscode.l10n.t('{0}: {1}', shownPath(path), extraProblemText(problem)),
  links: [lookAgain()],
});

/** A wide source folder may have a rule that leaves the script out, and a channel may be its folder. */
export function unpackedScriptLine(
  listing: SourceListing,
  script: string,
): readonly PreflightLine[] {
  const { files, unreadable } = listing;
  const isThere = files.some(({ path }) => path === script);
  if (isThere || unreadable.some((path) => isOrHolds(path, script))) {
    return [];
  }
  const shown = shownPath(script);
  const ruled = ruledOutPlace(listing, script);
  const mending =
    ruled === undefined
      ? { id: sourceLinks.ignoreFile, label: vscode.l10n.t('Edit .sagemakerignore') }
      : { id: sourceLinks.packScript, label: vscode.l10n.t('Pack {0}', shownPath(ruled)) };
  const message =
    ruled === undefined
      ? vscode.l10n.t('{0} is not packed: an ignore file or a channel leaves it out.', shown)
      : vscode.l10n.t('{0} is not packed: an ignore file leaves {1} out.', shown, shownPath(ruled));
  const links = [mending, lookAgain()];
  return [{ ...{ id: 'source:script', tone: 'error', message }, links }];
}

/** What an ignore file leaves out, and the script with it; `undefined`: it is not that, or not known. */
export const ruledOutPlace = ({ ruledOut }: SourceListing, script: string): string | undefined =>
  ruledOut.find(({ path, reason }) => reason === 'rule' && isOrHolds(path, script))?.path;

const lookAgain = () => ({ id: sourceLinks.list, label: vscode.l10n.t('Look again') });

const showLink = () => ({ id: sourceLinks.files, label: vscode.l10n.t('Show files') });

/** What is to be said of the look for secrets, apart from the secrets. */
export function lookLines({ state, found }: Look): readonly PreflightLine[] {
  switch (state.kind) {
    case 'busy':
      return [busyLine(state.percent)];
    case 'failed':
      return [failedLookLine(state.reason)];
    case 'idle':
      return found ? unreadLines(found) : [];
  }
}

interface Look {
  readonly state: LookState;
  readonly found: SourceScan | undefined;
}

const busyLine = (percent: number): PreflightLine => ({
  ...{ id: 'secrets', tone: 'busy' },
  message: vscode.l10n.t('Looking for secrets: {0} %', percent),
  links: [{ id: sourceLinks.stop, label: vscode.l10n.t('Stop') }],
});

const failedLookLine = (reason: string): PreflightLine => ({
  ...{ id: 'secrets', tone: 'warning', detail: reason },
  message: vscode.l10n.t('The files could not be looked through for secrets.'),
  links: [{ id: sourceLinks.scan, label: vscode.l10n.t('Try again') }],
});

function unreadLines({ beyond, unreadable }: SourceScan): readonly PreflightLine[] {
  const later: PreflightLine = {
    ...{ id: 'secrets', tone: 'warning', message: laterText(beyond) },
    links: [{ id: sourceLinks.scanAll, label: vscode.l10n.t('Look now') }],
  };
  const failed: PreflightLine = {
    ...{ id: 'secrets:unreadable', tone: 'warning', detail: listing(unreadable.map(shownPath)) },
    message: vscode.l10n.t('Could not be looked through for secrets: {0}', some(unreadable)),
    links: [lookAgain()],
  };
  return [...(beyond > 0 ? [later] : []), ...(unreadable.length > 0 ? [failed] : [])];
}

const laterText = (beyond: number): string =>
  beyond === 1
    ? vscode.l10n.t('1 file is looked through for secrets only when it is packed.')
    : vscode.l10n.t(
        '{0} files are looked through for secrets only when they are packed.',
        numberText(beyond),
      );

/** Whether the job needs it is the person's to say. */
function unreadableLine({ unreadable }: SourceListing, script: string): PreflightLine | undefined {
  if (unreadable.length === 0) {
    return undefined;
  }
  const [first, ...others] = leavableByLines(unreadable, script);
  const label =
    others.length === 0
      ? vscode.l10n.t('Leave out {0}', shownPath(first ?? ''))
      : vscode.l10n.t('Leave them out');
  const leaveOut = { id: sourceLinks.leaveOutUnreadable, label };
  return {
    ...{ id: 'unreadable', tone: 'error', detail: listing(unreadable.map(shownPath)) },
    message: vscode.l10n.t('No permission to read {0}', some(unreadable)),
    links: [...(first === undefined ? [] : [leaveOut]), lookAgain()],
  };
}

/** Nothing else mends it: without it nobody can tell what its folder would keep back. */
function unreadableRulesLine({ unreadableRules }: SourceListing): PreflightLine | undefined {
  return unreadableRules.length === 0
    ? undefined
    : {
        id: 'unreadable:rules',
        tone: 'error',
        message: vscode.l10n.t(
          'No permission to read {0}. Allow reading it: its rules decide what is packed.',
          some(unreadableRules),
        ),
        detail: listing(unreadableRules.map(shownPath)),
        links: [lookAgain()],
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
    ...{
      id: `left-out:${reason}`,
      tone: 'warning',
      message,
      detail: listing(paths.map(shownPath)),
    },
    links: [{ id: sourceLinks.leftOut, label: vscode.l10n.t('Show what is left out') }],
  };
}

const unpackableReasons: readonly LeftOutReason[] = ['repository', 'outside', 'broken', 'name'];

/** Links that lead nowhere or where they must not, and names that no archive can hold. */
function unpackable({ leftOut }: SourceListing): PreflightLine | undefined {
  const paths = leftOut
    .filter(({ reason }) => unpackableReasons.includes(reason))
    .map(({ path }) => path);
  return paths.length === 0
    ? undefined
    : {
        ...{ id: 'left-out:unpackable', tone: 'warning', detail: listing(paths.map(shownPath)) },
        message: vscode.l10n.t('Cannot be packed: {0}', some(paths)),
        links: [{ id: sourceLinks.leftOut, label: vscode.l10n.t('Show what is left out') }],
      };
}

function nameLine({ files }: SourceListing): PreflightLine | undefined {
  const problems = findNameProblems(files.map(({ path }) => path));
  if (problems.length === 0) {
    return undefined;
  }
  const told = problems.map(({ path, problem }) => `${shownPath(path)}: ${nameTexts[problem]()}`);
  return {
    ...{ id: 'names', tone: 'warning', detail: listing(told) },
    message: vscode.l10n.t(
      'Names that do not work everywhere: {0}',
      some(problems.map(({ path }) => path)),
    ),
  };
}

const nameTexts: Readonly<Record<NameProblem, () => string>> = {
  control: () => vscode.l10n.t('holds a control character'),
  windows: () => vscode.l10n.t('cannot be unpacked on Windows'),
  clash: () => vscode.l10n.t('differs from another name in case or accents only'),
};

/** The first few, and how many others. */
function some(paths: readonly string[]): string {
  const names = paths.slice(0, 3).map(shownPath).join(', ');
  const rest = paths.length - 3;
  return rest > 0 ? vscode.l10n.t('{0} and {1} more', names, numberText(rest)) : names;
}
