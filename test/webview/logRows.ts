import type { Locator } from 'playwright-core';
import type { logsContract } from '../../src/shared/contracts/logs';
import { until } from './until';
import type { OpenedPage } from './webviewPage';

export type Logs = OpenedPage<typeof logsContract>;

export const row = ({ page }: Logs, line: number): Locator =>
  page.locator(`.line[data-line="${line}"]`);

/** Whether a line is in the part of the log that can be seen, with its text. */
export const inView = (logs: Logs, line: number): Promise<boolean> =>
  logs.page.evaluate((number) => {
    const log = document.querySelector('.log')?.getBoundingClientRect();
    const box = document
      .querySelector(`.line:not(.absent)[data-line="${number}"]`)
      ?.getBoundingClientRect();
    return Boolean(box && log && box.top >= log.top - 1 && box.bottom <= log.bottom + 1);
  }, line);

export const seen = (logs: Logs, line: number): Promise<void> =>
  until(`line ${line} in view`, () => inView(logs, line));
