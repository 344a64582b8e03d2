import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench';

/** The walkthrough's page: its steps, of which one is open, and the ticks of those that are done. */
export class Walkthrough {
  constructor(private readonly workbench: Workbench) {}

  private get steps(): Locator {
    return this.workbench.page.locator('.getting-started-step');
  }

  /** The walkthrough among all, on the workbench's page of welcome. */
  private get listed(): Locator {
    const title = 'Get started with SageMaker training jobs';
    return this.workbench.page
      .locator('button.getting-started-category')
      .filter({ hasText: title });
  }

  step(title: string): Locator {
    return this.steps.filter({ has: this.workbench.page.getByText(title, { exact: true }) });
  }

  /** The step once it has its tick. */
  doneStep(title: string): Locator {
    return this.step(title).filter({ has: this.workbench.page.locator(ticked) });
  }

  /** Titles of the steps with a tick, in their order. */
  async done(): Promise<readonly string[]> {
    const titles = this.steps
      .filter({ has: this.workbench.page.locator(ticked) })
      .locator('h3.step-title');
    return (await titles.allInnerTexts()).map((title) => title.trim());
  }

  /** A button of the step that is open. */
  button(label: string): Locator {
    return this.workbench.page
      .locator('.getting-started-step.expanded')
      .getByRole('button', { name: label, exact: true });
  }

  /** Brings the page to the front again, by its tab; in another theme it begins with the list of all. */
  async show(): Promise<void> {
    await this.workbench.editorTab(/^(Welcome|Walkthrough)/).click();
    const listed = this.listed.and(this.workbench.page.locator(':enabled'));
    const open = this.steps.and(this.workbench.page.locator(':enabled')).first();
    await listed.or(open).first().waitFor();
    // One slides away as the other comes.
    await this.workbench.page.waitForTimeout(300);
    if (!(await open.isVisible())) {
      await listed.click();
      await open.waitFor();
    }
  }

  /** Opens a step, which shows its text and its button. */
  async open(title: string): Promise<void> {
    await this.show();
    const expanded = this.step(title).and(this.workbench.page.locator('.expanded'));
    if ((await expanded.count()) === 0) {
      await this.step(title).click();
      await expanded.waitFor();
    }
    // It slides open.
    await this.workbench.page.waitForTimeout(300);
  }
}

const ticked = '.codicon-getting-started-step-checked';
