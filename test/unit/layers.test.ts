import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { repository } from '../../scripts/paths';

const execute = promisify(execFile);

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

/** Files of a small tree under the repository's own rules, by path below src/. */
type Tree = Readonly<Record<string, string>>;

const allowed: Tree = {
  'core/thing.ts': 'export const thing = 1;',
  'shared/contract.ts': "export { thing } from '../core/thing';",
  'node/files.ts': "import * as fs from 'node:fs';\nexport const read = fs.readFileSync;",
  'aws/client.ts': "export { SageMakerClient } from '@aws-sdk/client-sagemaker';",
  'sandbox/main.ts': "export { thing } from '../core/thing';",
  'platform/prompts.ts': "export { window } from 'vscode';",
  'ui/tree.ts':
    "import type * as client from '../aws/client';\nexport type Client = typeof client;",
  'webview/page.ts': "export { thing } from '../shared/contract';",
};

const forbidden: Tree = {
  'core/editor.ts': "export { window } from 'vscode';",
  'core/disk.ts': "export { readFile } from 'node:fs';",
  'shared/disk.ts': "export { readFile } from 'node:fs';",
  'node/sdk.ts': "export { S3Client } from '@aws-sdk/client-s3';",
  'aws/editor.ts': "export { window } from 'vscode';",
  'sandbox/client.ts': "export { SageMakerClient } from '../aws/client';",
  'sandbox/sdk.ts': "export { S3Client } from '@aws-sdk/client-s3';",
  'platform/client.ts': "export { SageMakerClient } from '../aws/client';",
  'ui/sdk.ts': "export { SageMakerClient } from '@aws-sdk/client-sagemaker';",
  'ui/client.ts': "export { SageMakerClient } from '../aws/client';",
  'webview/disk.ts': "export { readFile } from 'node:fs';",
  'core/cycleA.ts': "import { b } from './cycleB';\nexport const a = () => b;",
};

/** The other half of the cycle; it is reported once, at its first file. */
const cycle: Tree = {
  'core/cycleB.ts': "import { a } from './cycleA';\nexport const b = () => a;",
};

describe('layers', () => {
  let root: string;

  before(async () => {
    root = await fs.mkdtemp(path.join(os.tmpdir(), 'workbench-layers-'));
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'tsconfig.base.json']) {
      await fs.copyFile(path.join(repository, file), path.join(root, file));
    }
    await fs.symlink(path.join(repository, 'node_modules'), path.join(root, 'node_modules'), 'dir');
  });

  after(() => fs.rm(root, { recursive: true, force: true }));

  async function violations(tree: Tree): Promise<readonly Violation[]> {
    await fs.rm(path.join(root, 'src'), { recursive: true, force: true });
    for (const [file, text] of Object.entries(tree)) {
      await fs.mkdir(path.join(root, 'src', path.dirname(file)), { recursive: true });
      await fs.writeFile(path.join(root, 'src', file), text);
    }
    const bin = path.join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const args = [bin, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
    const { stdout } = await execute(process.execPath, args, { cwd: root });
    const result = JSON.parse(stdout) as { summary: { violations: readonly Violation[] } };
    return result.summary.violations;
  }

  it('lets each layer import what it may', async () => {
    assert.deepEqual(await violations(allowed), []);
  });

  it('refuses every import that crosses a line', async () => {
    const found = await violations({ ...allowed, ...forbidden, ...cycle });
    const refused = new Set(found.map(({ from }) => from));
    const planted = Object.keys(forbidden).map((file) => `src/${file}`);
    assert.deepEqual([...refused].sort(), planted.sort());
  });
});
