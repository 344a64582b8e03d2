import type { SyntaxNode } from '@lezer/common';
import { callOf, type PythonCall } from './call';
import type { ImportedName } from './imports';
import { childrenOf, type PythonScript } from './pythonScript';

/** What the script does with argparse, in the order of the text. */
export interface ParserUse {
  readonly arguments: readonly PythonCall[];
  readonly defaults: readonly PythonCall[];
  readonly subparsers: readonly PythonCall[];
  /** Parsers that are made of dataclasses. */
  readonly dataclassParsers: readonly PythonCall[];
}

/** Keywords of `add_argument`, by which it is told from methods of the same name elsewhere. */
const argparseKeywords = ['type', 'default', 'help', 'action', 'required', 'choices', 'nargs'];

/**
 * Finds the calls on parsers. A parser is known by what it is made from, and by its name or by what is
 * asked of it where it is a parameter or comes from another module. Sub-commands are left out.
 */
export function findParsers(script: PythonScript, imports: readonly ImportedName[]): ParserUse {
  const calls = script.nodes('CallExpression').flatMap((node) => callOf(node, script) ?? []);
  const receivers = new Receivers(script, parserClasses(script, imports));
  const named = (method: string): PythonCall[] => calls.filter((call) => call.method === method);
  return {
    arguments: named('add_argument').filter((call) => receivers.isParser(call)),
    defaults: named('set_defaults').filter((call) => !receivers.isSubcommand(call)),
    subparsers: named('add_subparsers'),
    dataclassParsers: named('HfArgumentParser'),
  };
}

/** Knows which names hold parsers and which hold those of sub-commands. */
class Receivers {
  private readonly parsers = new Set<string>();
  private readonly subcommands = new Set<string>();

  constructor(
    private readonly script: PythonScript,
    private readonly classes: ReadonlySet<string>,
  ) {
    for (const statement of script.nodes('AssignStatement')) {
      const parts = childrenOf(statement);
      const call = callOf(parts.at(-1) ?? statement, script);
      const [target] = parts;
      if (call && target) {
        this.setOf(call)?.add(script.textOf(target));
      }
    }
  }

  isParser(call: PythonCall): boolean {
    if (call.object === null || this.isSubcommand(call)) {
      return false;
    }
    const text = this.script.textOf(call.object);
    return (
      this.parsers.has(text) ||
      this.isMadeHere(call.object) ||
      /(pars|group|arg)\w*$/i.test(text) ||
      argparseKeywords.some((keyword) => call.keywords.has(keyword))
    );
  }

  isSubcommand({ object }: PythonCall): boolean {
    const made = object && callOf(object, this.script);
    if (made) {
      return this.setOf(made) === this.subcommands;
    }
    const text = object === null ? '' : this.script.textOf(object);
    return this.subcommands.has(text) && !this.parsers.has(text);
  }

  private isMadeHere(object: SyntaxNode): boolean {
    const made = callOf(object, this.script);
    return made !== null && this.setOf(made) === this.parsers;
  }

  private setOf({ method }: PythonCall): Set<string> | null {
    if (method === 'add_parser') {
      return this.subcommands;
    }
    const isGroup = method === 'add_argument_group' || method === 'add_mutually_exclusive_group';
    return isGroup || this.classes.has(method) ? this.parsers : null;
  }
}

/** Names by which the script makes parsers: argparse's class, its aliases, classes derived from it. */
function parserClasses(script: PythonScript, imports: readonly ImportedName[]): Set<string> {
  const classes = new Set(['ArgumentParser', 'ArgParser']);
  for (const { path, local } of imports) {
    if (path.endsWith('.ArgumentParser')) {
      classes.add(local);
    }
  }
  for (const definition of script.nodes('ClassDefinition')) {
    const [, name, bases] = childrenOf(definition);
    if (name && bases?.name === 'ArgList' && derivesFrom(bases, classes, script)) {
      classes.add(script.textOf(name));
    }
  }
  return classes;
}

function derivesFrom(
  bases: SyntaxNode,
  classes: ReadonlySet<string>,
  script: PythonScript,
): boolean {
  return childrenOf(bases).some((base) => classes.has(script.textOf(base).split('.').at(-1) ?? ''));
}
