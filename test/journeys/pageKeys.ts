import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { WebviewPage } from './webviewPage';
import type { Workbench } from './workbench';

/** More than any page has of what Tab leads to. */
const mostStops = 200;

/** A page of the extension, and the picks and questions that it opens, by keys alone. */
export class PageKeys {
  constructor(
    private readonly workbench: Workbench,
    private readonly view: WebviewPage,
  ) {}

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.workbench.page.keyboard.press(key);
    }
  }

  type(text: string): Promise<void> {
    return this.workbench.page.keyboard.type(text);
  }

  /** Types in the place of what the field holds. */
  async replace(text: string): Promise<void> {
    await this.press('Control+A');
    // The workbench selects in a page by a message to it, which fast fingers outrun.
    await this.workbench.page.waitForTimeout(200);
    await this.type(text);
  }

  async isAt(control: Locator): Promise<boolean> {
    return (await control.and(this.view.locator(':focus')).count()) > 0;
  }

  /** Resolves once the page has the keys at this control, which it may be about to draw. */
  async expectAt(control: Locator): Promise<void> {
    await this.view.untilFocused();
    for (let left = 100; !(await this.isAt(control)); left--) {
      if (left === 0) {
        const focused = await this.view.frame.evaluate<string>(
          'document.activeElement.cloneNode().outerHTML',
        );
        assert.fail(`The keys are not at ${String(control)} but at ${focused}`);
      }
      await this.workbench.page.waitForTimeout(100);
    }
  }

  /** Goes on with Tab until the keys are at the control. */
  async tabTo(control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.view.untilFocused();
    for (let steps = 0; steps < mostStops; steps++) {
      if (await this.isAt(control)) {
        return;
      }
      await this.press(key);
    }
    assert.fail(`No ${key} leads to ${String(control)}.`);
  }

  /** A field by its accessible name. */
  field(name: string): Locator {
    return this.view.frame.getByRole('textbox', { name, exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.view.frame.getByRole('button', { name, exact: true });
  }

  box(name: string): Locator {
    return this.view.frame.getByRole('checkbox', { name, exact: true });
  }

  /** The title of a fold; what the fold holds may follow it. */
  fold(title: string): Locator {
    return this.view.locator('summary').filter({ hasText: title });
  }

  /** Goes to a field and types in the place of what it holds. */
  async fill(name: string, text: string): Promise<void> {
    await this.tabTo(this.field(name));
    await this.replace(text);
  }

  async unfold(title: string, key: 'Enter' | 'Space'): Promise<void> {
    await this.tabTo(this.fold(title));
    await this.press(key);
    await this.view.locator('details[open] > summary').filter({ hasText: title }).waitFor();
  }

  /** Goes to the button of a picker, types into it, and takes the row that then has the focus. */
  async choose(button: string, ...rows: readonly PickedRow[]): Promise<void> {
    await this.tabTo(this.button(button));
    await this.press('Enter');
    for (const row of rows) {
      await this.take(row);
    }
    await this.expectAt(this.button(button));
  }

  /** The same with a picker of which rows are ticked, after what leads to it. */
  async tick(
    button: string,
    before: readonly PickedRow[],
    { title, rows }: { readonly title: string; readonly rows: readonly string[] },
  ): Promise<void> {
    await this.tabTo(this.button(button));
    await this.press('Enter');
    for (const row of before) {
      await this.take(row);
    }
    await this.untilAsked(title);
    await this.workbench.quickPickRow(rows[0] ?? '').waitFor();
    for (const row of rows) {
      await this.goToRow(row);
      await this.press('Space');
      await this.focusedRow(row).locator('[aria-checked=true], :checked').first().waitFor();
    }
    await this.press('Enter');
    await this.expectAt(this.button(button));
  }

  /** Answers the modal question with the button of that name. */
  async answer(question: string | RegExp, button: string): Promise<void> {
    const dialog = this.workbench.dialog();
    await dialog.getByText(question).waitFor();
    const wanted = dialog.getByRole('button', { name: button, exact: true });
    for (let steps = 0; steps < 10; steps++) {
      if ((await wanted.and(this.workbench.page.locator(':focus')).count()) > 0) {
        await this.press('Enter');
        return;
      }
      await this.press('Tab');
    }
    assert.fail(`No Tab leads to ${button} in the question.`);
  }

  private async take(row: PickedRow): Promise<void> {
    await this.find(row);
    await this.press('Enter');
  }

  private async find({ title, typed, shown }: PickedRow): Promise<void> {
    await this.untilAsked(title);
    await this.type(typed);
    await this.focusedRow(shown).waitFor();
  }

  /** Until its box has the keys they would go to the page. */
  private async untilAsked(title: string | RegExp): Promise<void> {
    const box = this.workbench.page.locator('.quick-input-widget');
    await box.locator('.quick-input-title').filter({ hasText: title }).waitFor();
    await box.locator('input[type="text"]:focus').waitFor();
  }

  private async goToRow(text: string): Promise<void> {
    for (let steps = 0; steps < mostStops; steps++) {
      await this.press('ArrowDown');
      if ((await this.focusedRow(text).count()) > 0) {
        return;
      }
    }
    assert.fail(`No arrow leads to ${text}.`);
  }

  private focusedRow(text: string | RegExp): Locator {
    return this.workbench.page
      .locator('.quick-input-list .monaco-list-row.focused')
      .filter({ hasText: text });
  }
}

/** A row of a pick: what is typed to find it, and what it is then known by. */
export interface PickedRow {
  /** Of the pick, or a part of it. */
  readonly title: string | RegExp;
  readonly typed: string;
  readonly shown: string | RegExp;
}
