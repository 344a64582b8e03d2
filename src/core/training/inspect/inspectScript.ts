import type { ScriptArgument, ScriptInspection, ScriptParser, ScriptProblem } from '../inspection';
import type { PythonCall } from './call';
import { collectConstants } from './constants';
import { evaluate, type Scope } from './evaluate';
import { guessFramework, importedModules, readImports, type ImportedName } from './imports';
import { findParsers, type ParserUse } from './parsers';
import { findChannels, findFixedPaths } from './paths';
import { PythonScript } from './pythonScript';
import { readArgumentCall, type ArgumentDeclaration } from './readArgument';
import { findSyntaxProblem } from './syntaxProblem';

/** Longest script that is read; beyond it the page would wait for a text that nobody wrote. */
const maxLength = 2_000_000;

/** How many expressions are read at most in one script. */
const budget = 200_000;

/** Packages that read a command line in ways of their own. */
const otherParsers = ['click', 'typer', 'fire', 'absl', 'hydra', 'jsonargparse', 'docopt', 'tap'];

/** Reads what a Python script says about itself. Never runs it, never throws; broken code gives less. */
export function inspectScript(text: string, file: string): ScriptInspection {
  if (text.length > maxLength) {
    return { ...empty(file), problems: [tooLong] };
  }
  const script = new PythonScript(text.replace(/^\uFEFF/, ''));
  const imports = readImports(script);
  const use = findParsers(script, imports);
  const scope = { script, constants: collectConstants(script), budget: { left: budget } };
  const declarations = use.arguments.map((call) => readArgumentCall(call, scope));
  const syntax = findSyntaxProblem(script);
  return {
    file,
    framework: guessFramework(imports),
    imports: importedModules(imports),
    arguments: withDefaults(declarations, use.defaults, scope),
    parser: parserOf(use, text),
    channels: findChannels(script),
    problems: [
      ...(syntax ? [syntax] : []),
      ...declarations.flatMap(({ problems }) => problems),
      ...useProblems(use, scope),
      ...otherParserProblems(use, imports),
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

/** The arguments, the first of each name, with what `set_defaults` puts over their defaults. */
function withDefaults(
  declarations: readonly ArgumentDeclaration[],
  calls: readonly PythonCall[],
  scope: Scope,
): ScriptArgument[] {
  const byName = new Map<string, ScriptArgument>();
  for (const { argument, destination } of declarations) {
    if (argument !== null && !byName.has(argument.name)) {
      byName.set(argument.name, withDefault(argument, destination, calls, scope));
    }
  }
  return [...byName.values()];
}

function withDefault(
  argument: ScriptArgument,
  destination: string,
  calls: readonly PythonCall[],
  scope: Scope,
): ScriptArgument {
  const node = calls.map(({ keywords }) => keywords.get(destination)).find(Boolean);
  if (node === undefined) {
    return argument;
  }
  const value = evaluate(node, scope);
  return value === undefined
    ? { ...argument, default: null, hasDefault: false, certain: false }
    : { ...argument, default: value, hasDefault: true };
}

function parserOf(use: ParserUse, text: string): ScriptParser | null {
  return use.arguments.length === 0
    ? null
    : {
        kind: 'argparse',
        acceptsUnknown: text.includes('.parse_known_args('),
        allowsAbbreviations: !/allow_abbrev\s*=\s*False/.test(text),
        exclusive: [],
        subcommands: null,
        certain: false,
      };
}

function useProblems(use: ParserUse, { script }: Scope): ScriptProblem[] {
  const commands = use.subparsers.map(({ node }): ScriptProblem => {
    const message = 'SageMaker cannot choose a sub-command: it passes options only.';
    return { severity: 'warning', code: 'unpassable', message, line: script.lineOf(node) };
  });
  const dataclasses = use.dataclassParsers.map(({ node }): ScriptProblem => {
    const message = 'Arguments made of dataclasses are not read; add them as rows.';
    return { severity: 'info', code: 'unreadable', message, line: script.lineOf(node) };
  });
  return [...commands, ...dataclasses];
}

/** Only where argparse has nothing to show: many scripts import both. */
function otherParserProblems(use: ParserUse, imports: readonly ImportedName[]): ScriptProblem[] {
  const found = imports.find(({ path }) => otherParsers.includes(path.split('.')[0] ?? ''));
  if (found === undefined || use.arguments.length > 0) {
    return [];
  }
  const message = `Arguments made with ${found.path.split('.')[0] ?? ''} are not read; add them as rows.`;
  return [{ severity: 'info', code: 'unreadable', message, line: found.line }];
}
