import * as vscode from 'vscode';
import { dirname } from 'node:path';
import type { Connection } from '../../aws/connection';
import type { SdkDefaultsFound } from '../../aws/training/readSdkDefaults';
import type { Disposable } from '../../platform/disposable';
import type { LaunchSettings } from '../../shared/contracts/launchSettings';
import type { BackendLoader } from '../backend';

/** What the defaults files of the SageMaker Python SDK said when they were read last, by connection. */
export class SdkDefaultsMemory {
  private readonly found = new Map<string, SdkDefaultsFound>();

  constructor(private readonly backend: BackendLoader) {}

  /** Reads the files anew, for a script's launches; nothing where jobs run on this computer. Never rejects for a file. */
  async read(connection: Connection, script: string): Promise<void> {
    const { id, traits } = connection.info;
    if (!traits.runsHere) {
      const { training } = await this.backend();
      this.found.set(id, await training.readSdkDefaults(connection, openFolder(script)));
    }
  }

  /** Tells when one of the files of this computer is written, appears or goes. */
  async watch(script: string, changed: () => void): Promise<Disposable> {
    const { training } = await this.backend();
    return training.watchSdkDefaults(openFolder(script), changed);
  }

  /** `undefined`: they were not read for the connection. */
  of(connectionId: string): SdkDefaultsFound | undefined {
    return this.found.get(connectionId);
  }

  settings(connectionId: string): LaunchSettings | undefined {
    return this.of(connectionId)?.settings;
  }
}

function openFolder(script: string): string {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(script));
  return folder?.uri.fsPath ?? dirname(script);
}
