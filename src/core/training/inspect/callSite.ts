import type { SyntaxNode } from '@lezer/common';
import type { Call, Machine } from './machine';
import { childrenOf } from './pythonScript';
import { iterated, none } from './values';
import type { Scope, Value } from './model';

/** Values of a call's arguments, in the order of the text. */
export function readCall(
  list: SyntaxNode,
  scope: Scope,
  machine: Machine,
): Omit<Call, 'node' | 'scope'> {
  const positional: Value[] = [];
  const keywords = new Map<string, Value>();
  let isOpen = false;
  for (const item of argumentsOf(list)) {
    if (item.keyword !== null) {
      keywords.set(scope.file.script.textOf(item.keyword), machine.evaluate(item.value, scope));
    } else if (item.star === '') {
      positional.push(machine.evaluate(item.value, scope));
    } else {
      const value = machine.evaluate(item.value, scope);
      const isRead = item.star === '*' ? spread(value, positional) : spreadNames(value, keywords);
      isOpen ||= !isRead;
    }
  }
  return { positional, keywords, isOpen };
}

/** The node of a keyword's value. */
export function keywordNode({ node, scope }: Call, keyword: string): SyntaxNode | null {
  const list = node.lastChild;
  const found = list && argumentsOf(list).find((item) => isNamed(item, keyword, scope));
  return found?.value ?? null;
}

/** The nodes of what a call is given by position. */
export function argumentNodes(call: SyntaxNode): SyntaxNode[] {
  const list = call.lastChild;
  return list?.name === 'ArgList'
    ? argumentsOf(list).flatMap(({ star, keyword, value }) =>
        star === '' && keyword === null ? [value] : [],
      )
    : [];
}

function isNamed({ keyword }: Argument, name: string, { file }: Scope): boolean {
  return keyword !== null && file.script.textOf(keyword) === name;
}

interface Argument {
  readonly star: '' | '*' | '**';
  readonly keyword: SyntaxNode | null;
  readonly value: SyntaxNode;
}

export function argumentsOf(list: SyntaxNode): Argument[] {
  const parts = childrenOf(list).filter(({ name }) => name !== '(' && name !== ')');
  return parts.some(({ name }) => name === 'for')
    ? [{ star: '', keyword: null, value: list }]
    : splitAtCommas(parts).flatMap(argumentOf);
}

function argumentOf(parts: readonly SyntaxNode[]): Argument[] {
  const [first, second, third] = parts;
  if (first === undefined) {
    return [];
  }
  if ((first.name === '*' || first.name === '**') && second) {
    return [{ star: first.name, keyword: null, value: second }];
  }
  return second?.name === 'AssignOp'
    ? [{ star: '', keyword: first, value: third ?? second }]
    : [{ star: '', keyword: null, value: first }];
}

export function splitAtCommas(parts: readonly SyntaxNode[]): SyntaxNode[][] {
  const items: SyntaxNode[][] = [[]];
  for (const part of parts) {
    if (part.name === ',') {
      items.push([]);
    } else {
      items.at(-1)?.push(part);
    }
  }
  return items.filter((item) => item.length > 0);
}

function spread(value: Value, positional: Value[]): boolean {
  const read = iterated(value);
  positional.push(...(read ?? []));
  return read !== undefined;
}

function spreadNames(value: Value, keywords: Map<string, Value>): boolean {
  const entries = value.kind === 'dict' ? [...value.entries.values()] : [];
  for (const { key, value: given } of entries) {
    if (key.kind === 'str') {
      keywords.set(key.value, given);
    }
  }
  return value.kind === 'dict' && !value.isOpen;
}

/** The argument at a place, by position or by name. */
export function argumentAt(call: Omit<Call, 'node' | 'scope'>, index: number, name: string): Value {
  return call.positional[index] ?? call.keywords.get(name) ?? none;
}
