import type { SyntaxNode } from '@lezer/common';
import { argumentNodes } from '../callSite';
import { decodeFormatText, decodeString } from '../literals';
import { childrenOf, type PythonScript } from '../pythonScript';

/** Part of a text that is printed: as it is written, or the value of an expression. */
export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'hole'; readonly expression: string };

const written = (text: string): Segment => ({ kind: 'text', text });
const hole = (expression: string): Segment => ({ kind: 'hole', expression });

/** What a call such as `print("loss:", loss)` or `logger.info("loss %f", loss)` prints. */
export function templateOf(call: SyntaxNode, script: PythonScript): Segment[] {
  const nodes = argumentNodes(call);
  const [first, ...rest] = nodes;
  const head = first ? segmentsOf(first, script, 0) : [];
  const [only] = head;
  const callee = call.firstChild ? script.textOf(call.firstChild) : '';
  if (callee !== 'print' && head.length === 1 && only?.kind === 'text' && rest.length > 0) {
    return splitPercent(
      only.text,
      rest.map((node) => script.textOf(node)),
    );
  }
  return nodes.flatMap((node, index) => [
    ...(index > 0 ? [written(' ')] : []),
    ...segmentsOf(node, script, 0),
  ]);
}

/** Deepest nesting of `+` that is followed. */
const maxDepth = 40;

function segmentsOf(node: SyntaxNode, script: PythonScript, depth: number): Segment[] {
  switch (depth > maxDepth ? '' : node.name) {
    case 'String':
      return [written(decodeString(script.textOf(node)) ?? '')];
    case 'FormatString':
      return formatSegments(node, script);
    case 'ContinuedString':
      return childrenOf(node).flatMap((part) => segmentsOf(part, script, depth + 1));
    case 'ParenthesizedExpression':
      return childrenOf(node)
        .slice(1, -1)
        .flatMap((part) => segmentsOf(part, script, depth + 1));
    case 'BinaryExpression':
      return binarySegments(node, script, depth);
    case 'CallExpression':
      return callSegments(node, script, depth);
    default:
      return [hole(script.textOf(node))];
  }
}

function formatSegments(node: SyntaxNode, script: PythonScript): Segment[] {
  const raw = script.textOf(node);
  const [start = '', prefix = '', mark = ''] = /^([a-z]*)("""|'''|"|')/i.exec(raw) ?? [];
  const plain = (from: number, to: number): Segment =>
    written(decodeFormatText(script.text.slice(from, Math.max(from, to)), /r/i.test(prefix)));
  const segments: Segment[] = [];
  let from = node.from + start.length;
  for (const part of node.getChildren('FormatReplacement')) {
    const [, value] = childrenOf(part);
    segments.push(plain(from, part.from), hole(value ? script.textOf(value) : ''));
    from = part.to;
  }
  const isClosed = raw.length > start.length && raw.endsWith(mark);
  return [...segments, plain(from, isClosed ? node.to - mark.length : node.to)];
}

function binarySegments(node: SyntaxNode, script: PythonScript, depth: number): Segment[] {
  const [left, sign, right] = childrenOf(node);
  const operator = sign ? script.textOf(sign) : '';
  if (left === undefined || right === undefined || !/^[+%]$/.test(operator)) {
    return [hole(script.textOf(node))];
  }
  const before = segmentsOf(left, script, depth + 1);
  const [only] = before;
  if (operator === '%') {
    const values = right.name === 'TupleExpression' ? childrenOf(right).filter(isValue) : [right];
    return before.length === 1 && only?.kind === 'text'
      ? splitPercent(
          only.text,
          values.map((value) => script.textOf(value)),
        )
      : [hole(script.textOf(node))];
  }
  return [...before, ...segmentsOf(right, script, depth + 1)];
}

const isValue = ({ name }: SyntaxNode): boolean => !/^[(),]$/.test(name);

/** `str(x)` and `"…{}…".format(x)` */
function callSegments(node: SyntaxNode, script: PythonScript, depth: number): Segment[] {
  const callee = node.firstChild;
  const name = callee ? script.textOf(callee) : '';
  const values = argumentNodes(node).map((value) => script.textOf(value));
  if (name === 'str' && values.length === 1) {
    return [hole(values.join())];
  }
  const object = name.endsWith('.format') ? callee?.firstChild : null;
  const template = object ? segmentsOf(object, script, depth + 1) : [];
  const [only] = template;
  return template.length === 1 && only?.kind === 'text'
    ? splitBraces(only.text, values)
    : [hole(script.textOf(node))];
}

function splitPercent(template: string, values: readonly string[]): Segment[] {
  return split(template, /%%|%[-+ #0]*\d*(?:\.\d+)?[a-z]/gi, values);
}

function splitBraces(template: string, values: readonly string[]): Segment[] {
  return split(template, /\{\{|\}\}|\{[^{}]*\}/g, values);
}

/** A sign that is doubled stands for itself. */
function split(template: string, pattern: RegExp, values: readonly string[]): Segment[] {
  const segments: Segment[] = [];
  const left = [...values];
  let from = 0;
  for (const { 0: match, index } of template.matchAll(pattern)) {
    const isSign = /^(%%|\{\{|\}\})$/.test(match);
    segments.push(written(template.slice(from, index)));
    segments.push(isSign ? written(match.charAt(0)) : hole(left.shift() ?? ''));
    from = index + match.length;
  }
  return [...segments, written(template.slice(from))];
}
