import type { SyntaxNode } from '@lezer/common';
import { readCall } from './callSite';
import { readDictionary, readItems } from './collections';
import { readComprehension } from './comprehensions';
import { readFormat } from './formatStrings';
import { defineFunction } from './functions';
import { decodeNumber, decodeString } from './literals';
import type { Machine } from './machine';
import { applyBinary, applyUnary, compare } from './operators';
import { childrenOf, type PythonScript } from './pythonScript';
import { joined } from './journal';
import { subscript } from './subscripts';
import { external, inherit, isTrue, none, recorded, text, truth, unknown } from './values';
import type { Scope, Value } from './model';

type Read = (node: SyntaxNode, scope: Scope, machine: Machine) => Value;

/** The value of an expression, as far as it can be told. */
export function readExpression(node: SyntaxNode, scope: Scope, machine: Machine): Value {
  return byKind.get(node.name)?.(node, scope, machine) ?? unknown();
}

const byKind: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['String', (node, { file }) => textValue(decodeString(file.script.textOf(node)))],
  ['FormatString', readFormat],
  ['ContinuedString', readContinued],
  ['Number', (node, { file }) => decodeNumber(numberText(node, file.script)) ?? unknown()],
  ['Boolean', (node, { file }) => truth(file.script.textOf(node) === 'True')],
  ['None', () => none],
  ['Ellipsis', () => external('builtins.Ellipsis')],
  ['ParenthesizedExpression', readParenthesized],
  ['ArrayExpression', (...given) => readItems('list', ...given)],
  ['TupleExpression', (...given) => readItems('tuple', ...given)],
  ['SetExpression', (...given) => readItems('set', ...given)],
  ['DictionaryExpression', readDictionary],
  ['UnaryExpression', readUnary],
  ['BinaryExpression', readBinary],
  ['ConditionalExpression', readConditional],
  ['NamedExpression', readNamed],
  ['VariableName', readName],
  ['MemberExpression', readMember],
  ['CallExpression', readCallExpression],
  ['LambdaExpression', (node, scope, machine) => defineFunction(node, scope, machine)],
  ['AwaitExpression', readLast],
  ['ArrayComprehensionExpression', readComprehension],
  ['SetComprehensionExpression', readComprehension],
  ['DictionaryComprehensionExpression', readComprehension],
  ['ComprehensionExpression', readComprehension],
  ['ArgList', readComprehension],
]);

function textValue(decoded: string | undefined): Value {
  return decoded === undefined ? unknown() : text(decoded);
}

/** The grammar is not shown the dot of `1.` (see `maskGaps`). */
function numberText({ from, to }: SyntaxNode, script: PythonScript): string {
  return script.textOf({ from, to: script.text.charAt(to) === '.' ? to + 1 : to });
}

function readContinued(node: SyntaxNode, scope: Scope, machine: Machine): Value {
  const parts = childrenOf(node).map((part) => machine.evaluate(part, scope));
  const texts = parts.map((part) => (part.kind === 'str' ? part.value : undefined));
  return inherit(texts.includes(undefined) ? unknown() : text(texts.join('')), ...parts);
}

function readParenthesized(node: SyntaxNode, scope: Scope, machine: Machine): Value {
  const inner = childrenOf(node)[1];
  return inner ? machine.evaluate(inner, scope) : unknown();
}

function readLast(node: SyntaxNode, scope: Scope, machine: Machine): Value {
  return node.lastChild ? machine.evaluate(node.lastChild, scope) : unknown();
}

function readUnary(node: SyntaxNode, scope: Scope, machine: Machine): Value {
  const [sign, operand] = childrenOf(node);
  return sign && operand
    ? applyUnary(scope.file.script.textOf(sign), machine.evaluate(operand, scope))
    : unknown();
}

function readBinary(node: SyntaxNode, scope: Scope, machine: Machine): Value {
  const parts = childrenOf(node);
  const [left, right] = [parts[0], parts.at(-1)];
  const sign = parts
    .slice(1, -1)
    .map((part) => scope.file.script.textOf(part))
    .join(' ');
  if (left === undefined || right === undefined || parts.length < 3) {
    return unknown();
  }
  const first = machine.evaluate(left, scope);
  if (sign === 'and' || sign === 'or') {
    return readLogical(sign, first, () => machine.evaluate(right, scope));
  }
  const second = machine.evaluate(right, scope);
  if (sign === '|' && isTypeLike(first)) {
    return unionOf(first, second, node, scope);
  }
  return applySign(sign, [first, second], left);
}

function applySign(sign: string, [first, second]: [Value, Value], left: SyntaxNode): Value {
  if (!/^([<>]=?|[=!]=|in|not in|is|is not)$/.test(sign)) {
    return applyBinary(sign, first, second);
  }
  // The grammar reads `a < b < c` as `(a < b) < c`.
  const isChain = left.name === 'BinaryExpression' && left.getChild('CompareOp') !== null;
  return isChain ? inherit(unknown(), first, second) : compare(sign, first, second);
}

/** `int | None` */
function unionOf(left: Value, right: Value, node: SyntaxNode, scope: Scope): Value {
  const given = { positional: [left, right], keywords: new Map<string, Value>(), isOpen: false };
  return recorded('typing.Union', { ...given, node, scope });
}

function isTypeLike({ kind }: Value): boolean {
  return kind === 'external' || kind === 'class' || kind === 'recorded' || kind === 'none';
}

function readLogical(sign: string, first: Value, readSecond: () => Value): Value {
  const known = isTrue(first);
  if (known !== undefined) {
    return known === (sign === 'or') ? first : inherit(readSecond(), first);
  }
  return inherit(unknown(), first, readSecond());
}

function readConditional(node: SyntaxNode, scope: Scope, machine: Machine): Value {
  const [yes, , condition, , no] = childrenOf(node);
  if (yes === undefined || condition === undefined || no === undefined) {
    return unknown();
  }
  const decision = machine.evaluate(condition, scope);
  // What a variable holds without SageMaker does not decide.
  const known = decision.variable?.startsWith('SM_') ? undefined : isTrue(decision);
  if (known !== undefined) {
    return inherit(machine.evaluate(known ? yes : no, scope), decision);
  }
  const both = [machine.evaluate(yes, scope), machine.evaluate(no, scope)];
  return inherit(joined(both), ...both, decision);
}

function readNamed(node: SyntaxNode, scope: Scope, machine: Machine): Value {
  const [name, , value] = childrenOf(node);
  const read = value ? machine.evaluate(value, scope) : unknown();
  if (name) {
    const key = scope.file.script.textOf(name);
    machine.journal.write(scope.targetOf(key), key, read);
  }
  return read;
}

/** Modules that are meant where a script forgets, or is not finished enough, to import them. */
const known = new Set(['argparse', 'os', 'sys', 'json', 'pathlib']);

const builtins = new Set(
  'int float str bool list tuple dict set frozenset len range sorted reversed zip enumerate map filter min max sum abs round any all type isinstance hasattr getattr setattr print repr open object super property staticmethod classmethod vars iter next callable globals eval complex bytes exit quit input id hash ord chr format divmod pow NotImplementedError ValueError Exception KeyError ImportError ModuleNotFoundError RuntimeError TypeError AttributeError OSError IOError SystemExit'.split(
    ' ',
  ),
);

function readName(node: SyntaxNode, scope: Scope): Value {
  const name = scope.file.script.textOf(node);
  const found = scope.find(name);
  if (found !== undefined) {
    return found;
  }
  if (builtins.has(name)) {
    return external(`builtins.${name}`);
  }
  return known.has(name) || name === 'ArgumentParser'
    ? external(name === 'ArgumentParser' ? 'argparse.ArgumentParser' : name)
    : unknown();
}

function readMember(node: SyntaxNode, scope: Scope, machine: Machine): Value {
  const parts = childrenOf(node);
  const [object, sign, property] = parts;
  if (object === undefined || property === undefined) {
    return unknown();
  }
  const value = machine.evaluate(object, scope);
  if (sign?.name === '.') {
    return machine.attribute(value, scope.file.script.textOf(property));
  }
  return subscript(value, parts.slice(2, -1), scope, machine);
}

function readCallExpression(node: SyntaxNode, scope: Scope, machine: Machine): Value {
  const [callee, list] = childrenOf(node);
  if (callee === undefined || list?.name !== 'ArgList') {
    return unknown();
  }
  const target = machine.evaluate(callee, scope);
  return machine.call(target, { ...readCall(list, scope, machine), node, scope });
}
