import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench';

/** More rows than any list of a journey has. */
const mostSteps = 60;

/** The workbench by its keys alone, as a person without a mouse drives it. */
export class Keys {
  constructor(private readonly workbench: () => Workbench) {}

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** Runs a command by its full title through the palette. */
  async run(title: string): Promise<void> {
    const row = '.quick-input-list .monaco-list-row';
    // The row's name goes on with its key binding.
    const names = [`[aria-label="${title}"]`, `[aria-label^="${title},"]`];
    const rows = this.page.locator(names.map((name) => row + name).join());
    const focused = this.page.locator(names.map((name) => `${row}.focused${name}`).join());
    await this.workbench().retried(async () => {
      await this.press('F1');
      await this.workbench().quickInput().fill(`>${title}`, { timeout: 10_000 });
      await rows.first().waitFor({ timeout: 10_000 });
      await this.step(focused, '', 'ArrowDown');
      await this.press('Enter');
    });
  }

  /** Types into the open box and takes the row that then has the focus. */
  async choose(text: string, row: string | RegExp = text): Promise<void> {
    await this.workbench().quickInput().fill(text);
    await this.page
      .locator('.quick-input-list .monaco-list-row.focused')
      .filter({ hasText: row })
      .waitFor();
    await this.press('Enter');
  }

  /** Goes to a row of the tree that has the keys, from the first one down over each of these. */
  async goToRow(...texts: readonly (string | RegExp)[]): Promise<void> {
    await this.focusedTree.waitFor();
    await this.press('Home');
    await this.walk(texts, 'ArrowDown');
  }

  /** Selects the row with the keys, and from it down over each of these. */
  async extendTo(...texts: readonly (string | RegExp)[]): Promise<void> {
    await this.press('Control+Shift+Enter');
    await this.walk(texts, 'Shift+ArrowDown');
  }

  /** Opens the menu of the row that has the keys and chooses from it. */
  async chooseFromMenu(item: string): Promise<void> {
    await this.press('Shift+F10');
    const focused = this.page.locator('.monaco-menu .action-item.focused');
    await this.page.locator('.monaco-menu').first().waitFor();
    await this.step(focused, item, 'ArrowDown');
    await this.press('Enter');
  }

  /** Goes on with Tab until the keys are where they are wanted. */
  async tabTo(isThere: () => Promise<boolean>, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let steps = 0; steps < mostSteps; steps++) {
      if (await isThere()) {
        return;
      }
      await this.press(key);
    }
    throw new Error(`No ${key} leads there.`);
  }

  async reload(): Promise<void> {
    const reloaded = this.page.waitForEvent('domcontentloaded');
    await this.run('Developer: Reload Window');
    await reloaded;
    await this.workbench().untilReady();
  }

  private get focusedTree(): Locator {
    return this.page.locator('.part.sidebar .monaco-list:focus');
  }

  private async walk(texts: readonly (string | RegExp)[], key: string): Promise<void> {
    const row = this.focusedTree.locator('.monaco-list-row.focused');
    for (const [index, text] of texts.entries()) {
      await this.workbench().sidebarRow(text).waitFor();
      if (index > 0) {
        await this.press(key); // The one before may match as well.
      }
      await this.step(row, text, key);
    }
  }

  private async step(focused: Locator, text: string | RegExp, key: string): Promise<void> {
    for (let steps = 0; steps < mostSteps; steps++) {
      if ((await focused.filter({ hasText: text }).count()) > 0) {
        return;
      }
      await this.press(key);
      await this.page.waitForTimeout(30);
    }
    throw new Error(`No key leads to ${String(text)}.`);
  }

  private get page(): Workbench['page'] {
    return this.workbench().page;
  }
}
