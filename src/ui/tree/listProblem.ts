import { asAppError, isPassing, type AppError } from '../../core/errors';
import type { GroupNode, TreeNode } from './treeNode';
import { mendRows, type Leave } from './viewProblem';

/** A failing service is said to fail after so many answers that nobody has asked for. */
const patience = 3;

/** Why the rows of a list are not there, or not fresh. */
export class ListProblem {
  private known: AppError | undefined;
  private failures = 0;

  get error(): AppError | undefined {
    return this.known;
  }

  clear(): void {
    this.known = undefined;
    this.failures = 0;
  }

  /**
   * Keeps what is worth a row. What is there stays there: that a busy service was slow once, when nobody
   * has asked, is not. `isWaited`: a person waits for the answer, or there are no rows yet.
   */
  take(error: unknown, isWaited: boolean): void {
    const known = asAppError(error);
    this.failures++;
    if (known.reason === 'cancelled') {
      return;
    }
    if (isWaited || !isPassing(known) || this.failures >= patience) {
      this.known = known;
    }
  }

  /** The rows that say it, with what mends it; `leave`: how to get rid of the connection. */
  rows(group: GroupNode, leave: Leave): readonly TreeNode[] {
    if (!this.known) {
      return [];
    }
    const { connectionId } = group;
    return [
      { type: 'error', connectionId, error: this.known, group },
      ...mendRows(this.known, connectionId),
      { type: 'action', connectionId, action: 'retry' },
      ...(isLasting(this.known) ? [{ type: 'action', connectionId, action: leave } as const] : []),
    ];
  }
}

/** Whether nothing helps but other files, or another connection. */
const isLasting = ({ reason, mend }: AppError): boolean =>
  mend === undefined && (reason === 'expired' || reason === 'invalid' || reason === 'notFound');
