import type { Locator } from 'playwright-core';
import type { WebviewPage } from './webviewPage';
import type { Workbench } from './workbench';

/** The page that "Train This Script on SageMaker" opens. */
export class LaunchPage {
  private constructor(readonly view: WebviewPage) {}

  /** By the explorer's context menu, as a newcomer opens it. */
  static async openFromExplorer(workbench: Workbench, script: string): Promise<LaunchPage> {
    const item = workbench.explorerItem(script);
    await workbench.chooseFromMenu(item, 'Train This Script on SageMaker');
    return LaunchPage.find(workbench);
  }

  static async find(workbench: Workbench): Promise<LaunchPage> {
    return new LaunchPage(await workbench.webview('#start'));
  }

  get startButton(): Locator {
    return this.view.locator('#start');
  }

  /** The button once the checks let the job start. */
  get readyButton(): Locator {
    return this.view.locator('#start[aria-disabled=false]');
  }

  /** A text field by its accessible name, such as `--epochs` or `Job name`. */
  textField(name: string): Locator {
    return this.view.frame.getByRole('textbox', { name, exact: true });
  }

  /** The right column: what was checked, line by line. */
  get preflight(): Locator {
    return this.view.locator('aside');
  }

  async jobName(): Promise<string> {
    return this.textField('Job name').inputValue();
  }

  /** Replaces a field's text by typing. */
  async type(name: string, text: string): Promise<void> {
    await this.textField(name).click();
    await this.textField(name).fill(text);
  }
}
