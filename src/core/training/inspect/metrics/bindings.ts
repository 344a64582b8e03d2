import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, splitAtCommas } from '../callSite';
import { decodeString } from '../literals';
import { childrenOf, type PythonScript } from '../pythonScript';

/** One place that gives a name its value. */
interface Binding {
  /** The function that it stands in; `null`: none. */
  readonly home: SyntaxNode | null;
  /** `null`: something that is not written there, as of a loop or an import. */
  readonly value: SyntaxNode | null;
}

/** How far names that stand for names are followed. */
const maxSteps = 8;

/** Methods that change a list, so that what is assigned is not all. */
const changing = /^(append|extend|insert|remove|pop|clear|sort|reverse|update|setdefault)$/;

/**
 * What the names of a script stand for, as far as that is written down: without following the order of
 * its statements, so a name that is given several values may be any of them.
 */
export class Bindings {
  private readonly byName = new Map<string, Binding[]>();
  /** Names of lists and dictionaries that a method changes. */
  private readonly changed = new Set<string>();

  constructor(private readonly script: PythonScript) {
    for (const kind of ['AssignStatement', 'NamedExpression']) {
      script.nodes(kind).forEach((node) => {
        this.addAssigned(node);
      });
    }
    for (const kind of ['UpdateStatement', 'ForStatement', 'ImportStatement']) {
      script.nodes(kind).forEach((node) => {
        this.addUnread(node);
      });
    }
    script.nodes('CallExpression').forEach((node) => {
      this.addChange(node);
    });
  }

  /** What it may be; none where one of its values is not written there. */
  valuesOf(node: SyntaxNode, steps = maxSteps): readonly SyntaxNode[] {
    if (node.name === 'ParenthesizedExpression') {
      const inner = childrenOf(node)[1];
      return inner && steps > 0 ? this.valuesOf(inner, steps - 1) : [];
    }
    if (node.name !== 'VariableName') {
      return [node];
    }
    const values = steps > 0 ? this.boundTo(node) : [null];
    return values.includes(null) || values.length === 0
      ? []
      : values.flatMap((value) => (value ? this.valuesOf(value, steps - 1) : []));
  }

  itemsOf(list: SyntaxNode | undefined): readonly SyntaxNode[] | undefined {
    if (!list || !/^(ArrayExpression|TupleExpression)$/.test(list.name) || this.isChanged(list)) {
      return undefined;
    }
    const items = splitAtCommas(childrenOf(list).slice(1, -1));
    const single = items.flatMap(([first, ...more]) => (first && more.length === 0 ? [first] : []));
    return single.length === items.length ? single : undefined;
  }

  entryOf(node: SyntaxNode, key: string): SyntaxNode | undefined {
    const later = node.name === 'VariableName' ? this.assignedTo(node, key) : [];
    const dictionaries = this.valuesOf(node);
    const [dictionary] = dictionaries;
    const inside =
      dictionary && dictionaries.length === 1 ? this.writtenIn(dictionary, key) : undefined;
    const all = [...later, ...(inside ? [inside] : [])];
    return all.length === 1 ? all[0] : undefined;
  }

  textOf(node: SyntaxNode | undefined): string | undefined {
    return node?.name === 'String' ? decodeString(this.script.textOf(node)) : undefined;
  }

  /** `null` for each value that is not written there. */
  private boundTo(node: SyntaxNode): readonly (SyntaxNode | null)[] {
    const name = this.script.textOf(node);
    const all = this.byName.get(name) ?? [];
    let home = functionOf(node);
    while (home !== null) {
      const values = [...valuesIn(home, all), ...this.givenTo(home, name)];
      if (values.length > 0) {
        return values;
      }
      home = functionOf(home);
    }
    return valuesIn(null, all);
  }

  /** What the only call of a function gives the parameter of that name. */
  private givenTo(home: SyntaxNode, name: string): readonly (SyntaxNode | null)[] {
    const list = home.getChild('ParamList');
    const parameters = list ? splitAtCommas(childrenOf(list).slice(1, -1)) : [];
    const index = parameters.findIndex((parts) => parts.some((part) => this.isNamed(part, name)));
    const parameter = parameters[index];
    if (parameter === undefined) {
      return [];
    }
    const calls = this.callsOf(home);
    const [only] = calls;
    const isPlain = this.isNamed(parameter[0], name);
    return only && calls.length === 1 && isPlain
      ? [this.argumentOf(only, index, name) ?? presetOf(parameter)]
      : [null];
  }

  private argumentOf(call: SyntaxNode, index: number, name: string): SyntaxNode | null {
    const given = call.lastChild?.name === 'ArgList' ? argumentsOf(call.lastChild) : [];
    const named = given.find(({ keyword }) => keyword && this.script.textOf(keyword) === name);
    const placed = given[index];
    return named?.value ?? (placed?.star === '' && !placed.keyword ? placed.value : null);
  }

  private callsOf(written: SyntaxNode): readonly SyntaxNode[] {
    const own = written.getChild('VariableName');
    const name = own ? this.script.textOf(own) : '';
    return this.script
      .nodes('CallExpression')
      .filter(({ firstChild }) => this.isNamed(firstChild, name));
  }

  private isNamed(node: SyntaxNode | null | undefined, name: string): boolean {
    return node?.name === 'VariableName' && this.script.textOf(node) === name;
  }

  /** `settings['key'] = value` */
  private assignedTo(node: SyntaxNode, key: string): readonly SyntaxNode[] {
    const name = this.script.textOf(node);
    return this.script.nodes('AssignStatement').flatMap((statement) => {
      const [target, , value] = childrenOf(statement);
      const [object, sign, index] = target?.name === 'MemberExpression' ? childrenOf(target) : [];
      const isIt = sign?.name === '[' && this.isNamed(object, name) && this.textOf(index) === key;
      return isIt && value ? [value] : [];
    });
  }

  /** `{'key': value}`, `dict(key=value)` */
  private writtenIn(dictionary: SyntaxNode, key: string): SyntaxNode | undefined {
    if (dictionary.name === 'DictionaryExpression') {
      const entries = splitAtCommas(childrenOf(dictionary).slice(1, -1));
      return entries.find(([first]) => this.textOf(first) === key)?.[2];
    }
    const isDict = this.isNamed(dictionary.firstChild, 'dict');
    return isDict ? (this.argumentOf(dictionary, -1, key) ?? undefined) : undefined;
  }

  private isChanged(list: SyntaxNode): boolean {
    const target = list.parent?.name === 'AssignStatement' ? list.parent.firstChild : null;
    return target !== null && this.changed.has(this.script.textOf(target));
  }

  private addAssigned(node: SyntaxNode): void {
    const parts = childrenOf(node);
    const sign = parts.findLastIndex(({ name }) => name === 'AssignOp');
    const targets = parts.slice(0, Math.max(sign, 0));
    const isSeveral = targets.some(({ name }) => name === ',') || parts.length > sign + 2;
    for (const target of targets.filter(({ name }) => name === 'VariableName')) {
      this.add(target, isSeveral ? null : (parts[sign + 1] ?? null));
    }
    const grouped = targets.filter(({ name }) => /^(Tuple|Array|Parenthesized)Exp/.test(name));
    for (const name of grouped.flatMap((group) => group.getChildren('VariableName'))) {
      this.add(name, null);
    }
  }

  private addUnread(node: SyntaxNode): void {
    const parts = childrenOf(node);
    // What a loop goes through keeps its value.
    const end = parts.findIndex(({ name }) => name === 'in' || name === 'UpdateOp');
    for (const part of end < 0 ? parts : parts.slice(0, end)) {
      if (part.name === 'VariableName') {
        this.add(part, null);
      }
    }
  }

  private addChange({ firstChild: callee }: SyntaxNode): void {
    const [object, , method] = callee?.name === 'MemberExpression' ? childrenOf(callee) : [];
    if (object && method && changing.test(this.script.textOf(method))) {
      this.changed.add(this.script.textOf(object));
    }
  }

  private add(name: SyntaxNode, value: SyntaxNode | null): void {
    const text = this.script.textOf(name);
    const known = this.byName.get(text) ?? [];
    this.byName.set(text, [...known, { home: functionOf(name), value }]);
  }
}

function valuesIn(
  home: SyntaxNode | null,
  bindings: readonly Binding[],
): readonly (SyntaxNode | null)[] {
  return bindings.filter((one) => one.home?.from === home?.from).map(({ value }) => value);
}

/** `name=value` of a function's parameters. */
function presetOf(parameter: readonly SyntaxNode[]): SyntaxNode | null {
  const sign = parameter.findIndex(({ name }) => name === 'AssignOp');
  return sign < 0 ? null : (parameter[sign + 1] ?? null);
}

/** The function that a node stands in. */
export function functionOf(node: SyntaxNode): SyntaxNode | null {
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    if (outer.name === 'FunctionDefinition') {
      return outer;
    }
  }
  return null;
}
