import type { SyntaxNode } from '@lezer/common';
import type { Journal } from './journal';
import type { CallArguments, Parser, Scope, Value } from './model';

/** One call of a function, or a module: what its statements leave behind. */
export interface Frame {
  readonly scope: Scope;
  /** What `return` may have given, one for each that was come to. */
  readonly returned: Value[];
  /** How many conditional returns make what follows uncertain. */
  doubts: number;
}

/** A call, with where it stands. */
export interface Call extends CallArguments {
  readonly node: SyntaxNode;
  readonly scope: Scope;
}

/** How a statement ends. */
export type Completion = 'normal' | 'return' | 'break' | 'continue';

/** What the parts of the reader ask of each other. */
export interface Machine {
  readonly journal: Journal;
  /** Every parser, in the order of their making. */
  readonly parsers: Parser[];
  /** Those that are asked to read the command line. */
  readonly reached: Set<Parser>;
  /** Names of arguments that cannot be told, by line. */
  readonly unreadableNames: Set<number>;
  /** How many times it is not known if what is being read is ever come to. */
  readonly doubts: number;
  evaluate(node: SyntaxNode, scope: Scope): Value;
  run(statements: readonly SyntaxNode[], frame: Frame): Completion;
  call(callee: Value, call: Call): Value;
  attribute(value: Value, name: string): Value;
  /** Remembers a function or class, to follow it where nothing calls it. */
  note(value: Value): void;
  /** Marks all that follows in the function as uncertain. */
  doubt(frame: Frame): void;
  /** Runs what may or may not be come to, and brings together what is left. */
  fork(branches: readonly (() => Completion)[], frame: Frame): Completion;
  /** Runs `body` as a function's call. */
  enter(body: (frame: Frame) => void, scope: Scope): Value;
  /** Goes a step deeper; `undefined` where that is too deep to be followed. */
  deeper<T>(follow: () => T): T | undefined;
  importModule(name: string, node: SyntaxNode, scope: Scope): Scope | null;
}

/** The script does not go on from here. */
export class ScriptStops extends Error {
  constructor(
    /** `parsed`: the command line is read; `spent`: it is too much to follow. */
    readonly reason: 'raised' | 'parsed' | 'spent',
  ) {
    super(reason);
  }
}
