/** How a line's time is written: as here, in UTC, or since the first line. */
export type TimeMode = 'local' | 'utc' | 'relative';

const two = (n: number): string => String(n).padStart(2, '0');

const clock = (seconds: number): string =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;

/** `10:02:41`, or `+00:02:10` since `start` (both milliseconds since the epoch). */
export function timeText(timestamp: number, mode: TimeMode, start: number): string {
  const at = new Date(timestamp);
  if (Number.isNaN(at.getTime())) {
    return '';
  }
  switch (mode) {
    case 'local':
      return clock(at.getHours() * 3600 + at.getMinutes() * 60 + at.getSeconds());
    case 'utc':
      return clock(Math.floor((timestamp / 1000) % 86_400));
    case 'relative': {
      const seconds = Math.floor((timestamp - start) / 1000);
      return `${seconds < 0 ? '-' : '+'}${clock(Math.abs(seconds))}`;
    }
  }
}

/** The exact time for hovering, with date, milliseconds and zone. */
export function exactTime(timestamp: number): string {
  const at = new Date(timestamp);
  return Number.isNaN(at.getTime()) ? '' : `${at.toLocaleString()} · ${at.toISOString()}`;
}
