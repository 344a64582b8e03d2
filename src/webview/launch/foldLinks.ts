import { sourceLinks } from '../../core/training/sourceLinks';

/** Folds of the page that a link opens; the id of their element. */
export type Fold =
  | 'code-files'
  | 'code-left-out'
  | 'fold-groups'
  | 'fold-distribution'
  | 'fold-spot'
  | 'fold-capacity'
  | 'fold-output'
  | 'fold-network'
  | 'fold-tags';

/** The links of the checks that open one. */
export const foldLinks: Readonly<Record<string, Fold>> = {
  [sourceLinks.files]: 'code-files',
  [sourceLinks.leftOut]: 'code-left-out',
};
