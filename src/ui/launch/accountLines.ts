import * as vscode from 'vscode';
import type { Finding } from '../../core/preflight/finding';
import type { FieldErrors, PreflightLine, PreflightLink } from '../../shared/contracts/launch';
import { pageField, type PlacedDraft } from './accountPlaces';
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
 * A line speaks of the form's field that its finding is about (`setting:roleArn`, `group:1:type` …, see
 * `pageField`), so that the page shows warnings and links there as well. Links to a field are
 * `field:NAME`, which the page follows itself; all others begin with `accountPrefix` and come back by
 * `fix`. A finding about a field that the form itself calls wrong is left out.
 */
export function accountLines(
  findings: readonly Finding[],
  errors: FieldErrors,
  draft: PlacedDraft | undefined,
): readonly PreflightLine[] {
  const lineOf = (finding: Finding): PreflightLine => line(finding, fieldOf(finding, draft));
  const said = findings.filter((one) => errors[fieldOf(one, draft) ?? ''] === undefined);
  const wrong = said.filter(({ tone }) => tone === 'error' || tone === 'warning');
  const news = said.filter(({ isNews }) => isNews);
  const uncertain = said.filter(({ tone, isNews }) => tone === 'info' && !isNews);
  const well = said.filter(({ tone, isNews }) => tone === 'ok' && !isNews);
  return [
    ...[...wrong, ...news].map(lineOf),
    ...(uncertain.length > mostUncertain ? [uncertainLine(uncertain)] : uncertain.map(lineOf)),
    ...(findings.length > 0 ? [summaryLine(well, said.length - news.length)] : []),
  ];
}

/** As long as answers are missing. */
export const askingLine = (): PreflightLine => ({
  id: `${accountPrefix}asking`,
  tone: 'busy',
  message: vscode.l10n.t('Checking the account…'),
});

const fieldOf = ({ place }: Finding, draft: PlacedDraft | undefined): string | undefined =>
  place && pageField(place, draft);

const line = (finding: Finding, field: string | undefined): PreflightLine => {
  const { id, tone, message, detail } = finding;
  return {
    ...{ id: accountPrefix + id, tone, message, detail },
    ...{ field, links: linksOf(finding, field) },
  };
};

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

function linksOf(
  { id, fix }: Finding,
  field: string | undefined,
): readonly PreflightLink[] | undefined {
  if (fix === undefined) {
    return undefined;
  }
  if (fix.kind === 'askAgain') {
    return [{ id: againLink, label: fix.label }];
  }
  if (fix.kind !== 'editField') {
    return [{ id: accountPrefix + id, label: fix.label }];
  }
  return field === undefined ? [] : [{ id: `field:${field}`, label: fix.label }];
}
