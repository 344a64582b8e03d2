import * as path from 'node:path';
import { repository } from '../paths';
import { cleanEnvironment, run } from '../processes';
import { say } from '../progress';
import { didNotRun, type Counts } from './counts';
import { readCounts } from './hostTier';

/** The host tests in desktop VS Code: VSCODE_EXECUTABLE, or the one that test-electron downloads. */
export async function runInDesktop(): Promise<Counts> {
  const executable = process.env['VSCODE_EXECUTABLE'];
  say(`Host: desktop VS Code, ${executable ?? 'downloaded by @vscode/test-electron'}`);
  let output = '';
  const code = await run(
    process.execPath,
    ['--import', 'tsx', path.join(__dirname, 'desktopRun.ts')],
    {
      cwd: repository,
      env: cleanEnvironment(executable === undefined ? {} : { VSCODE_EXECUTABLE: executable }),
      onOutput: (text) => {
        output += text;
        process.stdout.write(text);
      },
    },
  );
  const counts = readCounts(output);
  return counts && (code === 0 || counts.failed > 0) ? counts : didNotRun;
}
