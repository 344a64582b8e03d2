import type { Page } from 'playwright-core';
import { say } from '../../scripts/progress';
import { LaunchPage } from '../journeys/launchPage';
import { LogPage } from '../journeys/logPage';
import { Workbench } from '../journeys/workbench';
import { quantile, toFigure, type Figure } from './figure';
import { asRepository } from './repository';
import { SandboxJobs } from './sandboxJobs';

const clicks = 20;
const jobs = 25;

/** Click on an icon of the activity bar until its rows are drawn, in a window just loaded. */
export async function firstRowsFigures(): Promise<readonly Figure[]> {
  const workbench = await Workbench.open({ prepare: asRepository });
  try {
    await makeJobs(workbench);
    const ours: number[] = [];
    const git: number[] = [];
    for (let click = 0; click < clicks; click += 1) {
      ours.push(await cold(workbench, 'SageMaker', 'bench-job-'));
      git.push(await cold(workbench, 'Source Control', 'train.py'));
    }
    say(`  ours: ${ours.map(Math.round).join(' ')}; git: ${git.map(Math.round).join(' ')}`);
    return [
      toFigure({
        name: `icon click to first rows, cold, sandbox running (p95 of ${String(clicks)})`,
        value: quantile(ours, 0.95),
        unit: 'ms',
        budget: 500,
        peer: { name: 'Source Control', value: quantile(git, 0.95) },
      }),
    ];
  } finally {
    await workbench.close();
  }
}

/** The first job as a user starts it, which makes its interpreter known; the others copy it. */
async function makeJobs(workbench: Workbench): Promise<void> {
  const launch = await LaunchPage.openFromExplorer(workbench, 'train.py');
  await launch.type('--epochs', '1');
  await launch.type('Job name', 'bench-job-first');
  await launch.readyButton.waitFor();
  await launch.startButton.click();
  const log = await LogPage.find(workbench);
  await log.phase.filter({ hasText: 'ended' }).waitFor();
  const sandbox = await SandboxJobs.connectTo(workbench.installation.globalStorage);
  for (let job = 1; job < jobs; job += 1) {
    await sandbox.runLike('bench-job-first', `bench-job-${String(job)}`);
  }
  sandbox.dispose();
  await workbench.runCommand('View: Close All Editors');
}

/** Milliseconds from the mouse button to the frame that has the row. */
async function cold(workbench: Workbench, icon: string, row: string): Promise<number> {
  // The view that was open comes back after a reload: ours must not be it.
  await workbench.showExplorer();
  await workbench.explorerItem('train.py').waitFor();
  await workbench.reload();
  await workbench.statusBarItem('Local sandbox').waitFor();
  const measured = untilRow(workbench.page, row);
  await workbench.activityIcon(icon).click();
  return measured;
}

const untilRow = (page: Page, text: string): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve) => {
    let start;
    addEventListener('pointerdown', () => (start = performance.now()), { capture: true, once: true });
    const look = () => {
      const rows = [...document.querySelectorAll('.part.sidebar [role=treeitem]')];
      const drawn = rows.some((row) => row.textContent.includes(${JSON.stringify(text)}));
      if (start !== undefined && drawn) resolve(performance.now() - start);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })`);
