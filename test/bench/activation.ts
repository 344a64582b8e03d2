import { say } from '../../scripts/progress';
import { Workbench } from '../journeys/workbench';
import { median, toFigure, type Figure } from './figure';
import { asRepository } from './repository';

const loads = 11;

/** Activation beside VS Code's own git, as "Show Running Extensions" tells it; median of 11 loads. */
export async function activationFigures(): Promise<readonly Figure[]> {
  const ours: number[] = [];
  const git: number[] = [];
  const workbench = await Workbench.open({ prepare: asRepository });
  try {
    for (let load = 0; load < loads; load += 1) {
      const times = await activationTimes(workbench);
      ours.push(times.get('SageMaker Workbench') ?? NaN);
      git.push(times.get('Git') ?? NaN);
      await workbench.reload();
    }
  } finally {
    await workbench.close();
  }
  say(`  ours: ${ours.join(' ')}; git: ${git.join(' ')}`);
  const peer = median(git.filter(Number.isFinite));
  return [
    toFigure({
      name: 'activation',
      value: ours.every(Number.isFinite) ? median(ours) : undefined,
      unit: 'ms',
      budget: (peer ?? 0) / 3,
      peer: { name: 'vscode.git', value: peer },
    }),
  ];
}

/** Milliseconds by the extension's name. */
async function activationTimes(workbench: Workbench): Promise<Map<string, number>> {
  const { page } = workbench;
  await workbench.runCommand('Developer: Show Running Extensions');
  const rows = page.locator('.runtime-extensions-editor .monaco-list-row');
  await rows
    .filter({ hasText: 'SageMaker Workbench' })
    .filter({ hasText: 'Activation:' })
    .waitFor();
  const texts = await rows.allInnerTexts();
  await page.keyboard.press('Escape');
  return new Map(
    texts.map((text) => {
      const milliseconds = /Activation: (\d+)\s*ms/.exec(text)?.[1];
      return [text.split('\n')[0] ?? '', Number(milliseconds)];
    }),
  );
}
