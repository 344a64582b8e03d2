import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, splitAtCommas } from '../callSite';
import { decodeString } from '../literals';
import { childrenOf, type PythonScript } from '../pythonScript';

/** A parameter of a function. */
interface Parameter {
  /** What is written of it. */
  readonly parts: readonly SyntaxNode[];
  readonly index: number;
  /** Neither `*args` nor `**kwargs`. */
  readonly isPlain: boolean;
}

/** How many names are followed from one: of a script that passes values on by so many, nothing is told. */
const mostFollowed = 50;

/**
 * What the names of a script stand for, as far as that is written down: without following the order of
 * its statements, so a name that is given several values may be any of them.
 */
export class Bindings {
  /** By the name, and by where the function begins that it is bound in; -1: in none. */
  private readonly byName = new Map<string, Map<number, (SyntaxNode | null)[]>>();
  /** By the name of what is called. */
  private readonly calls = new Map<string, SyntaxNode[]>();
  /** By where a function begins. */
  private readonly parameters = new Map<number, ReadonlyMap<string, Parameter>>();

  constructor(private readonly script: PythonScript) {
    for (const kind of ['AssignStatement', 'NamedExpression']) {
      script.nodes(kind).forEach((node) => {
        this.addAssigned(node);
      });
    }
    for (const kind of ['UpdateStatement', 'ForStatement', 'ImportStatement']) {
      script.nodes(kind).forEach((node) => {
        this.addUnread(node);
      });
    }
    for (const call of script.nodes('CallExpression')) {
      if (call.firstChild?.name === 'VariableName') {
        pushTo(this.calls, script.textOf(call.firstChild), call);
      }
    }
  }

  /** What it may be, each once; none where one of its values is not written there. */
  valuesOf(node: SyntaxNode): readonly SyntaxNode[] {
    const followed = new Set<string>();
    const found = new Map<string, SyntaxNode>();
    const open: (SyntaxNode | null)[] = [node];
    for (const next of open) {
      const value = next && withoutParentheses(next);
      if (value === null) {
        return [];
      }
      if (value.name !== 'VariableName') {
        found.set(placeOf(value), value);
      } else if (!followed.has(this.scopedName(value))) {
        const bound = this.boundTo(value);
        followed.add(this.scopedName(value));
        if (bound.length === 0 || followed.size + bound.length > mostFollowed) {
          return [];
        }
        open.push(...bound);
      }
    }
    return [...found.values()];
  }

  textOf(node: SyntaxNode | undefined): string | undefined {
    return node?.name === 'String' ? decodeString(this.script.textOf(node)) : undefined;
  }

  private scopedName(name: SyntaxNode): string {
    return `${String(homeOf(name))} ${this.script.textOf(name)}`;
  }

  /** `null` for each value that is not written there. */
  private boundTo(node: SyntaxNode): readonly (SyntaxNode | null)[] {
    const name = this.script.textOf(node);
    const all = this.byName.get(name);
    for (let home = functionOf(node); home !== null; home = functionOf(home)) {
      const values = [...(all?.get(home.from) ?? []), ...this.givenTo(home, name)];
      if (values.length > 0) {
        return values;
      }
    }
    return all?.get(-1) ?? [];
  }

  /** What the only call of a function gives the parameter of that name. */
  private givenTo(home: SyntaxNode, name: string): readonly (SyntaxNode | null)[] {
    const parameter = this.parametersOf(home).get(name);
    if (parameter === undefined) {
      return [];
    }
    const own = home.getChild('VariableName');
    const calls = (own && this.calls.get(this.script.textOf(own))) ?? [];
    const [only] = calls;
    return only && calls.length === 1 && parameter.isPlain
      ? [this.argumentOf(only, parameter.index, name) ?? presetOf(parameter.parts)]
      : [null];
  }

  private parametersOf(home: SyntaxNode): ReadonlyMap<string, Parameter> {
    const known = this.parameters.get(home.from);
    if (known) {
      return known;
    }
    const list = home.getChild('ParamList');
    const all = list ? splitAtCommas(childrenOf(list).slice(1, -1)) : [];
    const read = new Map(
      all.flatMap((parts, index) => {
        const at = parts.findIndex((part) => part.name === 'VariableName');
        const name = parts[at];
        return name ? [[this.script.textOf(name), { parts, index, isPlain: at === 0 }]] : [];
      }),
    );
    this.parameters.set(home.from, read);
    return read;
  }

  private argumentOf(call: SyntaxNode, index: number, name: string): SyntaxNode | null {
    const given = call.lastChild?.name === 'ArgList' ? argumentsOf(call.lastChild) : [];
    const named = given.find(({ keyword }) => keyword && this.script.textOf(keyword) === name);
    const placed = given[index];
    return named?.value ?? (placed?.star === '' && !placed.keyword ? placed.value : null);
  }

  private addAssigned(node: SyntaxNode): void {
    const parts = childrenOf(node);
    const sign = parts.findLastIndex(({ name }) => name === 'AssignOp');
    const targets = parts.slice(0, Math.max(sign, 0));
    const isSeveral = targets.some(({ name }) => name === ',') || parts.length > sign + 2;
    for (const target of targets.filter(({ name }) => name === 'VariableName')) {
      this.add(target, isSeveral ? null : (parts[sign + 1] ?? null));
    }
    const grouped = targets.filter(({ name }) => /^(Tuple|Array|Parenthesized)Exp/.test(name));
    for (const name of grouped.flatMap((group) => group.getChildren('VariableName'))) {
      this.add(name, null);
    }
  }

  private addUnread(node: SyntaxNode): void {
    const parts = childrenOf(node);
    // What a loop goes through keeps its value.
    const end = parts.findIndex(({ name }) => name === 'in' || name === 'UpdateOp');
    for (const part of end < 0 ? parts : parts.slice(0, end)) {
      if (part.name === 'VariableName') {
        this.add(part, null);
      }
    }
  }

  private add(name: SyntaxNode, value: SyntaxNode | null): void {
    const text = this.script.textOf(name);
    const known = this.byName.get(text) ?? new Map<number, (SyntaxNode | null)[]>();
    this.byName.set(text, known);
    pushTo(known, homeOf(name), value);
  }
}

/** Adds to the list of a key. */
export function pushTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) {
    lists.set(key, [value]);
  } else {
    list.push(value);
  }
}

/** Tells a node from others of its script. */
export const placeOf = ({ from, to }: SyntaxNode): string => `${String(from)}-${String(to)}`;

const homeOf = (node: SyntaxNode): number => functionOf(node)?.from ?? -1;

function withoutParentheses(node: SyntaxNode): SyntaxNode | null {
  let inner: SyntaxNode | null = node;
  while (inner?.name === 'ParenthesizedExpression') {
    inner = childrenOf(inner)[1] ?? null;
  }
  return inner;
}

/** `name=value` of a function's parameters. */
function presetOf(parameter: readonly SyntaxNode[]): SyntaxNode | null {
  const sign = parameter.findIndex(({ name }) => name === 'AssignOp');
  return sign < 0 ? null : (parameter[sign + 1] ?? null);
}

/** The function that a node stands in. */
export function functionOf(node: SyntaxNode): SyntaxNode | null {
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    if (outer.name === 'FunctionDefinition') {
      return outer;
    }
  }
  return null;
}
