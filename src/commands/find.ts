import { copy } from '../platform/clipboard';
import type { Finder } from '../ui/find/finder';
import type { ResourceTree } from '../ui/tree/resourceTree';
import { showDescription, type ReferenceServices } from './references';
import { runCommand } from './run';

interface FindServices extends ReferenceServices {
  readonly finder: Finder;
  readonly tree: Pick<ResourceTree, 'reveal'>;
}

/** Finds a resource of any kind and goes to its row, or else to its description; or does what its buttons say. */
export async function findResource(services: FindServices): Promise<void> {
  const found = await services.finder.find();
  if (!found) {
    return;
  }
  const { row, act } = found;
  if (act === 'copyArn') {
    await copy(row.item.arn === undefined ? [] : [row.item.arn]);
  } else if (act === 'console') {
    await runCommand('sagemakerWorkbench.resource.openConsole', row);
  } else if (!(await services.tree.reveal(row))) {
    await showDescription(services, row);
  }
}
