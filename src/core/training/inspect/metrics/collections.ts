import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, splitAtCommas } from '../callSite';
import { childrenOf, type PythonScript } from '../pythonScript';
import { placeOf, pushTo, type Bindings } from './bindings';

/** What a dictionary has for a key; `undefined`: nothing, `unknown`: that cannot be told. */
export type Entry = SyntaxNode | 'unknown' | undefined;

/** Something that is done to a list or dictionary after it was made. */
interface Change {
  /** `undefined`: any. */
  readonly key: string | undefined;
  /** `undefined`: something that is not written there. */
  readonly value: SyntaxNode | undefined;
}

/** What a dictionary is given in its braces. */
interface WrittenEntries {
  readonly values: ReadonlyMap<string, SyntaxNode | undefined>;
  /** What it has for any other key. */
  readonly others: Exclude<Entry, SyntaxNode>;
}

/** Methods that change a list or dictionary, so that what is assigned is not all. */
const changing = /^(append|extend|insert|remove|pop|popitem|clear|sort|reverse|update|setdefault)$/;

/** What is in the lists and dictionaries of a script, as far as that is written down. */
export class Collections {
  /** By the place of what is changed; where that is not written there, by its name. */
  private readonly changes = new Map<string, Change[]>();
  /** By the place of the dictionary. */
  private readonly braces = new Map<string, WrittenEntries>();

  constructor(
    private readonly script: PythonScript,
    private readonly bindings: Bindings,
  ) {
    script.nodes('CallExpression').forEach((node) => {
      this.addMethod(node);
    });
    for (const kind of ['AssignStatement', 'UpdateStatement', 'DeleteStatement']) {
      script.nodes(kind).forEach((node) => {
        this.addTargets(node);
      });
    }
  }

  /** The members of a list or tuple; `undefined` where not all are written there. */
  itemsOf(list: SyntaxNode | undefined): readonly SyntaxNode[] | undefined {
    const isOne = list && /^(ArrayExpression|TupleExpression)$/.test(list.name);
    if (!isOne || this.changesOf(list).length > 0) {
      return undefined;
    }
    const items = splitAtCommas(childrenOf(list).slice(1, -1));
    const single = items.flatMap(([first, ...more]) => (first && more.length === 0 ? [first] : []));
    return single.length === items.length ? single : undefined;
  }

  entryOf(node: SyntaxNode, key: string): Entry {
    const dictionaries = this.bindings.valuesOf(node);
    const [only] = dictionaries;
    const dictionary = dictionaries.length === 1 ? only : undefined;
    const changes = dictionary
      ? this.changesOf(dictionary)
      : (this.changes.get(this.script.textOf(node)) ?? []);
    const inside = dictionary ? this.writtenIn(dictionary, key) : 'unknown';
    const later = changes.filter((change) => change.key === key || change.key === undefined);
    return later.length === 0 ? inside : givenLater(inside, later);
  }

  private changesOf(value: SyntaxNode): readonly Change[] {
    const target = value.parent?.name === 'AssignStatement' ? value.parent.firstChild : null;
    const byName = target ? this.changes.get(this.script.textOf(target)) : undefined;
    return [...(this.changes.get(placeOf(value)) ?? []), ...(byName ?? [])];
  }

  private writtenIn(dictionary: SyntaxNode, key: string): Entry {
    if (dictionary.name === 'DictionaryExpression') {
      return this.writtenInBraces(dictionary, key);
    }
    const callee = dictionary.firstChild;
    const list = dictionary.lastChild;
    const isDict = callee?.name === 'VariableName' && this.script.textOf(callee) === 'dict';
    if (!isDict || list?.name !== 'ArgList') {
      return 'unknown';
    }
    const given = argumentsOf(list);
    const named = given.find(({ keyword }) => keyword && this.script.textOf(keyword) === key);
    const isAll = given.every(({ keyword }) => keyword !== null);
    return named?.value ?? (isAll ? undefined : 'unknown');
  }

  private writtenInBraces(dictionary: SyntaxNode, key: string): Entry {
    const place = placeOf(dictionary);
    const entries = this.braces.get(place) ?? this.readBraces(dictionary);
    this.braces.set(place, entries);
    return entries.values.has(key) ? entries.values.get(key) : entries.others;
  }

  /** The last one that gives a key counts, and `**others` may. */
  private readBraces(dictionary: SyntaxNode): WrittenEntries {
    const values = new Map<string, SyntaxNode | undefined>();
    for (const [first, , value] of splitAtCommas(childrenOf(dictionary).slice(1, -1)).reverse()) {
      const text = first?.name === '**' ? undefined : this.keyOf(first);
      if (text === undefined) {
        return { values, others: 'unknown' };
      }
      if (!values.has(text)) {
        values.set(text, value);
      }
    }
    return { values, others: undefined };
  }

  private keyOf(node: SyntaxNode | undefined): string | undefined {
    const values = node ? this.bindings.valuesOf(node) : [];
    return values.length === 1 ? this.bindings.textOf(values[0]) : undefined;
  }

  private addMethod({ firstChild: callee }: SyntaxNode): void {
    const [object, , method] = callee?.name === 'MemberExpression' ? childrenOf(callee) : [];
    if (object && method && changing.test(this.script.textOf(method))) {
      this.add(object, { key: undefined, value: undefined });
    }
  }

  /** `settings['key'] = value`, `settings['key'] += more`, `del settings['key']` */
  private addTargets(statement: SyntaxNode): void {
    const parts = childrenOf(statement);
    const sign = parts.findLastIndex(({ name }) => name === 'AssignOp');
    const isPlain = sign === 1 && parts.length === 3;
    const end = sign < 0 ? parts.findIndex(({ name }) => name === 'UpdateOp') : sign;
    for (const target of end < 0 ? parts : parts.slice(0, end)) {
      const [object, bracket, index] = target.name === 'MemberExpression' ? childrenOf(target) : [];
      if (object && bracket?.name === '[') {
        this.add(object, { key: this.keyOf(index), value: isPlain ? parts[2] : undefined });
      }
    }
  }

  private add(object: SyntaxNode, change: Change): void {
    const values = this.bindings.valuesOf(object);
    if (values.length === 0) {
      pushTo(this.changes, this.script.textOf(object), change);
    }
    for (const value of values) {
      pushTo(this.changes, placeOf(value), change);
    }
  }
}

/** Of two that are written, the order would decide. */
function givenLater(inside: Entry, [first, ...others]: readonly Change[]): Entry {
  const isOnlyOne = others.length === 0 && (inside === undefined || inside === 'unknown');
  return isOnlyOne ? (first?.value ?? 'unknown') : 'unknown';
}
