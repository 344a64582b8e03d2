import type { ScriptInspection, ScriptParser, ScriptProblem } from '../inspection';
import { argumentProblems, unreadableName } from './argumentProblems';
import { readCommandLine, type CommandLine } from './commandLine';
import { readDeclared } from './declaredArgument';
import { guessFramework, importedModules, readImports, type ImportedName } from './imports';
import { findMetrics } from './metrics/findMetrics';
import { findPlainReads } from './plainReads';
import { findMissingGuard, findSurroundings } from './surroundings';
import { findChannels, findFixedPaths } from './paths';
import type { Parser } from './model';
import type { ReadModule } from './modulesBeside';
import { PythonScript } from './pythonScript';
import { findSyntaxProblem } from './syntaxProblem';

/** Longest script that is read; beyond it the page would wait for a text that nobody wrote. */
const maxLength = 2_000_000;

/** Packages that read a command line in ways of their own, by what is imported of them. */
const otherParsers = [
  /^(click|typer|fire|hydra|jsonargparse|docopt|tap|tyro|simple_parsing|plac)(\.|$)/,
  /^absl\.flags/,
];

/**
 * Reads what a Python script says about itself. Never runs it, never throws; broken code gives less.
 * `readModule` gives the text of a module beside the script by the name that an import gives it, such as
 * `options` or `.options`, so that a parser made there is seen too.
 */
export function inspectScript(
  text: string,
  file: string,
  readModule?: ReadModule,
): ScriptInspection {
  if (text.length > maxLength) {
    return { ...empty(file), problems: [tooLong] };
  }
  const script = new PythonScript(text.replace(/^\uFEFF/, ''));
  const imports = readImports(script);
  const line = readCommandLine(script, readModule);
  const read = line.arguments.map(readDeclared);
  const syntax = findSyntaxProblem(script);
  const parser = parserOf(line);
  return {
    file,
    framework: guessFramework(imports),
    imports: importedModules(imports),
    arguments: read.map(({ argument }) => argument),
    parser,
    channels: findChannels(script),
    hyperparameters: findPlainReads(script),
    surroundings: findSurroundings(script),
    metrics: findMetrics(script, imports),
    problems: [
      ...(syntax ? [syntax] : []),
      ...line.unreadableNames.map(unreadableName),
      ...read.flatMap((argument) => argumentProblems(argument, parser?.kind ?? 'argparse')),
      ...parserProblems(line),
      ...elsewhereProblems(line),
      ...otherParserProblems(line, imports),
      ...findFixedPaths(script),
      ...findMissingGuard(script, imports),
    ],
  };
}

function empty(file: string): ScriptInspection {
  const nothing = {
    imports: [],
    arguments: [],
    channels: [],
    hyperparameters: [],
    metrics: [],
    problems: [],
  };
  const surroundings = { gpu: null, distributed: null };
  return { file, framework: null, parser: null, surroundings, ...nothing };
}

const tooLong: ScriptProblem = {
  severity: 'warning',
  code: 'unreadable',
  message: 'The script is too long to be read; add its arguments as rows.',
  line: 1,
};

function parserOf({ parsers, isSpent, unreadableNames }: CommandLine): ScriptParser | null {
  const first = parsers.find(isFilled);
  if (first === undefined) {
    return null;
  }
  const offered = parsers.flatMap((parser) => parser.offered);
  const fileOption = parsers.find((parser) => parser.fileOption !== null)?.fileOption;
  const subcommands = parsers.find((parser) => parser.subcommands !== null)?.subcommands;
  return {
    kind: first.library,
    acceptsUnknown: parsers.every((parser) => parser.acceptsUnknown),
    allowsAbbreviations: parsers.some((parser) => parser.allowsAbbreviations),
    exclusive: parsers.flatMap(({ exclusive }) => exclusive),
    subcommands: subcommands ? { names: subcommands.names, required: subcommands.required } : null,
    ...(offered.length > 0 ? { offered } : {}),
    ...(fileOption ? { fileOption } : {}),
    certain:
      !isSpent && unreadableNames.length === 0 && parsers.every(({ isCertain }) => isCertain),
  };
}

/** fire's parameters may be any. */
function isFilled({
  arguments: declared,
  subcommands,
  offered,
  library,
  acceptsUnknown,
}: Parser): boolean {
  const isOpen = library === 'fire' && acceptsUnknown;
  return declared.length > 0 || subcommands !== null || offered.length > 0 || isOpen;
}

function parserProblems({ parsers }: CommandLine): ScriptProblem[] {
  const message = 'SageMaker cannot choose a sub-command: it passes options only.';
  return parsers.flatMap(({ subcommands }): ScriptProblem[] =>
    subcommands
      ? [{ severity: 'warning', code: 'unpassable', message, line: subcommands.line }]
      : [],
  );
}

/** Only where nothing else is shown: many scripts import two of them. */
function otherParserProblems(line: CommandLine, imports: readonly ImportedName[]): ScriptProblem[] {
  const read = new Set<string>(line.parsers.map(({ library }) => library));
  const found = imports.find(({ path }) => {
    const name = otherParsers.find((pattern) => pattern.test(path));
    return name !== undefined && !read.has(packageOf(path));
  });
  if (found === undefined || line.arguments.length > 0) {
    return [];
  }
  const message = `Arguments made with ${packageOf(found.path)} are not read; add them as rows.`;
  return [{ severity: 'info', code: 'unreadable', message, line: found.line }];
}

const packageOf = (path: string): string => path.split('.')[0] ?? '';

/** Classes and functions that are not in the script, and not known by name either. */
function elsewhereProblems({ parsers }: CommandLine): ScriptProblem[] {
  const unknown = parsers.flatMap(({ offered }) =>
    offered.filter(({ names }) => names.length === 0),
  );
  return unknown.map(({ from, line }) => {
    const name = from === '' ? '' : ` of ${from.split('.').at(-1) ?? from}`;
    const message = `The arguments${name} are defined elsewhere; add them as rows.`;
    return { severity: 'info', code: 'unreadable', message, line };
  });
}
