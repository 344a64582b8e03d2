import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame, Locator, Page } from 'playwright-core';

/** One of the extension's pages, inside the two nested frames that VS Code puts around it. */
export class WebviewPage {
  private constructor(readonly frame: Frame) {}

  /** Waits for a visible page that has an element matching `selector`. */
  static async find(page: Page, selector: string, timeout = 30_000): Promise<WebviewPage> {
    const end = Date.now() + timeout;
    while (Date.now() < end) {
      for (const frame of page.frames()) {
        if (await hasVisible(frame, selector)) {
          return new WebviewPage(frame);
        }
      }
      await sleep(100);
    }
    throw new Error(`No page of the extension shows ${selector}`);
  }

  locator(selector: string): Locator {
    return this.frame.locator(selector);
  }

  /** Resolves once keys go to the page. */
  async untilFocused(): Promise<void> {
    // Asked again and again from outside: the page's policy lets nothing be evaluated inside it.
    for (let left = 300; !(await this.frame.evaluate<boolean>('document.hasFocus()')); left--) {
      if (left === 0) {
        throw new Error('The page does not get the keys.');
      }
      await sleep(100);
    }
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name }).first();
  }

  text(text: string | RegExp): Locator {
    return this.frame.getByText(text).first();
  }

  /** The field with this label (its accessible name). */
  field(label: string | RegExp): Locator {
    return this.frame.getByLabel(label).first();
  }
}

async function hasVisible(frame: Frame, selector: string): Promise<boolean> {
  try {
    // Only frames inside the workbench: the selector may well match the workbench itself.
    return frame.parentFrame() !== null && (await frame.locator(selector).first().isVisible());
  } catch {
    // The frame went away meanwhile.
    return false;
  }
}
