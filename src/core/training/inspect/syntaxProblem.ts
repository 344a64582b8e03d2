import type { SyntaxNode } from '@lezer/common';
import type { ScriptProblem } from '../inspection';
import { childrenOf, type PythonScript } from './pythonScript';

interface Fault {
  readonly from: number;
  readonly message: (line: number) => string;
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The first place that Python would refuse; `null` when none is seen. */
export function findSyntaxProblem(script: PythonScript): ScriptProblem | null {
  // Of one line, the fault that says most of it comes first.
  const faults = [findOpenString(script), findIndentation(script), findError(script)]
    .filter((fault) => fault !== null)
    .map(({ from, message }) => ({ line: script.lineOf({ from }), message }));
  const first = faults.sort((a, b) => a.line - b.line)[0];
  return first === undefined
    ? null
    : { severity: 'error', code: 'syntax', line: first.line, message: first.message(first.line) };
}

function findError(script: PythonScript): Fault | null {
  const error = firstError(script);
  const open = error && unclosedAround(error, script);
  if (open) {
    const bracket = script.text.charAt(open.from);
    return {
      from: open.from,
      message: (line) => `The bracket “${bracket}” in line ${line} is never closed.`,
    };
  }
  return error && { from: error.from, message: (line) => `Line ${line} is not valid Python.` };
}

function firstError(script: PythonScript): SyntaxNode | null {
  let found: SyntaxNode | null = null;
  script.root.cursor().iterate((node) => {
    if (found !== null || isGap(node.name)) {
      return false;
    }
    if (node.type.isError || isPrintStatement(node.node)) {
      found = node.node;
    }
    return true;
  });
  return found;
}

/** What the grammar knows too little of to be believed: nested quotes of 3.12, patterns, generics. */
function isGap(name: string): boolean {
  return name === 'FormatString' || name === 'MatchStatement' || name === 'TypeParamList';
}

/** `print "x"` of Python 2, which the grammar still knows. */
function isPrintStatement(node: SyntaxNode): boolean {
  return node.name === 'PrintStatement' && childrenOf(node).length > 1;
}

/** The innermost bracket around an error that has no end, which is where Python points to. */
function unclosedAround(error: SyntaxNode, script: PythonScript): SyntaxNode | null {
  for (let node: SyntaxNode | null = error; node !== null; node = node.parent) {
    const close = closing[script.text.charAt(node.from)];
    if (close !== undefined && node.firstChild !== null && node.lastChild?.name !== close) {
      return node.firstChild;
    }
  }
  return null;
}

/** The grammar lets a string end with its line, or run over it. */
function findOpenString(script: PythonScript): Fault | null {
  const plain = script.nodes('FormatString').filter((node) => node.firstChild === null);
  const node = [...script.nodes('String'), ...plain]
    .sort((a, b) => a.from - b.from)
    .find((string) => isOpen(script.textOf(string)));
  return node
    ? { from: node.from, message: (line) => `A string that begins in line ${line} is not closed.` }
    : null;
}

function isOpen(literal: string): boolean {
  const quoted = literal.replace(/^[a-z]*/i, '').replace(/\\(\r\n|[^])/g, '');
  const quote = /^("""|''')/.exec(quoted)?.[0] ?? quoted.charAt(0);
  const isComplete = quoted.length >= 2 * quote.length && quoted.endsWith(quote);
  return !isComplete || (quote.length === 1 && /[\r\n]/.test(quoted));
}

/** The grammar takes a line that is indented for no reason as a statement like the others. */
function findIndentation(script: PythonScript): Fault | null {
  for (const block of [script.root, ...script.nodes('Body')]) {
    const columns = childrenOf(block).flatMap((node) => {
      const column = node.name === ':' ? null : indentationOf(node, script);
      return column === null ? [] : [{ from: node.from, column }];
    });
    const expected = block === script.root ? 0 : columns[0]?.column;
    const odd = columns.find(({ column }) => column !== expected);
    if (odd) {
      return { from: odd.from, message: (line) => `Line ${line} is not indented as its block is.` };
    }
  }
  return null;
}

/** Width of the white space before a node; `null` where it does not begin its line. */
function indentationOf(node: SyntaxNode, { text }: PythonScript): number | null {
  let start = node.from;
  while (start > 0 && /[ \t]/.test(text.charAt(start - 1))) {
    start -= 1;
  }
  const beginsLine = start === 0 || /[\r\n\f]/.test(text.charAt(start - 1));
  return beginsLine ? text.slice(start, node.from).replace(/\t/g, ' '.repeat(8)).length : null;
}
