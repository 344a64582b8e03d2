import type { Document, ScalarTag } from 'yaml';

/** What a text of YAML holds: maps are `Map`s, so that no key means anything to the language. */
export type YamlRead =
  | { readonly value: unknown }
  /** `line` from 1; absent where the text as a whole is refused. */
  | { readonly problem: string; readonly line?: number };

/** What a plain word is in YAML 1.1, as PyYAML's `safe_load` has it: neither `y` nor `1e5` is more than a text. */
const words = [
  scalar('null', /^(~|null|Null|NULL)?$/, () => null),
  scalar('bool', /^(true|True|TRUE|yes|Yes|YES|on|On|ON)$/, () => true),
  scalar('bool', /^(false|False|FALSE|no|No|NO|off|Off|OFF)$/, () => false),
  scalar('int', /^[-+]?(0b[01_]+|0x[\da-fA-F_]+|0[0-7_]*|[1-9][\d_]*(:[0-5]?\d)*)$/, notWanted),
  scalar('float', /^[-+]?(\d[\d_]*\.[\d_]*|\.\d[\d_]*)([eE][-+]\d+)?$/, notWanted),
  scalar(
    'float',
    /^([-+]?\d[\d_]*(:[0-5]?\d)+\.[\d_]*|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/,
    notWanted,
  ),
  scalar(
    'timestamp',
    /^\d{4}-\d\d?-\d\d?([Tt]|[ \t]+)\d\d?:\d\d:\d\d(\.\d*)?([ \t]*(Z|[-+]\d\d?(:\d\d)?))?$|^\d{4}-\d\d-\d\d$/,
    notWanted,
  ),
];

/** The library walks the whole document for each alias. */
const mostAliases = 100;

/**
 * Reads the one document of a text as PyYAML reads it. What is hostile is refused like what is wrong:
 * more than a hundred aliases, or as many copies. Numbers and times are no more than "no text".
 */
export async function readYaml(text: string): Promise<YamlRead> {
  const { parseDocument, visit } = await import('yaml');
  try {
    const document = parseDocument(text, {
      ...{ schema: 'failsafe', customTags: words, merge: true },
      ...{ uniqueKeys: false, prettyErrors: false, logLevel: 'error' },
    });
    // A tag that is not known is a warning there, and refused by PyYAML.
    const [wrong] = [...document.errors, ...document.warnings];
    if (wrong) {
      return { problem: wrong.message, line: text.slice(0, wrong.pos[0]).split('\n').length };
    }
    if (aliasesIn(document, visit) > mostAliases) {
      return { problem: `There are more than ${mostAliases} aliases.` };
    }
    return { value: document.toJS({ mapAsMap: true, maxAliasCount: mostAliases }) as unknown };
  } catch (error) {
    // Too many aliases, one without an anchor, or nesting beyond the stack.
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function aliasesIn(document: Document, visit: typeof import('yaml').visit): number {
  let count = 0;
  visit(document, {
    Alias: () => {
      count += 1;
    },
  });
  return count;
}

function notWanted(): number {
  return Number.NaN;
}

function scalar(name: string, test: RegExp, resolve: (text: string) => unknown): ScalarTag {
  return { ...{ tag: `tag:yaml.org,2002:${name}`, default: true, test, resolve } };
}
