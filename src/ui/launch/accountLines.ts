import * as vscode from 'vscode';
import type { Finding, Fix, FixField } from '../../core/preflight/finding';
import type { FieldErrors, PreflightLine, PreflightLink } from '../../shared/contracts/launch';
import { listing } from './fileTexts';

/** Of the ids of links that `AccountState` follows. */
export const accountPrefix = 'account:';

/** The link that asks the account anew. */
export const againLink = `${accountPrefix}again`;

/** More that cannot be told than that is said in one line: nobody reads four of a kind. */
const mostUncertain = 2;

/**
 * The lines of the page for what the account was asked: one for each finding that is not well, and one
 * for all that are.
 *
 * A line speaks of the form's field that its fix leads to (`setting:roleArn`, `setting:instanceType`,
 * `setting:outputUri` …, see `fieldOf`), so that the page shows warnings and links there as well. Links
 * to a field are `field:NAME`, which the page follows itself; all others begin with `accountPrefix` and
 * come back by `fix`. A finding about a field that the form itself calls wrong is left out.
 */
export function accountLines(
  findings: readonly Finding[],
  errors: FieldErrors,
): readonly PreflightLine[] {
  const said = findings.filter(({ fix }) => errors[fieldOf(fix) ?? ''] === undefined);
  const wrong = said.filter(({ tone }) => tone === 'error' || tone === 'warning');
  const uncertain = said.filter(({ tone }) => tone === 'info');
  const well = said.filter(({ tone }) => tone === 'ok');
  return [
    ...wrong.map(lineOf),
    ...(uncertain.length > mostUncertain ? [uncertainLine(uncertain)] : uncertain.map(lineOf)),
    ...(findings.length > 0 ? [summaryLine(well, said.length)] : []),
  ];
}

/** As long as answers are missing. */
export const askingLine = (): PreflightLine => ({
  id: `${accountPrefix}asking`,
  tone: 'busy',
  message: vscode.l10n.t('Checking the account…'),
});

function lineOf({ id, tone, message, detail, fix }: Finding): PreflightLine {
  return {
    ...{ id: accountPrefix + id, tone, message, detail },
    field: fieldOf(fix),
    links: fix ? linksOf(id, fix) : undefined,
  };
}

const uncertainLine = (findings: readonly Finding[]): PreflightLine => ({
  ...{ id: `${accountPrefix}uncertain`, tone: 'info' },
  message: vscode.l10n.t(
    '{0} things cannot be told from here. If the start is refused, look into them.',
    findings.length,
  ),
  detail: listing(
    findings.flatMap(({ message, detail }) => [message, ...(detail ? [detail] : [])]),
  ),
});

const summaryLine = (well: readonly Finding[], count: number): PreflightLine => ({
  id: `${accountPrefix}well`,
  tone: well.length > 0 ? 'ok' : 'info',
  message: vscode.l10n.t('{0} of {1} checks of the account passed', well.length, count),
  detail: well.length > 0 ? listing(well.map(({ message }) => message)) : undefined,
  links: [{ id: againLink, label: vscode.l10n.t('Check again') }],
});

function linksOf(id: string, fix: Fix): readonly PreflightLink[] {
  if (fix.kind !== 'editField') {
    return [{ id: accountPrefix + id, label: fix.label }];
  }
  const field = fieldOf(fix);
  return field === undefined ? [] : [{ id: `field:${field}`, label: fix.label }];
}

const fields: Readonly<Partial<Record<FixField, string>>> = {
  image: 'setting:imageUri',
  output: 'setting:outputUri',
  checkpoint: 'setting:checkpointUri',
  maxRuntime: 'maxRuntimeMinutes',
  maxWait: 'setting:maxWaitMinutes',
  keepAlive: 'setting:keepAliveMinutes',
};

/** The form's field that a fix changes. */
function fieldOf(fix: Fix | undefined): string | undefined {
  switch (fix?.kind) {
    case 'chooseRole':
      return 'setting:roleArn';
    case 'chooseInstanceType':
    case 'requestQuota':
      return 'setting:instanceType';
    case 'editField':
      return fields[fix.value as FixField];
    default:
      return undefined;
  }
}
