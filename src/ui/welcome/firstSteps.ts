import * as vscode from 'vscode';
import type { Clock } from '../../core/clock';
import type { ContextKeys, FirstStep } from '../../ids';
import type { Disposable } from '../../platform/disposable';
import type { Store } from '../../platform/state';

/** When an opened walkthrough is told again: the workbench reads it in at its leisure. */
const tellings = [0, 500, 1500, 4000] as const;

/**
 * The walkthrough's steps that a person has done. A command's own event would tick a step when the
 * command was called, whatever came of it; so each step waits for a context key.
 *
 * The workbench ticks a step when its key becomes true while it knows the walkthrough, and never again
 * in a window where the key was true before it did. So keys are true for a moment only, and what was
 * done is told once more when the walkthrough is opened.
 */
export class FirstSteps {
  private readonly closing = new AbortController();

  /** `store`: that of all windows. */
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  done(step: FirstStep): void {
    void flash(`sagemakerWorkbench.step.${step}`);
    const known = this.store.get('firstSteps') ?? [];
    if (!known.includes(step)) {
      void this.store.set('firstSteps', [...known, step]);
    }
  }

  /** Ticks in a walkthrough that was just opened what had been done before. */
  async tell(): Promise<void> {
    for (const pause of tellings) {
      try {
        await this.clock.sleep(pause, this.closing.signal);
      } catch {
        return; // The window is closing.
      }
      this.store.get('firstSteps')?.forEach((step) => this.done(step));
    }
  }

  /** Counts a Python script as found as soon as one is looked at. */
  watchScripts(): Disposable {
    const look = (editor: vscode.TextEditor | undefined): void => {
      if (editor?.document.languageId === 'python') {
        this.done('script');
      }
    };
    look(vscode.window.activeTextEditor);
    return vscode.window.onDidChangeActiveTextEditor(look);
  }

  dispose(): void {
    this.closing.abort();
  }
}

async function flash(key: keyof ContextKeys): Promise<void> {
  await vscode.commands.executeCommand('setContext', key, true);
  await vscode.commands.executeCommand('setContext', key, false);
}
