import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench';

/** What the workbench shows of a debug session. */
export class DebugView {
  constructor(private readonly workbench: Workbench) {}

  /** The buttons to go on, step and stop; there while a session is. */
  get toolbar(): Locator {
    return this.workbench.page.locator('.debug-toolbar');
  }

  button(name: string): Locator {
    return this.toolbar.getByRole('button', { name: new RegExp(`^${name}`) });
  }

  /** The arrow in the margin at the line where the script stands. */
  get arrow(): Locator {
    return this.workbench.page.locator('.codicon-debug-stackframe').first();
  }

  get breakpoint(): Locator {
    return this.workbench.page
      .locator('.monaco-editor .glyph-margin-widgets .codicon-debug-breakpoint')
      .first();
  }

  /** A row of the Variables view, such as `kept = 83`. */
  variable(name: string, value: string): Locator {
    return this.workbench.page
      .locator('.debug-variables .monaco-list-row')
      .filter({ hasText: new RegExp(`^${name}\\s*=?\\s*${value}$`) })
      .first();
  }

  /** Opens the variables of the function in which the script stands. */
  async openLocals(): Promise<void> {
    const locals = this.workbench.page.getByRole('treeitem', { name: /^Scope Locals/ });
    await locals.waitFor();
    if ((await locals.getAttribute('aria-expanded')) !== 'true') {
      await locals.click();
    }
  }

  /** Puts the cursor on the first line that has `text` and presses F9, as in any editor. */
  async toggleBreakpoint(script: string, text: string): Promise<void> {
    const line = script.split('\n').findIndex((each) => each.includes(text)) + 1;
    if (line === 0) {
      throw new Error(`No line has ${text}.`);
    }
    const { page } = this.workbench;
    await page.keyboard.press('Control+G');
    await this.workbench.quickInput().fill(`:${line}`);
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await page.keyboard.press('F9');
  }
}
