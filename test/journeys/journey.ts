import type { InstallationOptions } from './installation';
import { Workbench } from './workbench';

/** One workbench for the steps of a journey; a step that fails leaves a picture behind. */
export function journey(
  name: string,
  options: InstallationOptions,
  steps: (workbench: () => Workbench) => void,
): void {
  describe(`journey: ${name}`, () => {
    let workbench: Workbench | undefined;
    let broken = false;

    const opened = (): Workbench => {
      if (!workbench) {
        throw new Error('The workbench is not open.');
      }
      return workbench;
    };

    before(async () => {
      workbench = await Workbench.open(options);
    });

    beforeEach(() => {
      if (broken) {
        throw new Error('An earlier step of this journey failed.');
      }
    });

    afterEach(async function () {
      if (this.currentTest?.state === 'failed') {
        broken = true;
        await workbench?.screenshot(
          `failed ${this.currentTest.fullTitle()}`.replaceAll(/\W+/g, '-'),
        );
      }
    });

    after(() => workbench?.close());

    steps(opened);
  });
}
