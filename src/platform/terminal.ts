import * as vscode from 'vscode';
import { AppError } from '../core/errors';

/**
 * What every shell takes as it stands, and what it takes between double quotes. PowerShell makes a list of
 * what has a comma, and takes `@name` for a variable's parts.
 */
const plain = /^[\w+=:./-]+$/;
const quotable = /^[\p{L}\p{N} @+=:,./()[\]{}#;&~'_-]+$/u;

/**
 * Runs a command line in a terminal, in the person's own shell: it finds what their `PATH` has, asks
 * them what it wants to know, and stays open with what it said.
 */
export function runInTerminal(name: string, words: readonly string[]): void {
  const line = words.map(shellWord).join(' ');
  const terminal = vscode.window.createTerminal({ name, isTransient: true });
  terminal.show();
  terminal.sendText(line);
}

/** A word as all shells read it alike; one that they would not is refused. */
function shellWord(word: string): string {
  if (plain.test(word)) {
    return word;
  }
  if (!quotable.test(word)) {
    throw new AppError('invalid', `"${word}" cannot be passed safely through every shell.`);
  }
  return `"${word}"`;
}
