import * as vscode from 'vscode';
import {
  blockingSecrets,
  secretKindName,
  type FileSecret,
  type LetThrough,
} from '../../core/packaging/secrets/blockedSecrets';
import { shownPath } from '../../core/packaging/shownPath';
import { sourceLinks } from '../../core/training/sourceLinks';
import type { PreflightLine, PreflightLink } from '../../shared/contracts/launch';
import { numberText } from '../numberText';
import { listing, mostNames } from './fileTexts';

/** Secrets that have a line of their own. */
const mostLines = 8;

/**
 * What looks like a secret in the code, never the secret itself. `secrets` are as `SecretNumbers` gives
 * them; `canLeaveOut` tells of a path whether a line may leave it out.
 */
export function secretLines(
  secrets: ReadonlyMap<string, FileSecret>,
  letThrough: readonly LetThrough[],
  canLeaveOut: (path: string) => boolean,
): readonly PreflightLine[] {
  const blocking = new Set(blockingSecrets([...secrets.values()], letThrough));
  const told = [...secrets].filter(([, secret]) => blocking.has(secret));
  const lines = told
    .slice(0, mostLines)
    .map(([number, secret]) => secretLine(number, secret, canLeaveOut(secret.path)));
  const others = told.slice(mostLines).map(([, secret]) => secret);
  const passed = [...secrets.values()].filter((secret) => !blocking.has(secret));
  return [
    ...lines,
    ...(others.length === 0 ? [] : [restLine(others)]),
    ...(passed.length === 0 ? [] : [passedLine(passed)]),
  ];
}

/** The secret that a link is of; `undefined`: it is no link of one, or the secret is gone. */
export const secretOf = (
  id: string,
  secrets: ReadonlyMap<string, FileSecret>,
): FileSecret | undefined => {
  const start = [sourceLinks.show, sourceLinks.leaveOut, sourceLinks.letThrough].find((one) =>
    id.startsWith(one),
  );
  return start === undefined ? undefined : secrets.get(id.slice(start.length));
};

function secretLine(number: string, secret: FileSecret, canLeaveOut: boolean): PreflightLine {
  const { path, line, kind } = secret;
  const name = shownPath(path);
  const links: readonly PreflightLink[] = [
    { id: sourceLinks.show + number, label: vscode.l10n.t('Show line {0}', line) },
    { id: sourceLinks.leaveOut + number, label: vscode.l10n.t('Leave out {0}', name) },
    { id: sourceLinks.letThrough + number, label: vscode.l10n.t('Let through…') },
  ];
  const kindName = secretKindName(kind);
  return {
    ...{ id: `secret:${number}`, tone: 'error' },
    message: vscode.l10n.t('{0}, line {1} looks like a secret: {2}', name, line, kindName),
    links: links.filter(({ id }) => canLeaveOut || !id.startsWith(sourceLinks.leaveOut)),
  };
}

function restLine(others: readonly FileSecret[]): PreflightLine {
  return {
    ...{ id: 'secret:others', tone: 'error', detail: places(others) },
    message:
      others.length === 1
        ? vscode.l10n.t('1 more place looks like a secret.')
        : vscode.l10n.t('{0} more places look like secrets.', numberText(others.length)),
  };
}

function passedLine(passed: readonly FileSecret[]): PreflightLine {
  return {
    ...{ id: 'secret:let-through', tone: 'warning', detail: places(passed) },
    message:
      passed.length === 1
        ? vscode.l10n.t('1 secret is let through.')
        : vscode.l10n.t('{0} secrets are let through.', numberText(passed.length)),
    links: [{ id: sourceLinks.blockAgain, label: vscode.l10n.t('Block again') }],
  };
}

/** In bounds before their texts are made: a file of data may hold thousands. */
const places = (secrets: readonly FileSecret[]): string =>
  listing(secrets.slice(0, mostNames).map(placeOf), secrets.length);

/** `settings.py, line 3 (AWS access key)` */
const placeOf = ({ path, line, kind }: FileSecret): string =>
  vscode.l10n.t('{0}, line {1} ({2})', shownPath(path), line, secretKindName(kind));
