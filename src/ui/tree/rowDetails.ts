import type { Connection } from '../../aws/connection';
import type { Fact, ResourceItem } from '../../core/resources/kind';
import { failureCause } from '../../core/training/failureCause';
import type { FailureCauses } from '../jobs/failureCauses';
import { explainedReason } from '../jobs/failureReason';
import type { ResourceNode } from './treeNode';

/** What a description tells that the list does not. */
export interface Details {
  readonly facts: readonly Fact[];
  readonly reason?: string | undefined;
  /** The description itself, of a training job: what it tells of its costs depends on prices and time. */
  readonly job?: object | undefined;
}

export interface RowDetailsPorts {
  readonly causes: FailureCauses;
  /** Details are an extra: rows that are known are shown without them. */
  failed(error: unknown): void;
}

/** Describes a resource once for as long as its list tells the same of it. */
export class RowDetails {
  private readonly known = new WeakMap<ResourceItem, Promise<Details | undefined>>();

  constructor(private readonly ports: RowDetailsPorts) {}

  of(connection: Connection, node: ResourceNode): Promise<Details | undefined> {
    const known = this.known.get(node.item) ?? this.ask(connection, node);
    this.known.set(node.item, known);
    return known;
  }

  /** Asks why one failed, and remembers it; answers whether more is known now. */
  async explain(connection: Connection, node: ResourceNode): Promise<boolean> {
    const { item } = node;
    const reason = (await this.of(connection, node))?.reason;
    if (reason === undefined || node.cause !== undefined) {
      return false;
    }
    try {
      const cause = failureCause(await this.explained(connection, node, reason));
      await this.ports.causes.remember(node.connectionId, item, cause);
      node.cause = cause;
      return true;
    } catch (error) {
      this.ports.failed(error);
      return false;
    }
  }

  private async ask(connection: Connection, node: ResourceNode): Promise<Details | undefined> {
    const { kind, item } = node;
    try {
      const description = await kind.describe?.(connection.sagemaker, item);
      return (
        description && {
          facts: kind.facts?.(description) ?? [],
          ...reasonOf(description),
          ...(kind.id === 'trainingJob' && { job: description }),
        }
      );
    } catch (error) {
      this.known.delete(item);
      this.ports.failed(error);
      return undefined;
    }
  }

  /** Jobs that run a script may have said why in their log only. */
  private explained(connection: Connection, node: ResourceNode, reason: string): Promise<string> {
    return node.kind.capabilities(node.item).includes('logs')
      ? explainedReason(connection.logs, node.item.name, reason)
      : Promise.resolve(reason);
  }
}

function reasonOf(description: object): Pick<Details, 'reason'> {
  const { FailureReason: reason } = description as { readonly FailureReason?: unknown };
  return typeof reason === 'string' && reason !== '' ? { reason } : {};
}
