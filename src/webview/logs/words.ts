import type { LogPhase } from '../../shared/contracts/logs';
import type { TimeMode } from './timeFormat';

const number = (n: number): string => n.toLocaleString();

/**
 * Every word that the log page says of its own accord, in one place, so that a translation can
 * replace it. What the host sends is shown as it is.
 */
export const words = {
  loading: 'Opening the log…',
  log: (job: string) => `Log of ${job}`,
  toolbar: 'Log tools',
  find: 'Find',
  matchCase: 'Match case',
  next: 'Next match (Enter)',
  previous: 'Previous match (Shift+Enter)',
  clear: 'Clear the search (Escape)',
  matches: (ordinal: number, count: number) => `${number(ordinal)}/${number(count)}`,
  noMatches: 'No results',
  follow: 'Follow',
  followHint: 'Stay at the end as lines arrive',
  time: {
    local: { label: 'Local time', hint: 'Times are local. Show them in UTC' },
    utc: { label: 'UTC', hint: 'Times are in UTC. Show them since the first line' },
    relative: { label: 'Since start', hint: 'Times count from the first line. Show local times' },
  } satisfies Record<TimeMode, { label: string; hint: string }>,
  openInEditor: 'Open in editor',
  stop: 'Stop',
  stopHint: (job: string) => `Stop the training job ${job}`,
  openModel: 'Open model',
  newLines: (count: number) => `${number(count)} new ${count === 1 ? 'line' : 'lines'}`,
  lines: (count: number) => `${number(count)} ${count === 1 ? 'line' : 'lines'}`,
  phase: (phase: LogPhase, detail: string) => {
    switch (phase) {
      case 'waiting':
        return detail || 'waiting for the first line';
      case 'live':
        return 'live';
      case 'ended':
        return 'ended';
      case 'retrying':
        return detail ? `retrying: ${detail}` : 'retrying';
    }
  },
  waiting: 'Waiting for the first line',
  waitingHint: 'Lines appear here as soon as the script prints them.',
  retrying: 'It is tried again by itself.',
  empty: 'The job ended without printing a line',
  cut: (characters: number) => ` … ${number(characters)} more characters`,
} as const;
