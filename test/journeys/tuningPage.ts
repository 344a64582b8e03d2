import type { Locator } from 'playwright-core';
import type { WebviewPage } from './webviewPage';
import type { Workbench } from './workbench';

/** The page with the results of a tuning job. */
export class TuningPage {
  private constructor(readonly view: WebviewPage) {}

  static async find(workbench: Workbench): Promise<TuningPage> {
    return new TuningPage(await workbench.webview('header[aria-label="Tuning job tools"]'));
  }

  /** `2 of 200 trials ended · 4 running`. */
  counters(text: string | RegExp): Locator {
    return this.view.locator('header .counters').filter({ hasText: text });
  }

  /** The best value and whose it is. */
  best(text: string | RegExp): Locator {
    return this.view.locator('header .best-value').filter({ hasText: text });
  }

  /** `live`, `ended` … in the status line. */
  phase(text: string | RegExp): Locator {
    return this.view.locator('footer .phase').filter({ hasText: text });
  }

  /** `1 of 6 trials` in the status line. */
  count(text: string | RegExp): Locator {
    return this.view.locator('footer .count').filter({ hasText: text });
  }

  /** Which connection it is of, in the status line. */
  get connection(): Locator {
    return this.view.locator('footer .connection');
  }

  get filter(): Locator {
    return this.view.locator('#filter input');
  }

  row(text: string | RegExp): Locator {
    return this.view.locator('.rows .row').filter({ hasText: text });
  }

  /** The trials that are on screen, in the order of their rows. */
  async trials(): Promise<readonly string[]> {
    const names = await this.view.locator('.rows .row > :last-child').allInnerTexts();
    return names.map((name) => name.trim());
  }

  /** Whether the element with the keys matches. */
  async hasKeys(selector: string): Promise<boolean> {
    return (await this.view.locator(`:focus:is(${selector})`).count()) > 0;
  }
}
