import * as vscode from 'vscode';
import { numberFormat } from '../core/numberFormat';

/** `12,000`, as the workbench's language groups digits. */
export const numberText = (count: number): string =>
  numberFormat(vscode.env.language).format(count);
