import { removeTree } from '../../node/removeTree';

/** What cannot be removed, because a stray process holds it on Windows, costs only space. */
export async function removeFolder(folder: string): Promise<void> {
  await removeTree(folder).catch(() => undefined);
}
