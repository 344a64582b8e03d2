import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { endSandboxes } from '../host/sandboxes';
import { quietSettings } from '../host/server';
import { repository } from '../paths';
import { runMain } from '../progress';
import { copySample } from '../sampleProject';
import { hostTests } from './hostBundle';

/** A process of its own, because test-electron writes VS Code's console to our stdout. */
async function main(): Promise<number> {
  const root = await fs.mkdtemp(path.join(os.tmpdir(), 'workbench-desktop-'));
  const [workspace, data] = [path.join(root, 'workspace'), path.join(root, 'data')];
  await copySample(workspace);
  await fs.mkdir(path.join(data, 'User'), { recursive: true });
  await fs.writeFile(path.join(data, 'User', 'settings.json'), JSON.stringify(quietSettings));
  try {
    return await runTests({
      vscodeExecutablePath: process.env['VSCODE_EXECUTABLE'],
      extensionDevelopmentPath: repository,
      extensionTestsPath: hostTests,
      launchArgs: [
        workspace,
        ...['--user-data-dir', data],
        ...['--extensions-dir', path.join(root, 'extensions')],
        '--disable-workspace-trust',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    });
  } finally {
    await endSandboxes(data);
    await fs.rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

void runMain(main);
