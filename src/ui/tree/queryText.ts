import * as vscode from 'vscode';
import { queryWords, type QueryWords, type ResourceQuery } from '../../core/resources/query';

const hour = 3_600_000;

/** What is in effect of a list's query, in the few words of its row: `failed · last 24 h`. */
export const queryText = (query: ResourceQuery): string => queryWords(query, words).join(' · ');

const words: QueryWords = {
  text: (text) => `“${text.trim()}”`,
  statuses: (statuses) => statuses.map((status) => status.toLowerCase()).join(', '),
  createdWithin,
  tag: ({ key, value }) => (value === undefined ? key : `${key}=${value}`),
  order: ({ by, descending }) => orderText(by, descending),
  groupBy: (by) => (by === 'day' ? vscode.l10n.t('by day') : vscode.l10n.t('by prefix')),
};

function createdWithin(milliseconds: number): string {
  const hours = Math.round(milliseconds / hour);
  if (hours < 1) {
    return vscode.l10n.t('last {0} min', Math.round(milliseconds / (hour / 60)));
  }
  return hours <= 48
    ? vscode.l10n.t('last {0} h', hours)
    : vscode.l10n.t('last {0} days', Math.round(hours / 24));
}

function orderText(by: string, descending: boolean): string {
  switch (by) {
    case 'created':
      return descending ? vscode.l10n.t('newest first') : vscode.l10n.t('oldest first');
    case 'modified':
      return descending
        ? vscode.l10n.t('last changed first')
        : vscode.l10n.t('longest unchanged first');
    case 'name':
      return descending ? vscode.l10n.t('by name, Z to A') : vscode.l10n.t('by name');
    default:
      return descending ? vscode.l10n.t('by status, reversed') : vscode.l10n.t('by status');
  }
}
