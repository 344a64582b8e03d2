import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type PythonScript } from './pythonScript';

/** Names that are bound exactly once in the file, by a plain assignment, with what they are bound to. */
export type Constants = ReadonlyMap<string, SyntaxNode>;

/** Scopes are not told apart: a name that is bound twice anywhere is no constant. */
export function collectConstants(script: PythonScript): Constants {
  const values = new Map<string, SyntaxNode | null>();
  const bind = (name: SyntaxNode, value: SyntaxNode | null): void => {
    const text = script.textOf(name);
    values.set(text, values.has(text) ? null : value);
  };
  for (const statement of script.nodes('AssignStatement')) {
    bindAssignment(statement, bind);
  }
  for (const kind of ['UpdateStatement', 'NamedExpression', 'ForStatement', 'ParamList']) {
    for (const node of script.nodes(kind)) {
      boundNames(node).forEach((name) => bind(name, null));
    }
  }
  return new Map([...values].filter((entry): entry is [string, SyntaxNode] => entry[1] !== null));
}

/** `A = 1`, `A: int = 1`, `A = B = 1`; the names of `A, B = 1, 2` are bound to what is not known. */
function bindAssignment(
  statement: SyntaxNode,
  bind: (name: SyntaxNode, value: SyntaxNode | null) => void,
): void {
  const parts = childrenOf(statement).filter(({ name }) => name !== 'TypeDef');
  const value = parts.at(-1) ?? null;
  const targets = parts.slice(0, -1);
  const isPlain = targets.every(({ name }, index) =>
    index % 2 === 0 ? name === 'VariableName' : name === 'AssignOp',
  );
  for (const target of targets.filter(({ name }) => name === 'VariableName')) {
    bind(target, isPlain && targets.length > 0 ? value : null);
  }
}

/** The names that stand directly in a node before what is assigned or looped over. */
function boundNames(node: SyntaxNode): SyntaxNode[] {
  const parts = childrenOf(node);
  const end = parts.findIndex(({ name }) => name === 'in' || name === 'UpdateOp');
  return parts
    .slice(0, end === -1 ? parts.length : end)
    .filter(({ name }) => name === 'VariableName');
}
