import type { SyntaxNode } from '@lezer/common';
import { isObject, type Json, type JsonObject } from '../exports/json';
import { splitAtCommas } from '../inspect/callSite';
import { decodeNumber, decodeString } from '../inspect/literals';
import { childrenOf, type PythonScript } from '../inspect/pythonScript';
import { deepest, Refusal } from './refusal';

/** Reads Python's literals as JSON: tuples as lists, `None` as null. Throws a `Refusal` for anything else. */
export class PythonLiterals {
  /** How many values may still be read: names can stand for lists of names. */
  private left = 100_000;
  private readonly assignments = new Map<string, SyntaxNode[][]>();
  /** Names that something else may change: `request["A"] = 1`, `request.update(…)`, `request += …`. */
  private readonly changed: ReadonlySet<string>;

  constructor(private readonly script: PythonScript) {
    for (const parts of script.nodes('AssignStatement').map(childrenOf)) {
      const name = parts[0] ? script.textOf(parts[0]) : '';
      const same = this.assignments.get(name) ?? [];
      same.push(parts);
      this.assignments.set(name, same);
    }
    this.changed = new Set(
      [...script.nodes('MemberExpression'), ...script.nodes('UpdateStatement')].map(
        ({ firstChild }) => (firstChild ? script.textOf(firstChild) : ''),
      ),
    );
  }

  dictionary(node: SyntaxNode): JsonObject {
    const value = this.read(node);
    return isObject(value) ? value : this.refuse(node);
  }

  read(node: SyntaxNode, depth = 0): Json {
    if (depth > deepest || this.left-- === 0) {
      throw new Refusal('tooDeep', node.from);
    }
    switch (node.name) {
      case 'DictionaryExpression':
        return this.entries(node, depth);
      case 'ArrayExpression':
      case 'TupleExpression':
        return this.items(node, depth);
      case 'ParenthesizedExpression':
        return this.read(childrenOf(node)[1] ?? this.refuse(node), depth + 1);
      case 'VariableName':
        return this.read(this.assigned(node), depth + 1);
      default:
        return this.plain(node);
    }
  }

  private plain(node: SyntaxNode): Json {
    const text = this.script.textOf(node);
    switch (node.name) {
      case 'String':
        return decodeString(text) ?? this.refuse(node);
      case 'ContinuedString':
        return childrenOf(node)
          .map((part) => decodeString(this.script.textOf(part)) ?? this.refuse(part))
          .join('');
      case 'Boolean':
        return text === 'True';
      case 'None':
        return null;
      default:
        return this.number(node);
    }
  }

  private number(node: SyntaxNode): number {
    if (node.name === 'UnaryExpression') {
      const [sign, operand] = childrenOf(node);
      const written = sign && /^[-+]$/.exec(this.script.textOf(sign))?.[0];
      const value = this.digits(operand ?? node, node);
      return written === undefined ? this.refuse(node) : written === '-' ? -value : value;
    }
    return this.digits(node, node);
  }

  private digits(node: SyntaxNode, whole: SyntaxNode): number {
    const value = node.name === 'Number' ? decodeNumber(this.script.textOf(node)) : undefined;
    return value?.kind === 'int' || value?.kind === 'float' ? value.value : this.refuse(whole);
  }

  private items(node: SyntaxNode, depth: number): readonly Json[] {
    return splitAtCommas(inner(node)).flatMap(([item, ...more]) =>
      item === undefined ? [] : [more.length > 0 ? this.refuse(node) : this.read(item, depth + 1)],
    );
  }

  private entries(node: SyntaxNode, depth: number): JsonObject {
    const entries = splitAtCommas(inner(node)).flatMap((parts): (readonly [string, Json])[] => {
      const [key, colon, value, ...more] = parts;
      if (key === undefined) {
        return [];
      }
      if (key.name === '**' && colon && !value) {
        return Object.entries(this.dictionary(colon));
      }
      if (colon?.name !== ':' || !value || more.length > 0) {
        return this.refuse(key);
      }
      const name = this.read(key, depth + 1);
      return [[typeof name === 'string' ? name : this.refuse(key), this.read(value, depth + 1)]];
    });
    return Object.fromEntries(entries);
  }

  /** What the only assignment to a name gives it, at the script's outermost level. */
  private assigned(name: SyntaxNode): SyntaxNode {
    const text = this.script.textOf(name);
    const assignments = this.assignments.get(text) ?? [];
    const value = assignments.length === 1 ? assignedValue(assignments[0] ?? []) : undefined;
    return value && value.to <= name.from && !this.changed.has(text) ? value : this.refuse(name);
  }

  private refuse(node: SyntaxNode): never {
    throw new Refusal('notLiteral', node.from, this.script.textOf(node).slice(0, 40));
  }
}

/** What stands between the brackets. */
const inner = (node: SyntaxNode): SyntaxNode[] =>
  childrenOf(node).filter(({ name }) => !/^[[\](){}]$/.test(name));

/** The value of `name = value` that stands by itself in the script. */
function assignedValue([, sign, value, ...more]: readonly SyntaxNode[]): SyntaxNode | undefined {
  const isPlain = sign?.name === 'AssignOp' && more.length === 0;
  return isPlain && value?.parent?.parent?.name === 'Script' ? value : undefined;
}
