import type { Finding } from '../../core/preflight/finding';
import { accountLines, againLink } from '../launch/accountLines';

/**
 * What the launch page says of the account beside its button, for a question: all but what is well, line by
 * line; `undefined`: all is well.
 */
export function accountNote(findings: readonly Finding[]): string | undefined {
  // The line that counts what is well has the link to ask again.
  const lines = accountLines(findings, {}, undefined).filter(
    ({ links }) => links?.[0]?.id !== againLink,
  );
  return lines.length === 0 ? undefined : lines.map(({ message }) => message).join('\n');
}
