import type { AppError } from '../../core/errors';
import type { ViewState } from '../../ids';
import type { ActionNode, TreeNode } from './treeNode';

const pages: Readonly<Partial<Record<AppError['reason'], ViewState>>> = {
  sandboxUnavailable: 'sandboxFailed',
  notFound: 'noConnection',
};

/** The page of a view without a connection; every other failure is a row that explains and retries. */
export const pageOf = ({ reason }: AppError): ViewState | undefined => pages[reason];

/** How to get rid of a connection: the chosen one is replaced, one that is shown beside it hidden. */
export type Leave = 'choose' | 'hide';

/** The rows that stand for a connection that could not be opened. */
export function problemRows(
  problem: AppError,
  connectionId: string,
  leave: Leave,
): readonly TreeNode[] {
  const actions = (['retry', leave, 'output'] as const).map((action): ActionNode => ({
    type: 'action',
    connectionId,
    action,
  }));
  const error = { type: 'error', connectionId, error: problem } as const;
  return [error, ...mendRows(problem, connectionId), ...actions];
}

/** The act that helps, where there is one. */
export const mendRows = ({ mend }: AppError, connectionId: string): readonly ActionNode[] =>
  mend ? [{ type: 'action', connectionId, action: mend.act, mend }] : [];
