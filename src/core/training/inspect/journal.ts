import type { Value } from './model';
import { reprOf } from './pythonText';
import { unknown } from './values';

type Names = Map<string, Value>;

/** What a branch has changed, with what it has put there. */
export type Changes = ReadonlyMap<Names, ReadonlyMap<string, Value>>;

/**
 * Remembers what names were bound to before a branch of which it is not known whether it is taken, so
 * that every branch starts from the same state and what they leave can be brought together.
 */
export class Journal {
  private readonly open: Map<Names, Map<string, Value | undefined>>[] = [];

  /** How many undecided branches are being followed. */
  get level(): number {
    return this.open.length;
  }

  write(names: Names, name: string, value: Value): void {
    const log = this.open.at(-1);
    if (log) {
      const before = log.get(names) ?? new Map<string, Value | undefined>();
      log.set(names, before);
      if (!before.has(name)) {
        before.set(name, names.get(name));
      }
    }
    names.set(name, value);
  }

  /** Follows a branch and takes back what it did to names. */
  branch<T>(follow: () => T): { readonly result: T; readonly changes: Changes } {
    const log = new Map<Names, Map<string, Value | undefined>>();
    this.open.push(log);
    try {
      const result = follow();
      return { result, changes: changesOf(log) };
    } finally {
      this.open.pop();
      rollBack(log);
    }
  }

  /** Goes on after branches one of which was taken: what differs among them is not known. */
  join(branches: readonly Changes[]): void {
    const names = new Map<Names, Set<string>>();
    for (const [map, changed] of branches.flatMap((changes) => [...changes])) {
      names.set(map, new Set([...(names.get(map) ?? []), ...changed.keys()]));
    }
    for (const [map, changed] of names) {
      for (const name of changed) {
        const values = branches.map((changes) => changes.get(map)?.get(name) ?? map.get(name));
        this.write(map, name, joined(values));
      }
    }
  }
}

function changesOf(log: ReadonlyMap<Names, ReadonlyMap<string, Value | undefined>>): Changes {
  return new Map(
    [...log].map(([names, before]) => [
      names,
      new Map([...before.keys()].map((name) => [name, names.get(name) ?? unknown()])),
    ]),
  );
}

function rollBack(log: ReadonlyMap<Names, ReadonlyMap<string, Value | undefined>>): void {
  for (const [names, before] of log) {
    for (const [name, value] of before) {
      if (value === undefined) {
        names.delete(name);
      } else {
        names.set(name, value);
      }
    }
  }
}

/**
 * What a name holds after branches that left different things in it. One that leaves nothing counts for
 * nothing: where the name is used it must have been another. A parser stays one, so that what is added
 * to it is seen.
 */
export function joined(values: readonly (Value | undefined)[]): Value {
  const found = values.filter((value) => value !== undefined);
  const [first] = found;
  if (first === undefined) {
    return unknown();
  }
  if (found.every((value) => isSame(first, value))) {
    return first;
  }
  const parser = found.find(({ kind }) => kind === 'parser');
  return parser ?? unknown(found.find(({ variable }) => variable !== undefined)?.variable);
}

function isSame(a: Value, b: Value): boolean {
  if (a === b) {
    return true;
  }
  if (a.kind !== b.kind || a.variable !== b.variable) {
    return false;
  }
  if (a.kind === 'external' && b.kind === 'external') {
    return a.path === b.path;
  }
  const shown = reprOf(a);
  return shown !== undefined && shown === reprOf(b);
}
