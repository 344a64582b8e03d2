import { compileGlob, hasWildcard, type GlobMatcher } from './globPattern';

/** One line of an ignore file. */
interface IgnoreRule {
  /** `!`: brings back what an earlier rule left out. */
  readonly isNegated: boolean;
  readonly foldersOnly: boolean;
  /** By the name alone, else by the path from the file's folder. */
  readonly byName: boolean;
  readonly matches: GlobMatcher;
}

export type IgnoreRules = readonly IgnoreRule[];

/** Reads an ignore file as gitignore(5) says. */
export function parseIgnoreFile(text: string): IgnoreRules {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => parseRule(withoutTrailingSpaces(line.replace(/\r$/, ''))))
    .filter((rule) => rule !== undefined);
}

/** A space that is escaped stays. */
function withoutTrailingSpaces(line: string): string {
  return /^(?:\\.|[^\\ ]|\\$| +(?=[^ ]))*/s.exec(line)?.[0] ?? line;
}

function parseRule(line: string): IgnoreRule | undefined {
  if (line === '' || line.startsWith('#')) {
    return undefined;
  }
  const isNegated = line.startsWith('!');
  const written = isNegated ? line.slice(1) : line;
  const foldersOnly = written.endsWith('/');
  const pattern = foldersOnly ? written.slice(0, -1) : written;
  const byName = !pattern.includes('/');
  return { isNegated, foldersOnly, byName, matches: matcher(pattern.replace(/^\//, '')) };
}

/** Most rules are a name or an ending, which need no pattern. */
function matcher(pattern: string): GlobMatcher {
  if (pattern === '') {
    return () => false;
  }
  if (!hasWildcard(pattern)) {
    return (path) => path === pattern;
  }
  const ending = pattern.slice(1);
  if (pattern.startsWith('*.') && !hasWildcard(ending) && !ending.includes('/')) {
    const glob = compileGlob(pattern);
    return (path) => path.endsWith(ending) && (!path.includes('/') || glob(path));
  }
  return compileGlob(pattern);
}

/**
 * What the file says of a path: the last rule that means it counts; `undefined` when none does. `path`
 * is relative to the file's folder, with `/`, without one at its end.
 */
export function decideBy(
  rules: IgnoreRules,
  path: string,
  isFolder: boolean,
): 'out' | 'in' | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (let index = rules.length - 1; index >= 0; index--) {
    const rule = rules[index];
    if (rule && (isFolder || !rule.foldersOnly) && rule.matches(rule.byName ? name : path)) {
      return rule.isNegated ? 'in' : 'out';
    }
  }
  return undefined;
}
