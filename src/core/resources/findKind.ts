import type { ItemKind } from './kind';

/** A kind by its id, whatever it stands below; `undefined`: there is none of that id. */
export function findKind(kinds: readonly ItemKind[], id: string): ItemKind | undefined {
  for (const kind of kinds) {
    const found = kind.id === id ? kind : findKind(kind.children ?? [], id);
    if (found) {
      return found;
    }
  }
  return undefined;
}
