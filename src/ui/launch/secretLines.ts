import * as vscode from 'vscode';
import {
  blockingSecrets,
  secretKindName,
  type FileSecret,
  type LetThrough,
} from '../../core/packaging/secrets/blockedSecrets';
import { sourceLinks } from '../../core/training/sourceLinks';
import type { PreflightLine, PreflightLink } from '../../shared/contracts/launch';
import { listing } from './fileTexts';

/** Secrets that have a line of their own. */
const mostLines = 8;

/** What looks like a secret in the code, never the secret itself. `script` cannot be left out. */
export function secretLines(
  secrets: readonly FileSecret[],
  letThrough: readonly LetThrough[],
  script: string,
): readonly PreflightLine[] {
  const blocking = blockingSecrets(secrets, letThrough);
  const lines = blocking
    .slice(0, mostLines)
    .map((secret) => secretLine(secret, secrets.indexOf(secret), script));
  const others = blocking.slice(mostLines);
  const rest = others.length === 0 ? [] : [restLine(others)];
  const passed = secrets.filter((secret) => !blocking.includes(secret));
  return [...lines, ...rest, ...(passed.length === 0 ? [] : [passedLine(passed)])];
}

/** The secret that a link is of; `undefined`: it is no link of one, or the secret is gone. */
export function secretOf(id: string, secrets: readonly FileSecret[]): FileSecret | undefined {
  return secrets.find((secret, index) => id.endsWith(`:${keyOf(secret, index)}`));
}

const keyOf = ({ fingerprint }: FileSecret, index: number): string => `${index}-${fingerprint}`;

function secretLine(secret: FileSecret, index: number, script: string): PreflightLine {
  const { path, line, kind } = secret;
  const key = keyOf(secret, index);
  const leaveOut: PreflightLink = {
    id: sourceLinks.leaveOut + key,
    label: vscode.l10n.t('Leave out {0}', path),
  };
  return {
    id: `secret:${key}`,
    tone: 'error',
    message: vscode.l10n.t(
      '{0}, line {1} looks like a secret: {2}',
      path,
      line,
      secretKindName(kind),
    ),
    links: [
      { id: sourceLinks.show + key, label: vscode.l10n.t('Show line {0}', line) },
      ...(path === script ? [] : [leaveOut]),
      { id: sourceLinks.letThrough + key, label: vscode.l10n.t('Let through…') },
    ],
  };
}

function restLine(others: readonly FileSecret[]): PreflightLine {
  return {
    ...{ id: 'secret:others', tone: 'error', detail: listing(others.map(placeOf)) },
    message: vscode.l10n.t('{0} more places look like secrets.', others.length),
  };
}

function passedLine(passed: readonly FileSecret[]): PreflightLine {
  return {
    ...{ id: 'secret:let-through', tone: 'warning', detail: listing(passed.map(placeOf)) },
    message:
      passed.length === 1
        ? vscode.l10n.t('1 secret is let through.')
        : vscode.l10n.t('{0} secrets are let through.', passed.length),
    links: [{ id: sourceLinks.blockAgain, label: vscode.l10n.t('Block again') }],
  };
}

/** `settings.py, line 3 (AWS access key)` */
const placeOf = ({ path, line, kind }: FileSecret): string =>
  vscode.l10n.t('{0}, line {1} ({2})', path, line, secretKindName(kind));
