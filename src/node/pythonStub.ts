import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** What is asked of the computer to recognise a place-holder; replaced in tests. */
export interface StubSystem {
  readonly platform: NodeJS.Platform;
  exists(file: string): boolean;
  /** Names in a folder; none when it cannot be read. */
  names(folder: string): readonly string[];
  /** Xcode's active developer folder, or `undefined` when the tools are not installed. */
  developerDirectory(): Promise<string | undefined>;
}

/**
 * Tells whether `file` is a system's place-holder that is no Python and must not be started,
 * because it opens the Microsoft Store or an installer: then a sentence about it, else `undefined`.
 */
export async function pythonStub(
  file: string,
  system: StubSystem = thisComputer,
): Promise<string | undefined> {
  if (system.platform === 'win32') return windowsStub(file, system);
  if (system.platform === 'darwin') return await macStub(file, system);
  return undefined;
}

/**
 * Windows ships `python.exe` and `python3.exe` aliases in `Microsoft\WindowsApps` that open the
 * Store. A Python from the Store replaces them and puts a folder of its package beside them.
 */
function windowsStub(file: string, system: StubSystem): string | undefined {
  const folder = path.win32.dirname(file);
  if (!/\\Microsoft\\WindowsApps$/i.test(folder)) return undefined;
  const installed = system
    .names(folder)
    .some((name) => name.toLowerCase().startsWith('pythonsoftwarefoundation.'));
  if (installed) return undefined;
  return `${file} is the Microsoft Store's place-holder, not a Python. Install Python 3.9 or newer.`;
}

/** Without Xcode's command line tools, `/usr/bin/python3` only opens the dialog to install them. */
async function macStub(file: string, system: StubSystem): Promise<string | undefined> {
  if (!/^\/usr\/bin\/python[\d.]*$/.test(file)) return undefined;
  const developer = await system.developerDirectory();
  if (developer !== undefined && system.exists(`${developer}/usr/bin/python3`)) return undefined;
  return `${file} is Apple's place-holder, not a Python. Install Python 3.9 or newer, or Xcode's command line tools.`;
}

const thisComputer: StubSystem = {
  platform: process.platform,
  exists: existsSync,
  names: (folder) => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  },
  developerDirectory: async () => {
    try {
      // Answers without a dialog, unlike the place-holder itself.
      const { stdout } = await promisify(execFile)('/usr/bin/xcode-select', ['-p']);
      return stdout.trim();
    } catch {
      return undefined;
    }
  },
};
