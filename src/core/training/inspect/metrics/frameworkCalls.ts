import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, splitAtCommas } from '../callSite';
import type { ImportedName } from '../imports';
import { childrenOf, type PythonScript } from '../pythonScript';
import { Bindings, pushTo } from './bindings';
import { Collections, type Entry } from './collections';

/** A call as it is written. */
export interface WrittenCall {
  readonly node: SyntaxNode;
  /** Its full name by the imports, such as `xgboost.train`; `''` where it is no name. */
  readonly path: string;
  readonly positional: readonly SyntaxNode[];
  readonly keywords: ReadonlyMap<string, SyntaxNode>;
  readonly line: number;
}

/** The call of a method, with what the method is of. */
export interface MethodCall extends WrittenCall {
  readonly object: SyntaxNode;
}

/** The calls of a script, and what the names in them stand for where that is written down once. */
export class FrameworkCalls {
  readonly all: readonly WrittenCall[];
  private readonly bindings: Bindings;
  private readonly collections: Collections;
  /** Functions and methods of the script by their name. */
  private readonly defined = new Map<string, SyntaxNode[]>();
  /** Full names by what the script calls them. */
  private readonly imported: ReadonlyMap<string, string>;

  constructor(
    readonly script: PythonScript,
    imports: readonly ImportedName[],
  ) {
    this.imported = new Map(imports.map(({ local, path }) => [local, path]));
    this.bindings = new Bindings(script);
    this.collections = new Collections(script, this.bindings);
    for (const node of script.nodes('FunctionDefinition')) {
      const own = node.getChild('VariableName');
      if (own) {
        pushTo(this.defined, script.textOf(own), node);
      }
    }
    this.all = script.nodes('CallExpression').map((node) => this.read(node));
  }

  /** Calls by a method's name. */
  methods(name: RegExp): MethodCall[] {
    return this.all.flatMap((call) => {
      const { firstChild: callee } = call.node;
      const [object, method] = [callee?.firstChild, callee?.lastChild];
      return callee?.name === 'MemberExpression' &&
        object &&
        method?.name === 'PropertyName' &&
        name.test(this.script.textOf(method))
        ? [{ ...call, object }]
        : [];
    });
  }

  /** What is assigned to a name, or the node itself; none where that cannot be told. */
  valuesOf(node: SyntaxNode | undefined): readonly SyntaxNode[] {
    return node === undefined ? [] : this.bindings.valuesOf(node);
  }

  /** The only value that it can be. */
  valueOf(node: SyntaxNode | undefined): SyntaxNode | undefined {
    const [only, ...more] = this.valuesOf(node);
    return more.length === 0 ? only : undefined;
  }

  /** The call whose result it is. */
  callOf(node: SyntaxNode | undefined): WrittenCall | undefined {
    const value = this.valueOf(node);
    return value?.name === 'CallExpression' ? this.read(value) : undefined;
  }

  /** The members of a list or tuple; `undefined` where not all are written there. */
  itemsOf(node: SyntaxNode | undefined): readonly SyntaxNode[] | undefined {
    return this.collections.itemsOf(this.valueOf(node));
  }

  /** What is given to a key of a dictionary, in its braces or later. */
  entryOf(node: SyntaxNode | undefined, key: string): Entry {
    return node && this.collections.entryOf(node, key);
  }

  /** A text that is written there. */
  textOf(node: SyntaxNode | undefined): string | undefined {
    return this.bindings.textOf(this.valueOf(node));
  }

  /** The calls whose results it may be; none where one of them is none. */
  madeBy(node: SyntaxNode): readonly WrittenCall[] {
    const values = this.valuesOf(node);
    const calls = values.filter(({ name }) => name === 'CallExpression');
    return calls.length === values.length ? calls.map((call) => this.read(call)) : [];
  }

  /** The keys of a dictionary in braces. */
  keysOf(dictionary: SyntaxNode): readonly SyntaxNode[] {
    const entries = splitAtCommas(childrenOf(dictionary).slice(1, -1));
    return entries.flatMap(([key, sign]) => (key && sign?.name === ':' ? [key] : []));
  }

  /** Functions and methods of the script by their name. */
  functions(name: string): readonly SyntaxNode[] {
    return this.defined.get(name) ?? [];
  }

  /** Whether a setting is written to be `False`, `0` or `None`. */
  isOff(node: SyntaxNode | undefined): boolean {
    const value = this.valueOf(node);
    return value !== undefined && /^(False|None|0(\.0*)?)$/.test(this.script.textOf(value));
  }

  lineOf(node: SyntaxNode): number {
    return this.script.lineOf(node);
  }

  /** The full name of what a name or an attribute stands for by the imports. */
  pathOf(node: SyntaxNode | null | undefined): string {
    if (!node || !/^(VariableName|MemberExpression)$/.test(node.name)) {
      return '';
    }
    const text = this.script.textOf(node);
    return this.importedPath(text) ?? text;
  }

  /** Whether it is of something that the script imports. */
  isImported(node: SyntaxNode): boolean {
    return this.importedPath(this.script.textOf(node)) !== undefined;
  }

  private importedPath(text: string): string | undefined {
    const parts = text.split('.');
    for (let length = parts.length; length > 0; length--) {
      const path = this.imported.get(parts.slice(0, length).join('.'));
      if (path !== undefined) {
        return [path, ...parts.slice(length)].join('.');
      }
    }
    return undefined;
  }

  private read(node: SyntaxNode): WrittenCall {
    const given = node.lastChild?.name === 'ArgList' ? argumentsOf(node.lastChild) : [];
    return {
      node,
      path: this.pathOf(node.firstChild),
      positional: given.flatMap(({ star, keyword, value }) =>
        star === '' && keyword === null ? [value] : [],
      ),
      keywords: new Map(
        given.flatMap(({ keyword, value }) =>
          keyword ? [[this.script.textOf(keyword), value]] : [],
        ),
      ),
      line: this.script.lineOf(node),
    };
  }
}
