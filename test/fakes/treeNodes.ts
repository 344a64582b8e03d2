import type { GroupNode, ResourceNode } from '../../src/ui/tree/treeNode';
import { FakeKind } from './fakeKind';

/** The row of the training jobs, of which 14 were read. */
export const groupNode = (more: Partial<GroupNode> = {}): GroupNode => ({
  ...{ type: 'group', id: 'sandbox/trainingJob', connectionId: 'sandbox', kindId: 'trainingJob' },
  ...{ kind: new FakeKind(), isFirst: true },
  summary: { count: 14, hidden: 0, hasMore: false, query: {} },
  ...more,
});

/** The row of a training job. */
export const resourceNode = (more: Partial<ResourceNode> = {}): ResourceNode => {
  const item = more.item ?? { name: 'penguins-1' };
  return {
    ...{ type: 'resource', id: `sandbox/trainingJob/${item.name}`, group: groupNode() },
    ...{ connectionId: 'sandbox', kindId: 'trainingJob', kind: new FakeKind() },
    ...{ lacks: ['console'], isPinned: false, item },
    ...more,
  };
};
