import * as fs from 'node:fs/promises';
import * as path from 'node:path';

/** Folder of everything that one installation of a journey has. */
export const rootOf = (workspace: string): string => path.dirname(path.dirname(workspace));

/** Writes the AWS configuration of the home folder that VS Code has in a journey. */
export async function writeAwsConfig(workspace: string, lines: readonly string[]): Promise<void> {
  const folder = path.join(rootOf(workspace), 'home', '.aws');
  await fs.mkdir(folder, { recursive: true });
  await fs.writeFile(path.join(folder, 'config'), `${lines.join('\n')}\n`);
}

/** Writes the settings of the machine: in a window of a server, those that it scopes so count there only. */
export async function writeMachineSettings(workspace: string, settings: object): Promise<void> {
  const folder = path.join(rootOf(workspace), 'data', 'data', 'Machine');
  await fs.mkdir(folder, { recursive: true });
  await fs.writeFile(path.join(folder, 'settings.json'), JSON.stringify(settings));
}
