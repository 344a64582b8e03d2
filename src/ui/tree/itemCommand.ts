import type * as vscode from 'vscode';
import type { Area } from '../../core/resources/area';
import { clickCommand } from '../../ids';

/**
 * What a click on a row of a view runs. Without arguments, because the workbench forgets those with every
 * refresh, also while the row is being clicked: the command looks at the view's selection.
 */
export const itemCommand = (area: Area, title: string): vscode.Command => ({
  command: clickCommand(area),
  title,
});
