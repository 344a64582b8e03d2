import type { Connection } from '../../aws/connection';
import type { Clock } from '../../core/clock';
import type { ResourceKind } from '../../core/resources/kind';
import type { FailureCauses } from '../jobs/failureCauses';
import type { KnownTags } from './knownTags';
import type { ListQueries } from './listQueries';
import type { GroupNode, ResourceNode } from './treeNode';
import type { Leave } from './viewProblem';

export interface RowListPorts {
  readonly connection: Connection;
  readonly queries: Pick<ListQueries, 'query'>;
  readonly tags: Pick<KnownTags, 'addTo'>;
  readonly causes: FailureCauses;
  readonly clock: Clock;
  /** How to get rid of the connection. */
  leave(): Leave;
  /** What nobody waits for, for the log. */
  failed(error: unknown): void;
  /** Rows of this list have come that nobody waited for. */
  came(group: GroupNode): void;
  /** Ends every reading when the connection is left. */
  readonly signal: AbortSignal;
}

/** Where a list stands. */
export interface ListPlace {
  readonly kind: ResourceKind;
  readonly parent?: ResourceNode | undefined;
  readonly isFirst: boolean;
}
