import type { AppError } from '../../core/errors';
import type { ViewState } from '../../ids';
import type { ActionNode, TreeNode } from './treeNode';

const pages: Readonly<Partial<Record<AppError['reason'], ViewState>>> = {
  sandboxUnavailable: 'sandboxFailed',
  notFound: 'noConnection',
};

/** The page of a view without a connection; every other failure is a row that explains and retries. */
export const pageOf = ({ reason }: AppError): ViewState | undefined => pages[reason];

const actions: readonly ActionNode[] = [
  { type: 'action', action: 'retry' },
  { type: 'action', action: 'choose' },
  { type: 'action', action: 'output' },
];

/** The rows of a view whose connection could not be opened. */
export function problemRows(problem: AppError): readonly TreeNode[] {
  if (pageOf(problem)) {
    return [];
  }
  const { mend } = problem;
  const first: readonly ActionNode[] = mend ? [{ type: 'action', action: mend.act }] : [];
  return [{ type: 'error', error: problem }, ...first, ...actions];
}
