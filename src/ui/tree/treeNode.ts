import type { AppError, Mend } from '../../core/errors';
import type { Capability, ItemKind, ResourceItem } from '../../core/resources/kind';
import type { ResourceQuery } from '../../core/resources/query';
import { mayHaveLackedCapacity } from '../../core/training/after/lackedCapacity';
import type { ResourceRow } from '../../ids';
import type { ListId } from './listQueries';

/** What the row above a list tells of it. */
interface ListSummary {
  /** Rows that were read; `undefined` before the first reading. */
  readonly count?: number | undefined;
  /** How many of them the filter hides. */
  readonly hidden: number;
  /** Whether the service has more than were read. */
  readonly hasMore: boolean;
  readonly query: ResourceQuery;
}

/** The row of a connection, above its kinds, where several are shown. */
export interface ConnectionNode {
  readonly type: 'connection';
  readonly connectionId: string;
}

/** The row of a kind, above its resources. */
export interface GroupNode extends ListId {
  readonly type: 'group';
  readonly id: string;
  readonly kind: ItemKind;
  /** What it stands below; absent at the top. */
  parent?: ResourceNode | undefined;
  /** Whether it is open from the start. */
  readonly isFirst: boolean;
  summary: ListSummary;
}

/** The rows of a day or of a prefix. */
export interface SubgroupNode {
  readonly type: 'subgroup';
  readonly group: GroupNode;
  readonly by: NonNullable<ResourceQuery['groupBy']>;
  /** As in `ShownRows`. */
  readonly key: string;
  count: number;
}

/** A resource; the same object for as long as the row stands, so that it can be refreshed alone. */
export interface ResourceNode extends ResourceRow {
  readonly type: 'resource';
  readonly id: string;
  readonly group: GroupNode;
  readonly kind: ItemKind;
  /** What cannot be done in its connection. */
  readonly lacks: readonly Capability[];
  item: ResourceItem;
  isPinned: boolean;
  /** Why it failed, once a description has told. */
  cause?: string | undefined;
}

/** Below the rows: the way to those that are not shown. */
export interface MoreNode {
  readonly type: 'more';
  readonly group: GroupNode;
  /** Rows that were read already, the next page of the service, or all its pages. */
  readonly act: 'show' | 'page' | 'all';
  /** For rows that were read: the subgroup whose they are, and how many there are. */
  readonly key: string;
  readonly count: number;
}

/** Stands where rows could not be loaded and says why. */
export interface ErrorNode {
  readonly type: 'error';
  readonly connectionId: string;
  readonly error: AppError;
  /** Whose rows these are; absent where there is no connection. */
  readonly group?: GroupNode;
}

/** Below an error what may mend it, below nothing what fills it. */
export interface ActionNode {
  readonly type: 'action';
  readonly connectionId: string;
  readonly action: Mend['act'] | 'retry' | 'choose' | 'hide' | 'output' | 'train';
  /** What `signIn` and `mfaCode` stand for. */
  readonly mend?: Mend | undefined;
}

/** Says why there is nothing below a group. */
export interface EmptyNode {
  readonly type: 'empty';
  readonly group: GroupNode;
}

/** Says why there is nothing below a connection: it has no rows, or its service none of the kinds. */
export interface NoteNode {
  readonly type: 'note';
  readonly connectionId: string;
  readonly note: 'empty' | 'noKinds';
}

export type TreeNode =
  | ConnectionNode
  | GroupNode
  | SubgroupNode
  | ResourceNode
  | MoreNode
  | ErrorNode
  | ActionNode
  | EmptyNode
  | NoteNode;

/** The connection that a row belongs to. */
export const connectionIdOf = (node: TreeNode): string =>
  'connectionId' in node ? node.connectionId : node.group.connectionId;

/** What a row can do now, in its connection; what helps against a lack of instances only where that may be. */
export function capabilitiesOf({
  kind,
  item,
  lacks,
  cause,
}: Pick<ResourceNode, 'kind' | 'item' | 'lacks' | 'cause'>): readonly Capability[] {
  return kind
    .capabilities(item)
    .filter((name) => !lacks.includes(name))
    .filter((name) => name !== 'elsewhere' || mayHaveLackedCapacity(item, cause));
}
