import type * as vscode from 'vscode';
import type { CommandId } from '../../ids';

/**
 * What a click on a row runs, its id checked against the table. Without arguments, because the
 * workbench forgets those with every refresh, also while the row is being clicked: the command looks
 * at the selection.
 */
export const itemCommand = (id: CommandId, title: string): vscode.Command => ({
  command: id,
  title,
});
