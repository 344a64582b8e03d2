import type { AppError, Mend } from '../../core/errors';
import type { Capability, ResourceItem, ResourceKind } from '../../core/resources/kind';
import type { ResourceRow } from '../../ids';
import type { ResourceList } from './resourceList';

/** The row of a kind, above its resources. */
export interface GroupNode {
  readonly type: 'group';
  readonly list: ResourceList;
}

/** A resource; the same object for as long as the row stands, so that it can be refreshed alone. */
export interface ResourceNode extends ResourceRow {
  readonly type: 'resource';
  readonly kind: ResourceKind;
  /** Whether its connection has a console that it could be opened in. */
  readonly hasConsole: boolean;
  item: ResourceItem;
  /** Why it failed, once a description has told. */
  cause?: string | undefined;
}

export interface MoreNode {
  readonly type: 'more';
  readonly list: ResourceList;
}

/** Stands where rows could not be loaded and says why. */
export interface ErrorNode {
  readonly type: 'error';
  readonly error: AppError;
}

/** Below an error: what may mend it. */
export interface ActionNode {
  readonly type: 'action';
  readonly action: Mend['act'] | 'retry' | 'choose' | 'output';
}

export type TreeNode = GroupNode | ResourceNode | MoreNode | ErrorNode | ActionNode;

/** What a row can do now, in its connection. */
export function capabilitiesOf({ kind, item, hasConsole }: ResourceNode): readonly Capability[] {
  return kind.capabilities(item).filter((name) => name !== 'console' || hasConsole);
}
