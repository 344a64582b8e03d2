import type { FittedRequest } from './fitRequest';
import { pythonComment } from './pythonCode';
import type { Note } from './sdkLimits';

/** A comment that names every field which does not arrive as the request has it; empty where all do. */
export function sdkHeader(
  sdk: string,
  { lost, added }: Pick<FittedRequest, 'lost' | 'added'>,
): string {
  const lines = [
    ...noted(`${sdk} cannot express all of the job's request. What it loses:`, lost),
    ...noted(`${sdk} sends more than the job's request says. What it adds:`, added),
  ];
  return lines.length > 0 ? `${pythonComment(lines)}\n` : '';
}

const noted = (title: string, notes: readonly Note[]): readonly string[] =>
  notes.length > 0 ? [title, ...notes.map(({ path, why }) => `- ${path}: ${why}`)] : [];
