import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { repository } from '../../scripts/paths';
import { capture } from '../../scripts/processes';

export const emptyExtensionName = 'Empty Extension';

const manifest = {
  name: 'empty',
  publisher: 'sagemaker-workbench-bench',
  displayName: emptyExtensionName,
  version: '0.0.1',
  engines: { vscode: '^1.101.0' },
  main: './main.js',
  activationEvents: ['onStartupFinished'],
};

/** Packs an extension that does nothing when VS Code has started; answers its .vsix. */
export async function packEmptyExtension(folder: string): Promise<string> {
  const vsix = path.join(folder, 'empty.vsix');
  await fs.writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await fs.writeFile(path.join(folder, 'main.js'), 'exports.activate = () => {};\n');
  await capture(
    process.execPath,
    [
      path.join(repository, 'node_modules', '@vscode', 'vsce', 'vsce'),
      ...['package', '--out', vsix],
      ...['--no-dependencies', '--allow-missing-repository', '--skip-license'],
    ],
    { cwd: folder },
  );
  return vsix;
}
