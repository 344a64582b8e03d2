import type { SyntaxNode } from '@lezer/common';
import type { ScriptInspection, ScriptParser, ScriptProblem } from '../inspection';
import { argumentProblems, unreadableName } from './argumentProblems';
import { readCommandLine, type CommandLine } from './commandLine';
import { readDeclared } from './declaredArgument';
import { guessFramework, importedModules, readImports, type ImportedName } from './imports';
import type { ReadModule } from './interpreter';
import { findChannels, findFixedPaths } from './paths';
import { PythonScript } from './pythonScript';
import { findSyntaxProblem } from './syntaxProblem';

/** Longest script that is read; beyond it the page would wait for a text that nobody wrote. */
const maxLength = 2_000_000;

/** Packages that read a command line in ways of their own. */
const otherParsers = ['click', 'typer', 'fire', 'absl', 'hydra', 'jsonargparse', 'docopt', 'tap'];

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
  return {
    file,
    framework: guessFramework(imports),
    imports: importedModules(imports),
    arguments: read.map(({ argument }) => argument),
    parser: parserOf(line),
    channels: findChannels(script),
    problems: [
      ...(syntax ? [syntax] : []),
      ...line.unreadableNames.map(unreadableName),
      ...read.flatMap(argumentProblems),
      ...parserProblems(line),
      ...dataclassProblems(script),
      ...otherParserProblems(line, imports),
      ...findFixedPaths(script),
    ],
  };
}

function empty(file: string): ScriptInspection {
  const nothing = { imports: [], arguments: [], channels: [], problems: [] };
  return { file, framework: null, parser: null, ...nothing };
}

const tooLong: ScriptProblem = {
  severity: 'warning',
  code: 'unreadable',
  message: 'The script is too long to be read; add its arguments as rows.',
  line: 1,
};

function parserOf({ parsers, isSpent, unreadableNames }: CommandLine): ScriptParser | null {
  if (parsers.every((parser) => parser.arguments.length === 0 && parser.subcommands === null)) {
    return null;
  }
  const subcommands = parsers.find((parser) => parser.subcommands !== null)?.subcommands;
  return {
    kind: 'argparse',
    acceptsUnknown: parsers.every((parser) => parser.acceptsUnknown),
    allowsAbbreviations: parsers.some((parser) => parser.allowsAbbreviations),
    exclusive: parsers.flatMap(({ exclusive }) => exclusive),
    subcommands: subcommands ? { names: subcommands.names, required: subcommands.required } : null,
    certain:
      !isSpent && unreadableNames.length === 0 && parsers.every(({ isCertain }) => isCertain),
  };
}

function parserProblems({ parsers }: CommandLine): ScriptProblem[] {
  const message = 'SageMaker cannot choose a sub-command: it passes options only.';
  return parsers.flatMap(({ subcommands }): ScriptProblem[] =>
    subcommands
      ? [{ severity: 'warning', code: 'unpassable', message, line: subcommands.line }]
      : [],
  );
}

function dataclassProblems(script: PythonScript): ScriptProblem[] {
  const message = 'Arguments made of dataclasses are not read; add them as rows.';
  return script
    .nodes('CallExpression')
    .filter((node) => /^([\w.]+\.)?HfArgumentParser$/.test(calleeOf(node, script)))
    .map((node) => ({
      severity: 'info',
      code: 'unreadable',
      message,
      line: script.lineOf(node),
    }));
}

function calleeOf({ firstChild }: SyntaxNode, script: PythonScript): string {
  return firstChild === null ? '' : script.textOf(firstChild);
}

/** Only where argparse has nothing to show: many scripts import both. */
function otherParserProblems(line: CommandLine, imports: readonly ImportedName[]): ScriptProblem[] {
  const found = imports.find(({ path }) => otherParsers.includes(path.split('.')[0] ?? ''));
  if (found === undefined || line.arguments.length > 0) {
    return [];
  }
  const message = `Arguments made with ${found.path.split('.')[0] ?? ''} are not read; add them as rows.`;
  return [{ severity: 'info', code: 'unreadable', message, line: found.line }];
}
