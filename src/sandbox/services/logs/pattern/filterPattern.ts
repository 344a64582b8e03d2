import { parseDelimitedPattern } from './delimitedPattern';
import { parseJsonPattern } from './jsonPattern';
import { PatternError, PatternScanner } from './patternScanner';
import { parseTermPattern } from './termPattern';

/** Tells whether a log event's message matches. */
export type Matcher = (message: string) => boolean;

/**
 * Reads a filter pattern of CloudWatch Logs (user guide, "Filter pattern syntax for metric filters,
 * subscription filters, filter log events, and Live Tail"): `{…}` looks into JSON, `[…]` into fields
 * between spaces, anything else for terms; an empty one matches everything. Throws `PatternError`.
 */
export function parseFilterPattern(pattern: string): Matcher {
  const text = pattern.trim();
  const scanner = new PatternScanner(text);
  if (text === '') return () => true;
  if (text.startsWith('{')) {
    requireEnd(text, '{', '}');
    return parseJsonPattern(scanner);
  }
  if (text.startsWith('[')) {
    requireEnd(text, '[', ']');
    return parseDelimitedPattern(scanner);
  }
  return parseTermPattern(scanner);
}

function requireEnd(text: string, open: string, close: string): void {
  if (text.endsWith(close)) return;
  throw new PatternError(`If a filter pattern starts with '${open}' it must end with '${close}'`);
}
