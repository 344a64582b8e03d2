import * as vscode from 'vscode';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** `41 s`, `2 m 10 s`, `3 h 5 m`. */
export function formatDuration(milliseconds: number): string {
  const whole = Math.max(0, milliseconds);
  if (whole < minute) {
    return vscode.l10n.t('{0} s', Math.floor(whole / second));
  }
  if (whole < hour) {
    const seconds = Math.floor((whole % minute) / second);
    return vscode.l10n.t('{0} m {1} s', Math.floor(whole / minute), seconds);
  }
  return vscode.l10n.t(
    '{0} h {1} m',
    Math.floor(whole / hour),
    Math.floor((whole % hour) / minute),
  );
}

/** How long ago `date` was, both in milliseconds since the epoch; coarse, because it goes stale. */
export function formatAge(date: number, now: number): string {
  const age = now - date;
  if (age < minute) {
    return vscode.l10n.t('just now');
  }
  if (age < hour) {
    return vscode.l10n.t('{0} min ago', Math.floor(age / minute));
  }
  if (age < day) {
    return vscode.l10n.t('{0} h ago', Math.floor(age / hour));
  }
  const days = Math.floor(age / day);
  return days === 1 ? vscode.l10n.t('yesterday') : vscode.l10n.t('{0} days ago', days);
}

/** A day of this computer's calendar (`2026-11-21`) as people name it; `now` as above. */
export function formatDay(name: string, now: number): string {
  const date = new Date(`${name}T12:00`);
  const noon = new Date(now).setHours(12, 0, 0, 0);
  const days = Math.round((noon - date.getTime()) / day);
  if (days === 0) {
    return vscode.l10n.t('Today');
  }
  return days === 1
    ? vscode.l10n.t('Yesterday')
    : date.toLocaleDateString(undefined, { dateStyle: 'medium' });
}
