import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium } from '../../scripts/host/chromium';
import { Installation, type InstallationOptions } from './installation';
import { pictureFile } from './pictures';
import { WebviewPage } from './webviewPage';

/** Names in the colour theme picker, and the class that the workbench then has. */
const themes = {
  light: ['Light Modern', 'vs'],
  dark: ['Dark Modern', 'vs-dark'],
  contrast: ['Dark High Contrast', 'hc-black'],
} as const;

const ourStatusBarItem = '.statusbar-item[id^="sagemaker-workbench.sagemaker-workbench"]';

export type Theme = keyof typeof themes;

/** The real workbench in a browser, driven as a person drives it: what is seen, clicked and typed. */
export class Workbench {
  private constructor(
    readonly page: Page,
    readonly installation: Installation,
    private readonly browser: Browser,
  ) {}

  /** Starts VS Code with the extension installed from its .vsix and opens the workspace. */
  static async open(options: InstallationOptions = {}): Promise<Workbench> {
    const installation = await Installation.start(options);
    let browser: Browser | undefined;
    try {
      browser = await launchChromium();
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const workbench = new Workbench(await context.newPage(), installation, browser);
      await workbench.goTo(installation.address, options.emptyWindow);
      return workbench;
    } catch (error) {
      await browser?.close();
      await installation.stop();
      throw error;
    }
  }

  /** A second window of the same VS Code, with another folder; it closes with the first one. */
  async openWindow(folder: string): Promise<Workbench> {
    const page = await this.page.context().newPage();
    const other = new Workbench(page, this.installation, this.browser);
    await other.goTo(this.installation.addressOf(folder));
    return other;
  }

  private async goTo(address: string, emptyWindow = false): Promise<void> {
    this.page.setDefaultTimeout(30_000);
    await this.page.goto(address);
    await this.untilReady();
    if (!emptyWindow) {
      await this.page.getByRole('tree', { name: /Files Explorer/ }).waitFor();
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.installation.stop();
  }

  /** By the command, which lets the workbench keep its state first. */
  async reload(): Promise<void> {
    const reloaded = this.page.waitForEvent('domcontentloaded');
    await this.runCommand('Developer: Reload Window');
    await reloaded;
    await this.untilReady();
  }

  /** Waits for the workbench with the extension. */
  async untilReady(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    // The extension is there when its item is.
    await this.page.locator(ourStatusBarItem).waitFor();
  }

  /** A file or folder in the explorer. */
  explorerItem(name: string): Locator {
    return this.page
      .getByRole('tree', { name: /Files Explorer/ })
      .getByRole('treeitem', { name, exact: false })
      .filter({ hasText: name })
      .first();
  }

  async showExplorer(): Promise<void> {
    await this.page.keyboard.press('Control+Shift+E');
  }

  /** Right-clicks and chooses from the menu that opens. */
  async chooseFromMenu(target: Locator, item: string): Promise<void> {
    const choice = this.menuItem(item);
    // Rows move when a file appears: then it is another one's menu. It closes when a page takes the focus.
    await this.retried(async () => {
      await target.click({ button: 'right' });
      await choice.waitFor({ timeout: 5000 });
      await choice.click({ timeout: 2000 });
      // A menu takes no click in its first moment, as it might belong to the one that opened it.
      while (await choice.isVisible()) {
        await choice.click({ timeout: 2000 }).catch(() => undefined);
        await this.page.waitForTimeout(200);
      }
    });
  }

  menuItem(name: string): Locator {
    // By its label alone: a menu item's name ends with its key binding.
    return this.page
      .getByRole('menuitem')
      .filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** Runs a command by its full title through the palette. */
  async runCommand(title: string): Promise<void> {
    // The row's name goes on with its key binding.
    const names = [`[aria-label="${title}"]`, `[aria-label^="${title},"]`];
    const rows = names.map((name) => `.quick-input-list .monaco-list-row${name}`).join();
    await this.retried(async () => {
      await this.page.keyboard.press('F1');
      await this.quickInput().fill(`>${title}`, { timeout: 10_000 });
      await this.page.locator(rows).first().click({ timeout: 10_000 });
    });
  }

  /** Runs a command that offers a list; resolves once a row of it is there. */
  async openPick(title: string, row: string): Promise<void> {
    await this.retried(async () => {
      await this.runCommand(title);
      await this.quickPickRow(row).waitFor({ timeout: 10_000 });
    });
  }

  /** Runs a command that offers a list, and chooses a row of it. */
  async pick(title: string, row: string): Promise<void> {
    await this.retried(async () => {
      await this.runCommand(title);
      await this.quickPickRow(row).click({ timeout: 10_000 });
    });
  }

  /** A palette or menu closes when something else takes the focus: then it is opened again. */
  async retried(action: () => Promise<void>): Promise<void> {
    for (let left = 5; left > 1; left -= 1) {
      try {
        await action();
        return;
      } catch {
        await this.page.keyboard.press('Escape');
      }
    }
    await action();
  }

  /** The input of the open palette, pick or input box. */
  quickInput(): Locator {
    return this.page.locator('.quick-input-widget input[type="text"]').first();
  }

  quickPickRow(text: string | RegExp): Locator {
    return this.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: text })
      .first();
  }

  /** Names a folder in the workbench's own dialog, and presses its button. */
  async chooseFolder(folder: string, button: string): Promise<void> {
    const dialog = this.page.locator('.quick-input-widget').filter({ hasText: button });
    await dialog.waitFor();
    // The dialog first writes the folder that it opens in, reads the one that is typed, and then takes it.
    do {
      await this.quickInput().fill(`${folder}/`);
      await this.page.waitForTimeout(500);
    } while ((await this.quickInput().inputValue()) !== `${folder}/`);
    await dialog.getByRole('button', { name: button }).click();
  }

  /** The icon of a view container in the activity bar. */
  activityIcon(name: string): Locator {
    return this.page.locator('.activitybar').getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  /** A row of a tree in the sidebar. */
  sidebarRow(text: string | RegExp): Locator {
    return this.page
      .locator('.part.sidebar')
      .getByRole('treeitem')
      .filter({ hasText: text })
      .first();
  }

  /** The rows of the sidebar's trees from the top down: a dash for each level, and their name. */
  async outline(): Promise<readonly string[]> {
    const rows = await this.page.locator('.part.sidebar [role=treeitem]').all();
    return Promise.all(rows.map(rowText));
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text }).first();
  }

  /** A notification that is on screen, by itself or in the list of them. */
  notification(text: string | RegExp): Locator {
    const places = '.notification-toast, .notifications-center .monaco-list-row';
    return this.page.locator(places).filter({ hasText: text }).first();
  }

  /** A notification leaves by itself; the list still has it. */
  async showNotification(text: string | RegExp): Promise<Locator> {
    if (!(await this.notification(text).isVisible())) {
      await this.runCommand('Notifications: Show Notifications');
    }
    return this.notification(text);
  }

  /** The modal question; a notification is a dialog as well, but holds nobody up. */
  dialog(): Locator {
    return this.page.locator('[role=dialog][aria-modal=true]');
  }

  editorTab(name: string | RegExp): Locator {
    return this.page.getByRole('tab', { name }).first();
  }

  /** Finds the extension's page that has such an element, in its two nested frames. */
  async webview(selector: string): Promise<WebviewPage> {
    return WebviewPage.find(this.page, selector);
  }

  async useTheme(theme: Theme): Promise<void> {
    const [name, workbenchClass] = themes[theme];
    await this.retried(async () => {
      await this.runCommand('Preferences: Color Theme');
      await this.quickInput().fill(name, { timeout: 10_000 });
      await this.quickPickRow(name).click({ timeout: 10_000 });
    });
    await this.page.locator(`.monaco-workbench.${workbenchClass}`).waitFor();
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    // It fades away.
    await this.page.waitForTimeout(300);
  }

  /** The same picture in several themes; the first one stays. `show` brings up what to take. */
  async inThemes(
    all: readonly Theme[],
    name: string,
    show: () => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    for (const theme of [...all].reverse()) {
      await this.useTheme(theme);
      await show();
      await this.screenshot(`${name}-${theme}`);
    }
  }

  /** Drags the sidebar's edge. */
  async widenSidebar(pixels: number): Promise<void> {
    const box = await this.boxOf('.part.sidebar');
    const edge = box.x + box.width + 1;
    await this.page.mouse.move(edge, 500);
    await this.page.mouse.down();
    await this.page.mouse.move(edge + pixels, 500, { steps: 5 });
    await this.page.mouse.up();
    await this.page.mouse.move(700, 700);
  }

  /** Keeps a picture in dist/screenshots/journeys. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: await pictureFile('journeys', name) });
  }

  /** A picture for the README: the upper `height` pixels of a part of the workbench. */
  async readmePicture(name: string, part: string, height: number): Promise<void> {
    const box = await this.boxOf(part);
    const clip = { ...box, height: Math.min(box.height, height) };
    await this.page.screenshot({ path: await pictureFile('readme', name), clip });
  }

  private async boxOf(
    selector: string,
  ): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await this.page.locator(selector).first().boundingBox();
    if (!box) {
      throw new Error(`${selector} is not on screen.`);
    }
    return box;
  }
}

async function rowText(row: Locator): Promise<string> {
  const depth = Number(await row.getAttribute('aria-level')) - 1;
  return '- '.repeat(depth) + (await row.locator('.label-name').innerText());
}
