import type { SyntaxNode } from '@lezer/common';
import { callAsParser, callParserMethod, callSubparsersMethod } from './argparse/parserMethods';
import { readAttribute } from './attributes';
import { classAttribute, instantiate } from './classes';
import { readExpression } from './expressions';
import { callExternal, callUnknown } from './externals';
import { callFunction } from './functions';
import { ScriptStops, type Call, type Completion, type Frame, type Machine } from './machine';
import { applyDecorator, callCommandMethod, isCommandOf, runCommand } from './libraries/commands';
import { callMethod } from './methods';
import { ModulesBeside, type ReadModule } from './modulesBeside';
import { childrenOf, type PythonScript } from './pythonScript';
import { joined, Journal, type Changes } from './journal';
import { runStatement } from './statements';
import { inherit, none, text, unknown } from './values';
import {
  Scope,
  type CallArguments,
  type Method,
  type Parser,
  type ScriptClass,
  type ScriptFunction,
  type Value,
} from './model';

/** How much is read at most in one script; beyond it the page would wait. */
const budget = 60_000;

/** Deepest nesting of expressions, statements and calls together; beyond it nothing is known. */
const maxDepth = 150;

/** Longest chain of calls that is followed. */
const maxCalls = 24;

/** Follows a script as Python would, without running it. One object reads one script. */
export class Interpreter implements Machine {
  readonly journal = new Journal();
  readonly parsers: Parser[] = [];
  readonly reached = new Set<Parser>();
  readonly unreadableNames = new Set<number>();
  /** Functions and classes in the order of their definitions. */
  readonly definitions: (ScriptFunction | ScriptClass)[] = [];
  isSpent = false;
  doubts = 0;
  private left = budget;
  private depth = 0;
  private calls = 0;
  private readonly modules: ModulesBeside | null;

  constructor(readModule: ReadModule | undefined) {
    this.modules = readModule ? new ModulesBeside(this, readModule) : null;
  }

  /** Runs the script from its first line. */
  runScript(script: PythonScript): void {
    const file = { script, lineOf: (node: { from: number }) => script.lineOf(node) };
    this.runModule(new Scope(file, 'module', null), '__main__');
  }

  /** Runs a module in a scope that is still empty. */
  runModule(scope: Scope, name: string): void {
    const { script } = scope.file;
    scope.names.set('__name__', text(name));
    scope.names.set('__file__', unknown());
    this.enter((frame) => this.run(childrenOf(script.root), frame), scope);
  }

  /** Follows no further than so many expressions, which do not count elsewhere. */
  within(limit: number, follow: () => void): void {
    const { left } = this;
    this.left = Math.min(left, limit);
    try {
      follow();
    } finally {
      this.left = left;
    }
  }

  evaluate(node: SyntaxNode, scope: Scope): Value {
    this.left -= 1;
    if (this.left < 0) {
      throw new ScriptStops('spent');
    }
    return this.deeper(() => readExpression(node, scope, this)) ?? unknown();
  }

  run(statements: readonly SyntaxNode[], frame: Frame): Completion {
    for (const node of statements) {
      const completion = this.deeper(() => runStatement(node, frame, this));
      if (completion !== undefined && completion !== 'normal') {
        return completion;
      }
    }
    return 'normal';
  }

  enter(body: (frame: Frame) => void, scope: Scope): Value {
    const frame: Frame = { scope, returned: [], doubts: 0 };
    try {
      body(frame);
    } finally {
      this.doubts -= frame.doubts;
    }
    return frame.returned.length === 0 ? none : joined(frame.returned);
  }

  doubt(frame: Frame): void {
    frame.doubts += 1;
    this.doubts += 1;
  }

  fork(branches: readonly (() => Completion)[], frame: Frame): Completion {
    const ends: { readonly end: Completion | 'stopped'; readonly changes: Changes }[] = [];
    this.doubts += 1;
    try {
      for (const branch of branches) {
        const { result, changes } = this.journal.branch(() => attempt(branch));
        ends.push({ end: result, changes });
      }
    } finally {
      this.doubts -= 1;
    }
    const open = ends.filter(({ end }) => end === 'normal');
    const left = ends.filter(({ end }) => end !== 'stopped');
    this.journal.join((open.length > 0 ? open : left).map(({ changes }) => changes));
    if (open.length > 0 && left.some(({ end }) => end === 'return')) {
      this.doubt(frame);
    }
    if (left.length === 0) {
      throw new ScriptStops('raised');
    }
    return open.length > 0
      ? 'normal'
      : (left.find(({ end }) => end !== 'stopped')?.end as Completion);
  }

  call(callee: Value, call: Call): Value {
    switch (callee.kind) {
      case 'function':
        return this.follow(callee, call);
      case 'method':
        return this.callMethod(callee, call);
      case 'class':
        return instantiate(callee, call, this);
      case 'external':
        return callExternal(callee.path, call, this);
      case 'partial':
        return this.limited(() => this.call(callee.target, withBound(callee.bound, call)));
      case 'recorded':
        return applyDecorator(callee, call, this);
      case 'parser':
      case 'instance':
        return this.callObject(callee, call);
      default:
        return inherit(callUnknown(call), callee);
    }
  }

  private callObject(callee: Extract<Value, { kind: 'parser' | 'instance' }>, call: Call): Value {
    if (callee.kind === 'parser' && isCommandOf(callee)) {
      return runCommand(callee, this);
    }
    const own = callee.type && classAttribute(callee.type, '__call__');
    return own?.kind === 'function'
      ? this.call({ kind: 'method', self: callee, target: own }, call)
      : callUnknown(call);
  }

  attribute(value: Value, name: string): Value {
    return readAttribute(value, name, this, (target, self) =>
      this.limited(() =>
        callFunction(target, { positional: [self], keywords: new Map(), isOpen: false }, this),
      ),
    );
  }

  note(value: Value): void {
    if (value.kind === 'function' || value.kind === 'class') {
      this.definitions.push(value);
    }
  }

  importModule(name: string, node: SyntaxNode, scope: Scope): Scope | null {
    return this.modules?.find(name, node, scope) ?? null;
  }

  private callMethod(method: Method, call: Call): Value {
    const { self, target } = method;
    if (typeof target !== 'string') {
      return this.follow(target, { ...call, positional: [self, ...call.positional] });
    }
    if (self.kind === 'parser' && isCommandOf(self)) {
      return callCommandMethod(self, target, call, this);
    }
    switch (self.kind) {
      case 'parser':
      case 'group':
        return callParserMethod(self, target, call, this);
      case 'subparsers':
        return callSubparsersMethod(self, target, call, this);
      case 'unknown':
        return callAsParser(self, method, call, this);
      default:
        return inherit(callMethod(self, target, call, this) ?? callUnknown(call), self);
    }
  }

  private follow(target: ScriptFunction, call: Call): Value {
    return this.limited(() => callFunction(target, call, this));
  }

  private limited(follow: () => Value): Value {
    if (this.calls >= maxCalls) {
      return unknown();
    }
    this.calls += 1;
    try {
      return follow();
    } finally {
      this.calls -= 1;
    }
  }

  deeper<T>(follow: () => T): T | undefined {
    if (this.depth >= maxDepth) {
      return undefined;
    }
    this.depth += 1;
    try {
      return follow();
    } finally {
      this.depth -= 1;
    }
  }
}

function withBound(bound: CallArguments, call: Call): Call {
  return {
    ...call,
    positional: [...bound.positional, ...call.positional],
    keywords: new Map([...bound.keywords, ...call.keywords]),
    isOpen: bound.isOpen || call.isOpen,
  };
}

function attempt(branch: () => Completion): Completion | 'stopped' {
  try {
    return branch();
  } catch (error) {
    if (error instanceof ScriptStops && error.reason === 'raised') {
      return 'stopped';
    }
    throw error;
  }
}
