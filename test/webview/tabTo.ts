import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** Presses Tab until the control of that name has the focus; fails after so many presses. */
export async function tabTo(page: Page, name: string, most = 90): Promise<void> {
  const focused = (): Promise<string | null | undefined> =>
    page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) {
        at = at.shadowRoot.activeElement;
      }
      return at?.getAttribute('aria-label') ?? at?.textContent.trim();
    });
  for (let i = 0; (await focused()) !== name; i++) {
    assert.ok(i < most, `${name} is not reached by Tab`);
    await page.keyboard.press('Tab');
  }
}
