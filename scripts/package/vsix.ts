import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { dist, repository, vsixFile } from '../paths';
import { capture } from '../processes';
import { say } from '../progress';

/** Packs the built extension into `vsixFile`. */
export async function packVsix(): Promise<void> {
  say('Packing the .vsix …');
  await fs.mkdir(dist, { recursive: true });
  await capture(
    process.execPath,
    [
      path.join(repository, 'node_modules', '@vscode', 'vsce', 'vsce'),
      'package',
      ...['--out', vsixFile],
      '--no-dependencies',
      '--no-rewrite-relative-links',
      '--allow-missing-repository',
    ],
    { cwd: repository },
  );
}
