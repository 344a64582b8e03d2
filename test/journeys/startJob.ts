import { LaunchPage } from './launchPage';
import type { Workbench } from './workbench';

/** A script that says one word and runs until it is stopped. */
export const endlessScript = 'import time\nprint("endless")\nwhile True:\n    time.sleep(0.1)\n';

/** Trains a script as its launch page fills itself in; answers the job's name once the sidebar has it. */
export async function startJob(workbench: Workbench, script: string): Promise<string> {
  await workbench.showExplorer();
  const launch = await LaunchPage.openFromExplorer(workbench, script);
  await launch.readyButton.waitFor();
  const name = await launch.jobName();
  await launch.startButton.click();
  await workbench.activityIcon('SageMaker').click();
  await workbench.sidebarRow(name).waitFor();
  return name;
}
