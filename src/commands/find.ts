import { copy } from '../platform/clipboard';
import type { Finder } from '../ui/find/finder';
import { showDescription, type ReferenceServices } from './references';
import { runCommand } from './run';

interface FindServices extends ReferenceServices {
  readonly finder: Finder;
}

/** Finds a resource of any kind and opens its description, or what its buttons stand for. */
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
  } else {
    await showDescription(services, row);
  }
}
