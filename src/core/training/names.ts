/** Longest name of a training job (SageMaker API, `TrainingJobName`). */
const maxNameLength = 63;

/** The timestamps that the SageMaker Python SDK appends, long and short form. */
const timestampSuffix = /-(?:\d{4}-\d{2}-\d{2}-\d{2}-\d{2}-\d{2}-\d{3}|\d{6}-\d{4})$/;

/** File names that say nothing about the project; its folder then names the job. */
const genericScripts = new Set(['train', 'training', 'main', 'run', 'script', 'entry', '__main__']);

/**
 * A free name for a job of `script` (a path, `/` or `\`): what the script or its folder is called,
 * then the UTC time to the millisecond, as the SageMaker Python SDK's `name_from_base` builds it.
 */
export function proposeJobName(script: string, now: Date): string {
  return withTimestamp(baseOf(script), now);
}

/** What names of jobs like this one begin with. */
export const jobNameBase = (name: string): string => name.replace(timestampSuffix, '');

/** The name for running `name` again: its old timestamp replaced by the present one. */
export function nextJobName(name: string, now: Date): string {
  return withTimestamp(cleaned(jobNameBase(name)) || 'job', now);
}

/** What is wrong with a training job's name, in a sentence; `null` when nothing is. */
export function jobNameProblem(name: string): string | null {
  if (name === '') {
    return 'The job needs a name.';
  }
  if (name.length > maxNameLength) {
    return `The name has ${name.length} characters; SageMaker allows ${maxNameLength}.`;
  }
  const bad = /[^a-zA-Z0-9-]/u.exec(name)?.[0];
  if (bad !== undefined) {
    return `A job name has only letters, digits and hyphens; ${quoted(bad)} is not allowed.`;
  }
  return name.startsWith('-') || name.endsWith('-')
    ? 'A job name starts and ends with a letter or a digit.'
    : null;
}

function quoted(character: string): string {
  return /\s/.test(character) ? 'a space' : `“${character}”`;
}

function baseOf(script: string): string {
  const parts = script.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
  const file = (parts.pop() ?? '').replace(/\.[^.]*$/, '');
  const folder = cleaned(parts.pop() ?? '');
  const own = cleaned(file);
  return genericScripts.has(file.toLowerCase()) || own === '' ? folder || own || 'job' : own;
}

function cleaned(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function withTimestamp(base: string, now: Date): string {
  const stamp = now.toISOString().replace(/[:T.]/g, '-').replace('Z', '');
  const room = maxNameLength - stamp.length - 1;
  return `${base.slice(0, room).replace(/-+$/, '')}-${stamp}`;
}
