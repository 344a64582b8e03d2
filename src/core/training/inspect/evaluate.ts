import type { SyntaxNode } from '@lezer/common';
import type { Literal } from '../inspection';
import { callOf } from './call';
import type { Constants } from './constants';
import { decodeNumber, decodeString } from './literals';
import { applyBinary, applyUnary, convert } from './operators';
import { childrenOf, type PythonScript } from './pythonScript';

/** What reading an expression needs. */
export interface Scope {
  readonly script: PythonScript;
  readonly constants: Constants;
  /** How many expressions may still be read: constants made of constants can grow without end. */
  readonly budget: { left: number };
}

/** Deepest nesting that is followed; it also ends constants that refer to each other. */
const maxDepth = 40;

type Evaluate = (node: SyntaxNode, scope: Scope, depth: number) => Literal | undefined;

/** The value of an expression without running it; `undefined` where only running it would tell. */
export function evaluate(node: SyntaxNode, scope: Scope, depth = 0): Literal | undefined {
  return isSpent(scope, depth) ? undefined : byKind.get(node.name)?.(node, scope, depth + 1);
}

/** The members of a list, or the keys of a dictionary, as `choices` takes them. */
export function evaluateMembers(node: SyntaxNode, scope: Scope, depth = 0): Literal[] | undefined {
  const { script, constants } = scope;
  if (isSpent(scope, depth)) {
    return undefined;
  }
  if (node.name === 'VariableName') {
    const bound = constants.get(script.textOf(node));
    return bound && evaluateMembers(bound, scope, depth + 1);
  }
  if (node.name === 'DictionaryExpression') {
    return every(dictionaryKeys(node), scope, depth);
  }
  if (node.name === 'CallExpression') {
    return membersOfCall(node, scope, depth);
  }
  const value = evaluate(node, scope, depth);
  return value !== null && typeof value === 'object' ? [...value] : undefined;
}

/** The `SM_…` variable that an expression reads, directly or through a constant. */
export function containerVariable(node: SyntaxNode, scope: Scope, depth = 0): string | null {
  let found: string | null = null;
  node.cursor().iterate((inner) => {
    if (found === null && !isSpent(scope, depth)) {
      found = variableAt(inner.node, scope, depth);
    }
    return found === null;
  });
  return found;
}

function variableAt(node: SyntaxNode, scope: Scope, depth: number): string | null {
  const text = scope.script.textOf(node);
  if (node.name === 'String') {
    return /^SM_[A-Z].*/.exec(decodeString(text) ?? '')?.[0] ?? null;
  }
  const bound = node.name === 'VariableName' ? scope.constants.get(text) : undefined;
  return bound ? containerVariable(bound, scope, depth + 1) : null;
}

function isSpent({ budget }: Scope, depth: number): boolean {
  budget.left -= 1;
  return depth > maxDepth || budget.left < 0;
}

const byKind: ReadonlyMap<string, Evaluate> = new Map<string, Evaluate>([
  ['String', (node, { script }) => decodeString(script.textOf(node))],
  ['FormatString', formatText],
  ['ContinuedString', continuedText],
  ['Number', (node, { script }) => decodeNumber(script.textOf(node))],
  ['Boolean', (node, { script }) => script.textOf(node) === 'True'],
  ['None', () => null],
  ['ParenthesizedExpression', parenthesized],
  ['ArrayExpression', elements],
  ['TupleExpression', elements],
  ['SetExpression', elements],
  ['UnaryExpression', unary],
  ['BinaryExpression', binary],
  ['VariableName', constant],
  ['CallExpression', callValue],
]);

function isPunctuation({ name }: SyntaxNode): boolean {
  return /^[()[\]{},:]$/.test(name);
}

function every(
  nodes: readonly (SyntaxNode | undefined)[],
  scope: Scope,
  depth: number,
): Literal[] | undefined {
  const values = nodes.map((node) => node && evaluate(node, scope, depth));
  return values.every((value) => value !== undefined) ? values : undefined;
}

function formatText(node: SyntaxNode, { script }: Scope): string | undefined {
  return node.firstChild === null
    ? decodeString(script.textOf(node).replace(/f/i, ''))?.replace(/\{\{|\}\}/g, (brace) =>
        brace.charAt(0),
      )
    : undefined;
}

function continuedText(node: SyntaxNode, scope: Scope, depth: number): string | undefined {
  const parts = every(childrenOf(node), scope, depth);
  return parts?.every((part) => typeof part === 'string') ? parts.join('') : undefined;
}

function parenthesized(node: SyntaxNode, scope: Scope, depth: number): Literal | undefined {
  const inner = childrenOf(node).filter((child) => !isPunctuation(child));
  return inner.length === 1 && inner[0] ? evaluate(inner[0], scope, depth) : undefined;
}

function elements(node: SyntaxNode, scope: Scope, depth: number): Literal | undefined {
  return every(
    childrenOf(node).filter((child) => !isPunctuation(child)),
    scope,
    depth,
  );
}

function constant(node: SyntaxNode, scope: Scope, depth: number): Literal | undefined {
  const bound = scope.constants.get(scope.script.textOf(node));
  return bound && evaluate(bound, scope, depth);
}

function unary(node: SyntaxNode, scope: Scope, depth: number): Literal | undefined {
  const [operator, operand] = childrenOf(node);
  const value = operand && evaluate(operand, scope, depth);
  return operator && value !== undefined
    ? applyUnary(scope.script.textOf(operator), value)
    : undefined;
}

function binary(node: SyntaxNode, scope: Scope, depth: number): Literal | undefined {
  const [left, operator, right] = childrenOf(node);
  const a = left && evaluate(left, scope, depth);
  const b = right && evaluate(right, scope, depth);
  return operator && a !== undefined && b !== undefined
    ? applyBinary(scope.script.textOf(operator), a, b)
    : undefined;
}

function dictionaryKeys(node: SyntaxNode): (SyntaxNode | undefined)[] {
  const parts = childrenOf(node);
  return parts.flatMap((part, index) => {
    const isSpread = part.name === '**';
    return part.name === ':' || isSpread ? [isSpread ? undefined : parts[index - 1]] : [];
  });
}

/** `list(x)`, `sorted(x)`, `x.keys()`, `range(a, b)`. */
function membersOfCall(node: SyntaxNode, scope: Scope, depth: number): Literal[] | undefined {
  const call = callOf(node, scope.script);
  const first = call?.positional[0];
  if (call?.method === 'keys' && call.object) {
    return evaluateMembers(call.object, scope, depth + 1);
  }
  if (call?.callee === 'range') {
    return range(every(call.positional, scope, depth) ?? []);
  }
  return first && /^(list|tuple|sorted|set)$/.test(call.callee)
    ? evaluateMembers(first, scope, depth + 1)
    : undefined;
}

function range(bounds: readonly Literal[]): number[] | undefined {
  const [from, to] = bounds.length === 1 ? [0, bounds[0]] : bounds;
  if (bounds.length > 2 || typeof from !== 'number' || typeof to !== 'number' || to - from > 100) {
    return undefined;
  }
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/** Environment reads give their fallback: a job's environment holds nothing of this computer's. */
function callValue(node: SyntaxNode, scope: Scope, depth: number): Literal | undefined {
  const call = callOf(node, scope.script);
  if (!call) {
    return undefined;
  }
  const [first, second] = call.positional;
  if (/(^|\.)(environ\.get|getenv)$/.test(call.callee)) {
    const fallback = second ?? call.keywords.get('default');
    return fallback ? evaluate(fallback, scope, depth) : null;
  }
  const value = first && evaluate(first, scope, depth);
  return value === undefined || second ? undefined : convert(call.callee, value);
}
