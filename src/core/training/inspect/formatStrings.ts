import type { SyntaxNode } from '@lezer/common';
import { convertedText } from './formatting';
import { decodeFormatText } from './literals';
import type { Machine } from './machine';
import { childrenOf } from './pythonScript';
import { inherit, text, unknown } from './values';
import type { Scope, Value } from './model';

/** An f-string. */
export function readFormat(node: SyntaxNode, scope: Scope, machine: Machine): Value {
  const { script } = scope.file;
  const literal = script.textOf(node);
  const isRaw = /^\w*r/i.test(literal);
  const quote = /^[a-z]*("""|'''|"|')/i.exec(literal)?.[1] ?? '';
  const sources: Value[] = [];
  let position = literal.indexOf(quote) + quote.length + node.from;
  let result = '';
  const plainTo = (end: number): void => {
    const part = script.textOf({ from: position, to: Math.max(position, end) });
    result += decodeFormatText(part, isRaw);
  };
  for (const replacement of childrenOf(node).filter(({ name }) => name !== 'Escape')) {
    plainTo(replacement.from);
    position = replacement.to;
    const shown = readReplacement(replacement, scope, machine, sources);
    if (shown === undefined) {
      return inherit(unknown(), ...sources);
    }
    result += shown;
  }
  plainTo(node.to - quote.length);
  return inherit(text(result), ...sources);
}

function readReplacement(
  node: SyntaxNode,
  scope: Scope,
  machine: Machine,
  sources: Value[],
): string | undefined {
  const { script } = scope.file;
  const parts = childrenOf(node);
  const conversion = parts.find(({ name }) => name === 'FormatConversion');
  const spec = parts.find(({ name }) => name === 'FormatSpec');
  const [, expression, after] = parts;
  if (
    node.name !== 'FormatReplacement' ||
    expression === undefined ||
    spec?.getChild('FormatReplacement')
  ) {
    return undefined;
  }
  const value = machine.evaluate(expression, scope);
  sources.push(value);
  const isPlain = after !== undefined && /^(FormatConversion|FormatSpec|\})$/.test(after.name);
  return isPlain
    ? convertedText(
        value,
        conversion && script.textOf(conversion).slice(1),
        spec ? script.textOf(spec).slice(1) : '',
      )
    : undefined;
}
