import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { installHost, newestHost } from '../../scripts/host/install';
import { endSandboxes } from '../../scripts/host/sandboxes';
import {
  installVsix,
  offlineVariables,
  quietSettings,
  startServer,
  userFolder,
  writeSettings,
  type HostFolders,
  type RunningServer,
} from '../../scripts/host/server';
import { vsixFile } from '../../scripts/paths';
import { cleanEnvironment } from '../../scripts/processes';
import { findPython } from '../../scripts/python';
import { copySample } from '../../scripts/sampleProject';
import { processesBelow } from '../../scripts/leftovers';

export interface InstallationOptions {
  /** Whether the window opens without a folder. */
  readonly emptyWindow?: boolean;
  /** Called with the workspace, a copy of the sample project, before VS Code starts. */
  readonly prepare?: (folders: { workspace: string; globalStorage: string }) => Promise<void>;
  /** More packaged extensions. */
  readonly alsoInstall?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Makes VS Code's PATH; without it: this one, the Python of the tests first. */
  readonly path?: (root: string) => Promise<string>;
}

/** A fresh VS Code of one test: its folders, its server, the extension from the .vsix, no hooks. */
export class Installation {
  private constructor(
    readonly root: string,
    readonly folders: HostFolders,
    private readonly server: RunningServer,
    private readonly emptyWindow: boolean,
  ) {}

  static async start(options: InstallationOptions): Promise<Installation> {
    const host = await installHost(newestHost);
    const root = await fs.mkdtemp(path.join(os.tmpdir(), 'workbench-journey-'));
    const folders = { data: path.join(root, 'data'), extensions: path.join(root, 'extensions') };
    const settings = {
      ...quietSettings,
      'security.workspace.trust.enabled': false,
      ...options.settings,
    };
    await copySample(workspaceOf(root));
    await fs.mkdir(path.join(root, 'home'));
    await options.prepare?.({ workspace: workspaceOf(root), globalStorage: storageOf(folders) });
    await writeSettings(folders, settings);
    for (const vsix of [vsixFile, ...(options.alsoInstall ?? [])]) {
      await installVsix(host, folders, vsix);
    }
    const server = await startServer(host, {
      folders,
      token: randomBytes(16).toString('hex'),
      loginShell: false,
      env: cleanEnvironment({
        ...offlineVariables,
        HOME: path.join(root, 'home'),
        PATH: await (options.path ?? pathWithPython)(root),
      }),
    });
    return new Installation(root, folders, server, options.emptyWindow ?? false);
  }

  get workspace(): string {
    return workspaceOf(this.root);
  }

  get address(): string {
    return this.server.address(this.emptyWindow ? undefined : this.workspace);
  }

  /** Address of a window with another folder. */
  addressOf(folder: string): string {
    return this.server.address(folder);
  }

  /** The extension's own state, as VS Code lays it out. */
  get globalStorage(): string {
    return storageOf(this.folders);
  }

  /** Ends everything; fails when a process of this installation survives that. */
  async stop(): Promise<void> {
    await this.server.stop();
    await endSandboxes(this.folders.data);
    const left = await processesBelow(this.root);
    await fs.rm(this.root, { recursive: true, force: true, maxRetries: 5 });
    if (left.length > 0) {
      throw new Error(`Processes were left running:\n${left.join('\n')}`);
    }
  }
}

const storageOf = (folders: HostFolders): string =>
  path.join(userFolder(folders), 'globalStorage', 'sagemaker-workbench.sagemaker-workbench');

const workspaceOf = (root: string): string => path.join(root, 'workspace', 'penguins');

/** The interpreter itself comes first, because a version manager's shim wants its own home folder. */
async function pathWithPython(): Promise<string> {
  const { path: python } = await findPython(10);
  return `${path.dirname(python)}${path.delimiter}${process.env['PATH'] ?? ''}`;
}
