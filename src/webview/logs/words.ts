import type { LogPhase } from '../../shared/contracts/logs';
import type { Locale } from '../l10n';
import type { TimeMode } from './timeFormat';

/**
 * Every word that the log page says of its own accord, in one place and in the page's language.
 * What the host sends is shown as it is.
 */
export const logWords = ({ t, number }: Locale) => ({
  loading: t('Opening the log…'),
  log: (job: string) => t('Log of {0}', job),
  toolbar: t('Log tools'),
  find: t('Find'),
  matchCase: t('Match case'),
  next: t('Next match (Enter)'),
  previous: t('Previous match (Shift+Enter)'),
  matches: (ordinal: number, count: number) => `${number(ordinal)}/${number(count)}`,
  noMatches: t('No results'),
  follow: t('Follow'),
  followHint: t('Stay at the end as lines arrive'),
  time: {
    local: { label: t('Local time'), hint: t('Times are local. Show them in UTC') },
    utc: { label: t('UTC'), hint: t('Times are in UTC. Show them since the first line') },
    relative: {
      label: t('Since start'),
      hint: t('Times count from the first line. Show local times'),
    },
  } satisfies Record<TimeMode, { label: string; hint: string }>,
  openInEditor: t('Open in editor'),
  stop: t('Stop'),
  stopHint: (job: string) => t('Stop the training job {0}', job),
  openModel: t('Open model'),
  trainSameCode: t('Train Again (Same Code)'),
  trainCurrentCode: t('Train Again (Current Code)'),
  openCode: (path: string, line: number) => t('Open {0} at line {1}', path, line),
  newLines: (count: number) =>
    count === 1 ? t('{0} new line', number(count)) : t('{0} new lines', number(count)),
  lines: (count: number) =>
    count === 1 ? t('{0} line', number(count)) : t('{0} lines', number(count)),
  phase: (phase: LogPhase, detail: string) => {
    switch (phase) {
      case 'waiting':
        return detail || t('waiting for the first line');
      case 'live':
        return detail || t('live');
      case 'ended':
        return detail ? t('not followed any more: {0}', detail) : t('ended');
      case 'retrying':
        return detail ? t('retrying: {0}', detail) : t('retrying');
    }
  },
  waiting: t('Waiting for the first line'),
  waitingHint: t('Lines appear here as soon as the script prints them.'),
  empty: t('The job ended without printing a line'),
  cut: (characters: number) => ` … ${t('{0} more characters', number(characters))}`,
});
