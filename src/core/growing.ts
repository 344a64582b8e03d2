/** A list while it is read: what is there of it so far. */
export interface Growing<T> {
  readonly items: readonly T[];
  /** False: there is more, which is on its way or is not read. */
  readonly isAll: boolean;
}

/** How a list is read: who sees it grow, and who calls it off. */
export interface Reading<T> {
  readonly show: (part: Growing<T>) => void;
  readonly signal: AbortSignal;
}

export type ReadList<T> = (reading: Reading<T>) => Promise<Growing<T>>;

interface ListPage<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/** What a person looks through in a picker; who has more types what is wanted. */
const mostPages = 20;

/** Reads a list page by page, at most 20 of them, and shows it after each. Fails as `ask` fails. */
export async function readGrowing<T>(
  ask: (token: string | undefined) => Promise<ListPage<T>>,
  { show, signal }: Reading<T>,
): Promise<Growing<T>> {
  const items: T[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await ask(token);
    signal.throwIfAborted();
    items.push(...answer.items);
    token = answer.next;
    show({ items: [...items], isAll: token === undefined });
    if (token === undefined) {
      break;
    }
  }
  return { items, isAll: token === undefined };
}
