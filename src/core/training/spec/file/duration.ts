import type { Duration } from './jobSpec';

const units = { d: 86_400, h: 3600, m: 60, s: 1 } as const;

/** Source of a pattern for the texts that `seconds` reads. */
export const durationPattern = '^[1-9][0-9]{0,8}[smhd]$|^0[smhd]$';

/** Seconds of `90`, `"90s"`, `"15m"`, `"24h"`, `"2d"`; `NaN` of another text. */
export function seconds(duration: Duration): number {
  if (typeof duration === 'number') {
    return duration;
  }
  const match = /^(\d+)([smhd])$/.exec(duration);
  return match === null ? NaN : Number(match[1]) * units[match[2] as keyof typeof units];
}

/** The shortest text for a number of seconds: `24h`, not `86400s`; days from two on. */
export function durationText(whole: number): string {
  const days = whole / units.d;
  if (Number.isInteger(days) && days >= 2) {
    return `${days}d`;
  }
  const unit = (['h', 'm'] as const).find((name) => whole > 0 && whole % units[name] === 0) ?? 's';
  return `${whole / units[unit]}${unit}`;
}
