import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type PythonScript } from './pythonScript';

/** A call taken apart. */
export interface PythonCall {
  readonly node: SyntaxNode;
  /** What is called, as written: `os.environ.get`. */
  readonly callee: string;
  /** The part before the last dot. */
  readonly object: SyntaxNode | null;
  /** The part after it, or the whole of a plain name. */
  readonly method: string;
  readonly positional: readonly SyntaxNode[];
  readonly keywords: ReadonlyMap<string, SyntaxNode>;
  /** Whether `*list` or `**dictionary` adds what cannot be seen. */
  readonly isOpen: boolean;
}

/** Takes `node` apart; `null` when it is no call of a name or of a member. */
export function callOf(node: SyntaxNode, script: PythonScript): PythonCall | null {
  const [callee, list] = childrenOf(node);
  if (node.name !== 'CallExpression' || !callee || list?.name !== 'ArgList') {
    return null;
  }
  const method = calledName(callee);
  return method === null
    ? null
    : {
        node,
        callee: script.textOf(callee).replace(/\s+/g, ''),
        object: method === callee ? null : callee.firstChild,
        method: script.textOf(method),
        ...readList(list, script),
      };
}

function calledName(callee: SyntaxNode): SyntaxNode | null {
  if (callee.name === 'VariableName') {
    return callee;
  }
  const last = callee.name === 'MemberExpression' ? callee.lastChild : null;
  return last?.name === 'PropertyName' ? last : null;
}

function readList(
  list: SyntaxNode,
  script: PythonScript,
): Pick<PythonCall, 'positional' | 'keywords' | 'isOpen'> {
  const positional: SyntaxNode[] = [];
  const keywords = new Map<string, SyntaxNode>();
  const items = splitAtCommas(childrenOf(list));
  for (const [first, operator, value] of items) {
    if (first?.name === 'VariableName' && operator?.name === 'AssignOp' && value) {
      keywords.set(script.textOf(first), value);
    } else if (first && !isStar(first)) {
      positional.push(first);
    }
  }
  return { positional, keywords, isOpen: items.some(([first]) => first && isStar(first)) };
}

function isStar({ name }: SyntaxNode): boolean {
  return name === '*' || name === '**';
}

function splitAtCommas(parts: readonly SyntaxNode[]): SyntaxNode[][] {
  const items: SyntaxNode[][] = [[]];
  for (const part of parts) {
    if (part.name === ',') {
      items.push([]);
    } else if (part.name !== '(' && part.name !== ')') {
      items.at(-1)?.push(part);
    }
  }
  return items.filter((item) => item.length > 0);
}
