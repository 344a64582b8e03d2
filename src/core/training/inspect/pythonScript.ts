import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { maskGaps } from './grammarGaps';

/** A script as a syntax tree; it is only read, never run. Broken code gives a tree with error nodes. */
export class PythonScript {
  readonly root: SyntaxNode;
  private readonly byName = new Map<string, SyntaxNode[]>();
  private readonly lineStarts: readonly number[];

  constructor(readonly text: string) {
    this.root = parser.parse(maskGaps(text)).topNode;
    this.lineStarts = [0, ...Array.from(text.matchAll(/\r\n?|\n/g), endOf)];
    this.root.cursor().iterate((node) => {
      const same = this.byName.get(node.name);
      if (same === undefined) {
        this.byName.set(node.name, [node.node]);
      } else {
        same.push(node.node);
      }
    });
  }

  /** Every node of a kind, in the order of the text. */
  nodes(name: string): readonly SyntaxNode[] {
    return this.byName.get(name) ?? [];
  }

  textOf(node: { readonly from: number; readonly to: number }): string {
    return this.text.slice(node.from, node.to);
  }

  /** Line of a node, from 1. */
  lineOf(node: { readonly from: number }): number {
    let low = 0;
    let high = this.lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= node.from) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low + 1;
  }
}

/** The children that are code. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'Comment') {
      found.push(child);
    }
  }
  return found;
}

function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length;
}
