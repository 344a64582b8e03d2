import type { Call, Machine } from '../machine';
import type { Parser, Value } from '../model';
import { isTrue, iterated } from '../values';

type Made = Pick<Parser, 'type' | 'isCommand' | 'library'>;

/** Makes a parser as argparse's constructor does, or an empty one for another library. */
export function makeParser(
  { keywords, isOpen }: Pick<Call, 'keywords' | 'isOpen'>,
  machine: Pick<Machine, 'parsers' | 'doubts'>,
  { type = null, isCommand = false, library = 'argparse' }: Partial<Made> = {},
): Parser {
  const parser: Parser = {
    kind: 'parser',
    library,
    type,
    attributes: new Map(),
    arguments: [],
    presets: new Map(),
    argumentDefault: keywords.get('argument_default'),
    ...mannersOf(keywords, library),
    exclusive: [],
    subcommands: null,
    doubts: machine.doubts,
    isCommand,
    home: null,
    commands: [],
    isCollapsible: false,
    offered: [],
    fileOption: null,
    isParent: false,
    isCertain: !isOpen,
    acceptsUnknown: false,
  };
  machine.parsers.push(parser);
  takeOver(parser, keywords.get('parents'));
  return parser;
}

/** Dataclasses are read by a parser of argparse. */
function mannersOf(
  keywords: Call['keywords'],
  library: Parser['library'],
): Pick<Parser, 'prefixes' | 'resolvesConflicts' | 'allowsAbbreviations'> {
  const prefixes = keywords.get('prefix_chars');
  const abbreviations = keywords.get('allow_abbrev');
  const conflicts = keywords.get('conflict_handler');
  const isArgparse = library === 'argparse' || library === 'dataclass';
  return {
    prefixes: prefixes?.kind === 'str' ? prefixes.value : '-',
    resolvesConflicts: conflicts?.kind === 'str' && conflicts.value === 'resolve',
    allowsAbbreviations: isArgparse && (!abbreviations || isTrue(abbreviations) !== false),
  };
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
