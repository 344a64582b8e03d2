import type { SyntaxNode } from '@lezer/common';
import type { ArgumentAction, OfferedArguments, ScriptParser } from '../inspection';
import type { PythonScript } from './pythonScript';

/** The environment variable that a value comes from, which every value made of it inherits. */
interface Origin {
  readonly variable?: string | undefined;
}

export type Items = Origin & {
  readonly kind: 'list' | 'tuple' | 'set';
  readonly items: Value[];
  /** How many undecided branches were open when it was made; a deeper one cannot change it for sure. */
  readonly level: number;
  /** Whether there may be items that are not seen. */
  isOpen: boolean;
};

export type Dictionary = Origin & {
  readonly kind: 'dict';
  /** By `keyOf`. */
  readonly entries: Map<string, { readonly key: Value; readonly value: Value }>;
  readonly level: number;
  isOpen: boolean;
};

export interface Parameter {
  readonly name: string;
  readonly kind: 'positional' | 'keyword' | 'rest' | 'keywords';
  readonly preset: Value | undefined;
  /** Where its type is written. */
  readonly annotation: SyntaxNode | null;
  /** Where its default is written. */
  readonly written: SyntaxNode | null;
  readonly node: SyntaxNode;
}

/** A function or lambda of the script. */
export interface ScriptFunction extends Origin {
  readonly kind: 'function';
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** A `Body`, or a lambda's expression. */
  readonly body: SyntaxNode;
  readonly scope: Scope;
  /** The class it was defined in, where `super()` begins. */
  owner?: ScriptClass;
  /** `property`, `staticmethod`, `classmethod`. */
  readonly binding: string | null;
  /** What click's decorators declare of it, the lowest first. */
  readonly decorations: Recorded[];
  wasCalled: boolean;
}

export interface ScriptClass extends Origin {
  readonly kind: 'class';
  readonly name: string;
  readonly bases: readonly Value[];
  readonly attributes: Map<string, Value>;
  readonly isEnum: boolean;
  readonly node: SyntaxNode;
  /** Where the names in its body are looked for. */
  readonly scope: Scope;
}

interface Instance extends Origin {
  readonly kind: 'instance';
  readonly type: ScriptClass;
  readonly attributes: Map<string, Value>;
}

interface EnumMember extends Origin {
  readonly kind: 'member';
  readonly type: ScriptClass;
  readonly name: string;
  readonly value: Value;
}

/** Something of Python or of a package, by its full name: `os.environ`, `builtins.int`. */
export interface External extends Origin {
  readonly kind: 'external';
  readonly path: string;
}

/** A method of a value, not called yet. */
export interface Method extends Origin {
  readonly kind: 'method';
  readonly self: Value;
  /** The script's own, or the name of one of Python's. */
  readonly target: ScriptFunction | string;
}

/**
 * What a package made of what it was given, where only that matters: `typer.Option(…)`,
 * `click.command(…)`, `Optional[…]`.
 */
export interface Recorded extends Origin {
  readonly kind: 'recorded';
  /** Full name of what was called or subscripted. */
  readonly path: string;
  readonly given: CallArguments;
  readonly node: SyntaxNode;
  readonly scope: Scope;
  /** The group of commands whose method was called. */
  readonly group: Parser | null;
}

export interface Unknown extends Origin {
  readonly kind: 'unknown';
  /** The parser that it turned out to be: arguments were added to it. */
  parser?: Parser;
}

export type Value =
  | ({ readonly kind: 'none' } & Origin)
  | ({ readonly kind: 'bool'; readonly value: boolean } & Origin)
  | ({ readonly kind: 'int'; readonly value: number } & Origin)
  | ({ readonly kind: 'float'; readonly value: number } & Origin)
  | ({ readonly kind: 'str'; readonly value: string } & Origin)
  | ({ readonly kind: 'path'; readonly value: string } & Origin)
  | Items
  | Dictionary
  | ScriptFunction
  | ScriptClass
  | Instance
  | EnumMember
  | External
  | Method
  | ({ readonly kind: 'module'; readonly scope: Scope } & Origin)
  | ({ readonly kind: 'super'; readonly self: Value; readonly after: ScriptClass } & Origin)
  | ({ readonly kind: 'partial'; readonly target: Value; readonly bound: CallArguments } & Origin)
  | Parser
  | Group
  | Subparsers
  | Recorded
  | Unknown;

/** What a call is given. */
export interface CallArguments {
  readonly positional: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  /** Whether `*list` or `**dictionary` adds what cannot be seen. */
  readonly isOpen: boolean;
}

/** One argument as `add_argument` leaves it. */
export interface Declared {
  /** None of a positional. */
  flags: readonly string[];
  readonly name: string;
  readonly destination: string;
  readonly action: ArgumentAction;
  /** What it is declared with; a keyword that is not there is absent. */
  readonly keywords: ReadonlyMap<string, Value>;
  /** `set_defaults` changes it later. */
  preset: Value | undefined;
  /** What cannot be known of it. */
  readonly unread: Set<string>;
  readonly line: number;
  /** The default as the script writes it. */
  readonly writtenDefault: string | null;
}

export interface Exclusive {
  readonly destinations: string[];
  readonly required: boolean;
}

/** An `ArgumentParser`, or what stands for one elsewhere; one object for each that the script makes. */
export interface Parser {
  readonly kind: 'parser';
  readonly library: ScriptParser['kind'];
  readonly variable?: string | undefined;
  /** The script's own class, where it is of one. */
  readonly type: ScriptClass | null;
  readonly attributes: Map<string, Value>;
  readonly arguments: Declared[];
  readonly presets: Map<string, Value>;
  readonly argumentDefault: Value | undefined;
  readonly prefixes: string;
  /** `conflict_handler='resolve'`: a later flag takes an earlier one's place. */
  readonly resolvesConflicts: boolean;
  readonly allowsAbbreviations: boolean;
  readonly exclusive: Exclusive[];
  subcommands: {
    readonly names: string[];
    readonly required: boolean;
    readonly line: number;
  } | null;
  /** How many times it was not known, where it is made, if that is ever come to. */
  readonly doubts: number;
  /** Whether it reads a sub-command. */
  isCommand: boolean;
  /** The file that a command of click or typer is made in. */
  home: SourceFile | null;
  /** Those that read its sub-commands, where click or typer made it. */
  readonly commands: Parser[];
  /** Whether typer lets it run without a sub-command's name being given, when there is only one. */
  isCollapsible: boolean;
  /** Arguments of a library's class, by name alone. */
  readonly offered: OfferedArguments[];
  /** The option that names a file with values for others. */
  fileOption: string | null;
  /** Whether it was handed to another parser as one of its `parents`. */
  isParent: boolean;
  /** Whether all of its arguments are seen. */
  isCertain: boolean;
  acceptsUnknown: boolean;
}

export interface Group {
  readonly kind: 'group';
  readonly variable?: string | undefined;
  readonly parser: Parser;
  readonly exclusive: Exclusive | null;
}

export interface Subparsers {
  readonly kind: 'subparsers';
  readonly variable?: string | undefined;
  readonly parser: Parser;
}

/** A file that is read: the script itself, or a module that it imports. */
export interface SourceFile {
  readonly script: PythonScript;
  /** Line of a place; of a module beside the script the line that imports it. */
  lineOf(node: { readonly from: number }): number;
}

/** The names of a module, a class body, a function's call or a comprehension. */
export class Scope {
  readonly names = new Map<string, Value>();
  /** Names that `global` or `nonlocal` leave to the scopes around. */
  readonly borrowed = new Set<string>();
  readonly module: Scope;

  constructor(
    readonly file: SourceFile,
    readonly kind: 'module' | 'class' | 'function',
    /** Where names are looked for that are not here; not a class body, which its methods do not see. */
    readonly outer: Scope | null,
  ) {
    this.module = outer?.module ?? this;
  }

  find(name: string): Value | undefined {
    return this.holderOf(name)?.names.get(name);
  }

  /** Where an assignment to `name` puts it. */
  targetOf(name: string): Map<string, Value> {
    return (this.borrowed.has(name) ? (this.outer?.holderOf(name) ?? this.module) : this).names;
  }

  private holderOf(name: string): Scope | null {
    if (this.names.has(name)) {
      return this;
    }
    return this.outer?.holderOf(name) ?? null;
  }
}
