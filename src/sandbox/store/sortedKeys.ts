/**
 * A map whose keys can be walked in UTF-8 byte order, the order of S3's lists. Keys added one by one
 * are put in their place; a bulk load is sorted once, at the first walk.
 */
export class SortedKeys<Value> {
  private readonly values = new Map<string, Value>();
  private order: string[] | undefined = [];

  get size(): number {
    return this.values.size;
  }

  get(key: string): Value | undefined {
    return this.values.get(key);
  }

  set(key: string, value: Value): void {
    if (!this.values.has(key)) this.place(key);
    this.values.set(key, value);
  }

  delete(key: string): void {
    if (!this.values.delete(key) || !this.order) return;
    this.order.splice(this.firstFrom(this.order, key), 1);
  }

  /** Forgets the order until it is asked for again; before many keys are added. */
  unsort(): void {
    this.order = undefined;
  }

  /** Entries whose key is not below `start`, in order. */
  *from(start: string): Generator<readonly [key: string, value: Value]> {
    const keys = this.sorted();
    for (let index = this.firstFrom(keys, start); index < keys.length; index++) {
      const key = keys[index] ?? '';
      const value = this.values.get(key);
      if (value !== undefined) yield [key, value];
    }
  }

  private sorted(): string[] {
    this.order ??= [...this.values.keys()].sort(compareUtf8);
    return this.order;
  }

  private place(key: string): void {
    this.order?.splice(this.firstFrom(this.order, key), 0, key);
  }

  private firstFrom(keys: readonly string[], start: string): number {
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareUtf8(keys[middle] ?? '', start) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * Compares as the texts' UTF-8 bytes would. UTF-16 order is the same but for surrogates, which stand
 * below U+E000 although what they encode stands above.
 */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const unitA = a.charCodeAt(index);
    const unitB = b.charCodeAt(index);
    if (unitA !== unitB) return weight(unitA) - weight(unitB);
  }
  return a.length - b.length;
}

function weight(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
