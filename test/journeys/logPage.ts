import type { Locator } from 'playwright-core';
import type { WebviewPage } from './webviewPage';
import type { Workbench } from './workbench';

/** The page with a job's lines. */
export class LogPage {
  private constructor(readonly view: WebviewPage) {}

  static async find(workbench: Workbench): Promise<LogPage> {
    return new LogPage(await workbench.webview('header[aria-label="Log tools"]'));
  }

  get jobName(): Locator {
    return this.view.locator('header h1');
  }

  /** The job's status in the service's words. */
  get status(): Locator {
    return this.view.locator('header .status');
  }

  /** `live`, `ended` … in the status line. */
  get phase(): Locator {
    return this.view.locator('footer .phase');
  }

  /** A line that is on screen. */
  line(text: string | RegExp): Locator {
    return this.view.locator('.line').filter({ hasText: text }).first();
  }

  /** Number of lines that the status line tells. */
  async lineCount(): Promise<number> {
    const text = await this.view.locator('footer .count').innerText();
    return Number(text.replaceAll(/\D/g, ''));
  }
}
