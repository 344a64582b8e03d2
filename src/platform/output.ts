import * as vscode from 'vscode';
import type { Disposable } from './disposable';
import { redact } from './redact';

/** The extension's output channel; whatever is written to it is redacted first. */
export interface Output extends Disposable {
  info(line: string): void;
  /** Logs what failed with every cause behind it. */
  error(what: string, error: unknown): void;
  show(): void;
}

export function createOutput(): Output {
  const channel = vscode.window.createOutputChannel('SageMaker Workbench', { log: true });
  return {
    info: (line) => channel.info(redact(line)),
    error: (what, error) => channel.error(redact(`${what}: ${causes(error).join('\n  because ')}`)),
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}

/** The error and what caused it, outermost first. */
function causes(error: unknown): string[] {
  const chain: string[] = [];
  for (let next = error; next !== undefined && next !== null && chain.length < 8;) {
    chain.push(next instanceof Error ? `${next.name}: ${next.message}` : JSON.stringify(next));
    next = next instanceof Error ? next.cause : undefined;
  }
  return chain;
}
