import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { say } from '../../scripts/progress';
import { Workbench } from '../journeys/workbench';
import { emptyExtensionName, packEmptyExtension } from './emptyExtension';
import { median, toFigure, type Figure } from './figure';
import { asRepository } from './repository';

const loads = 11;

interface Times {
  readonly ours: number;
  readonly git: number;
  readonly empty: number;
}

/**
 * Activation as "Show Running Extensions" tells it, in several loads of one window. VS Code counts
 * from the moment it turns to the extensions that wait for its start, and loads them one after the
 * other: an extension that does nothing shows how much of a figure is waiting for its neighbours.
 */
export async function activationFigures(): Promise<readonly Figure[]> {
  const times = await measure();
  const git = median(times.map((time) => time.git));
  const figure = (name: string, value: number | undefined): Figure =>
    toFigure({
      name: `${name} (median of ${String(loads)})`,
      value,
      unit: 'ms',
      budget: (git ?? 0) / 3,
      peer: { name: 'vscode.git', value: git },
    });
  return [
    figure('activation as shown', median(times.map((time) => time.ours))),
    figure('activation beyond an empty extension’s', median(times.map(beyondEmpty))),
  ];
}

const beyondEmpty = ({ ours, empty }: Times): number => ours - empty;

async function measure(): Promise<readonly Times[]> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'workbench-bench-'));
  const alsoInstall = [await packEmptyExtension(folder)];
  const workbench = await Workbench.open({ prepare: asRepository, alsoInstall });
  const times: Times[] = [];
  try {
    // The list only has the rows that fit.
    await workbench.page.setViewportSize({ width: 1440, height: 2000 });
    while (times.length < loads) {
      const shown = await shownTimes(workbench);
      times.push({
        ours: timeOf(shown, 'SageMaker Workbench'),
        git: timeOf(shown, 'Git'),
        empty: timeOf(shown, emptyExtensionName),
      });
      await workbench.reload();
    }
  } finally {
    await workbench.close();
    await fs.rm(folder, { recursive: true, force: true });
  }
  say(
    `  ours/empty/git: ${times.map(({ ours, empty, git }) => [ours, empty, git].join('/')).join(' ')}`,
  );
  return times;
}

/** The rows of the list as text. */
async function shownTimes(workbench: Workbench): Promise<readonly string[]> {
  const { page } = workbench;
  await workbench.runCommand('Developer: Show Running Extensions');
  const rows = page.locator('.runtime-extensions-editor .monaco-list-row');
  for (const name of ['SageMaker Workbench', emptyExtensionName]) {
    await rows.filter({ hasText: name }).filter({ hasText: 'Activation:' }).waitFor();
  }
  const texts = await rows.allInnerTexts();
  await page.keyboard.press('Escape');
  return texts;
}

function timeOf(rows: readonly string[], name: string): number {
  const row = rows.find((text) => text.split('\n')[0] === name) ?? '';
  const milliseconds = /Activation: (\d+)\s*ms/.exec(row)?.[1];
  if (milliseconds === undefined) {
    throw new Error(
      `The running extensions do not tell the activation of ${name}:\n${rows.join('\n')}`,
    );
  }
  return Number(milliseconds);
}
