/** The times that clients append to a name: with or without milliseconds, and the SDK's short form. */
const time = /-(?:\d{4}(?:-\d{2}){5}(?:-\d{3})?|\d{6}-\d{4})$/;

/** A tuning job names its training jobs so. */
const trial = /-\d{3}-[0-9a-f]{8}$/;

const counter = /[-_/]\d+$/;

/** What resources that belong together are called: their names without times and counters. */
export function namePrefix(name: string): string {
  const base = name.replace(trial, '').replace(time, '');
  return base.replace(counter, '') || base || name;
}
