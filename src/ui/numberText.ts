import * as vscode from 'vscode';
import { numberFormat } from '../core/numberFormat';

/**
 * `12,000`, as the workbench's language groups digits: all languages that it has write small numbers alike,
 * so that the first rows need not wait until `Intl` is loaded, which takes longer than to draw them.
 */
export const numberText = (count: number): string =>
  count < 1000 ? String(count) : numberFormat(vscode.env.language).format(count);
