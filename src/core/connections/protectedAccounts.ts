import type { Account } from './connection';

/** What a pattern of the setting is held against. */
export interface Identified {
  /** The profile's name. */
  readonly label: string;
  readonly account?: Account | undefined;
}

/**
 * Whether one of the patterns names the account's number, its alias or the profile. In a pattern `*`
 * stands for any text and `?` for one character; letters count as the same in either case, because
 * an account that is taken for unprotected is the worse mistake.
 */
export function isProtected(patterns: readonly string[], { label, account }: Identified): boolean {
  const names = [label, account?.id, account?.alias].filter((name) => name !== undefined);
  return patterns.some((pattern) => names.some((name) => matches(pattern.trim(), name)));
}

function matches(pattern: string, name: string): boolean {
  if (pattern === '') {
    return false;
  }
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'isu').test(name);
}
