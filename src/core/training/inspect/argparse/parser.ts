import type { Call, Machine } from '../machine';
import type { Parser, ScriptClass, Value } from '../model';
import { isTrue, iterated } from '../values';

/** Makes a parser as argparse's constructor does. */
export function makeParser(
  { keywords, isOpen }: Pick<Call, 'keywords' | 'isOpen'>,
  machine: Pick<Machine, 'parsers' | 'doubts'>,
  type: ScriptClass | null = null,
  isCommand = false,
): Parser {
  const prefixes = keywords.get('prefix_chars');
  const abbreviations = keywords.get('allow_abbrev');
  const conflicts = keywords.get('conflict_handler');
  const parser: Parser = {
    kind: 'parser',
    type,
    attributes: new Map(),
    arguments: [],
    presets: new Map(),
    argumentDefault: keywords.get('argument_default'),
    prefixes: prefixes?.kind === 'str' ? prefixes.value : '-',
    resolvesConflicts: conflicts?.kind === 'str' && conflicts.value === 'resolve',
    allowsAbbreviations: abbreviations === undefined || isTrue(abbreviations) !== false,
    exclusive: [],
    subcommands: null,
    doubts: machine.doubts,
    isCommand,
    isParent: false,
    isCertain: !isOpen,
    acceptsUnknown: false,
  };
  machine.parsers.push(parser);
  takeOver(parser, keywords.get('parents'));
  return parser;
}

/** What `parents` declare belongs to the parser too. */
function takeOver(parser: Parser, parents: Value | undefined): void {
  if (parents === undefined) {
    return;
  }
  const all = iterated(parents);
  parser.isCertain &&= all !== undefined;
  for (const parent of all ?? []) {
    if (parent.kind === 'parser') {
      parent.isParent = true;
      parent.presets.forEach((value, name) => parser.presets.set(name, value));
      parser.arguments.push(...parent.arguments);
      parser.exclusive.push(...parent.exclusive);
      parser.isCertain &&= parent.isCertain;
    } else {
      parser.isCertain = false;
    }
  }
}
