import type { Clock } from '../core/clock';
import type { Area } from '../core/resources/area';
import { views } from '../ids';
import type { Output } from '../platform/output';
import { withViewProgress } from '../platform/progress';
import { mendConnection } from '../ui/connection/mending';
import type { ResourceTree } from '../ui/tree/resourceTree';
import type { ActionNode, TreeNode } from '../ui/tree/treeNode';
import { chooseConnection, type ConnectionServices } from './connections';
import { runCommand } from './run';
import type { TrainingJobCommands } from './trainingJobs';

/** How often to look for a row that is being drawn anew, and for how long, in milliseconds. */
const look = { every: 50, tries: 40 } as const;

export interface SelectedServices extends ConnectionServices {
  readonly clock: Clock;
  readonly tree: ResourceTree;
  readonly jobs: Pick<TrainingJobCommands, 'openRow'>;
  readonly output: Output;
}

/** Does what the row that is selected in a view stands for; rows that are no resource wait for a click. */
export async function openSelected(
  services: SelectedServices,
  area: Area,
  isClick: boolean,
): Promise<void> {
  const { tree, jobs } = services;
  const node = await selected(services, area);
  if (node?.type === 'resource') {
    await jobs.openRow(node, isClick);
  } else if (node?.type === 'more' && isClick) {
    await withViewProgress(views[area], tree.more(node));
  } else if (node?.type === 'action' && isClick) {
    await act(services, area, node);
  }
}

/**
 * The row that was clicked last in a view. The workbench does not tell it while it asks for the rows anew, as it
 * does when one above them changes; so there may be none at first.
 */
async function selected(
  { tree, clock }: SelectedServices,
  area: Area,
): Promise<TreeNode | undefined> {
  for (let tries = 0; tries < look.tries && !tree.selection.last(area); tries++) {
    await clock.sleep(look.every);
  }
  return tree.selection.last(area);
}

/** Mends the connection whose row it is, whichever is chosen. */
async function act(services: SelectedServices, area: Area, node: ActionNode): Promise<void> {
  const { tree, chosen, output } = services;
  switch (node.action) {
    case 'signIn':
    case 'mfaCode':
      return mendConnection(services, node.mend);
    case 'retry':
      await withViewProgress(views[area], tree.retry(node.connectionId));
      return;
    case 'choose':
      await chooseConnection(services);
      return;
    case 'train':
      await runCommand('sagemakerWorkbench.script.train');
      return;
    case 'hide':
      return chosen.hide(node.connectionId);
    case 'output':
      output.show();
  }
}
