import {
  isSettingsFile,
  secretRules,
  settingsRule,
  type SecretKind,
  type SecretRule,
} from './secretRules';

/** Something in a file that looks like a secret; never the secret itself. */
export interface SecretFinding {
  readonly kind: SecretKind;
  /** Counted from 1. */
  readonly line: number;
  /** What stands in front of the secret or marks it, and `…` for the rest. */
  readonly preview: string;
  /** Tells this secret from others of the file without giving it away. */
  readonly fingerprint: string;
}

/** Gives a short digest of a secret. */
export type SecretDigest = (secret: string) => string;

/** Longest secret that is found across the end of a piece. */
const reach = 8192;
/** What a rule may look at in front of a mark. */
const lookBehind = 64;
/** As many as anyone reads. */
const mostFindings = 50;

/**
 * Looks for secrets in a file that comes in pieces. Characters may stand for bytes: all secrets are
 * ASCII.
 */
export class SecretScanner {
  readonly findings: SecretFinding[] = [];
  private readonly marks: Marks;
  private kept = '';
  /** Lines before `kept`. */
  private line = 0;

  constructor(
    path: string,
    private readonly digest: SecretDigest,
    isText = true,
  ) {
    this.marks = marksFor(isText, isSettingsFile(path));
  }

  push(piece: string): void {
    const text = this.kept + piece;
    const end = Math.max(0, text.length - reach);
    const done = this.scan(text, end);
    const from = Math.max(0, end - lookBehind);
    this.line += countLines(text, from);
    this.kept = text.slice(from);
    this.skip = done - from;
  }

  /** Call once after the last piece. */
  end(): readonly SecretFinding[] {
    this.scan(this.kept, this.kept.length);
    this.kept = '';
    return this.findings;
  }

  /** Characters at the start of `kept` that have been looked at. */
  private skip = 0;

  /** Tries the marks that stand before `end`; answers where to go on: a secret may reach further. */
  private scan(text: string, end: number): number {
    const { expression, rulesOf } = this.marks;
    let done = Math.max(end, this.skip);
    expression.lastIndex = this.skip;
    for (;;) {
      const mark = expression.exec(text);
      if (!mark || mark.index >= end || this.findings.length >= mostFindings) {
        return done;
      }
      // A mark may stand inside another.
      expression.lastIndex = mark.index + 1;
      for (const rule of rulesOf.get(mark[0]) ?? []) {
        const finding = this.tryRule(rule, text, { at: mark.index, mark: mark[0] });
        if (finding) {
          this.findings.push(finding.finding);
          expression.lastIndex = finding.end;
          done = Math.max(done, finding.end);
          break;
        }
      }
    }
  }

  private tryRule(
    rule: SecretRule,
    text: string,
    { at, mark }: { readonly at: number; readonly mark: string },
  ): { readonly finding: SecretFinding; readonly end: number } | undefined {
    rule.pattern.lastIndex = at;
    const match = rule.pattern.exec(text);
    if (!match) {
      return undefined;
    }
    const value = match[1] ?? match[0];
    const before = text.slice(Math.max(0, at - lookBehind), at);
    if (rule.accepts?.(value, before) === false) {
      return undefined;
    }
    const finding = {
      kind: rule.kind,
      line: this.line + countLines(text, at) + 1,
      preview: `${rule.isNamed === true ? shown(match[0], value) : mark}…`,
      fingerprint: this.digest(value),
    };
    return { finding, end: at + match[0].length };
  }
}

/** What stands in front of the secret, in one short line. */
function shown(match: string, value: string): string {
  return match.slice(0, match.lastIndexOf(value)).replace(/\s+/g, ' ').slice(0, 40);
}

/** All secrets of a text; `path` decides how settings are read. */
export function findSecrets(
  text: string,
  path: string,
  digest: SecretDigest,
): readonly SecretFinding[] {
  const scanner = new SecretScanner(path, digest);
  scanner.push(text);
  return scanner.end();
}

interface Marks {
  readonly expression: RegExp;
  readonly rulesOf: ReadonlyMap<string, readonly SecretRule[]>;
}

const known = new Map<string, Marks>();

function marksFor(isText: boolean, isSettings: boolean): Marks {
  const key = `${isText} ${isSettings}`;
  const marks = known.get(key) ?? collectMarks(isText, isSettings);
  known.set(key, marks);
  return marks;
}

function collectMarks(isText: boolean, isSettings: boolean): Marks {
  const rules = secretRules.filter(({ textOnly }) => isText || textOnly !== true);
  const meant = isText && isSettings ? [...rules, settingsRule] : rules;
  const marks = new Set(meant.flatMap((rule) => rule.marks));
  // Where `PASSWORD` stands, `PASS` does.
  const rulesFor = (mark: string): SecretRule[] =>
    meant.filter((rule) => rule.marks.some((one) => mark.startsWith(one)));
  const rulesOf = new Map([...marks].map((mark) => [mark, rulesFor(mark)] as const));
  // The longest first: of two marks at one place the pattern takes the first that fits.
  const longestFirst = [...marks].sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((mark) => mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { expression: new RegExp(escaped.join('|'), 'g'), rulesOf };
}

function countLines(text: string, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
    lines++;
  }
  return lines;
}
