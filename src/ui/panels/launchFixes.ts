import * as vscode from 'vscode';
import { join } from 'node:path';
import type { SdkDefaultsFound } from '../../aws/training/readSdkDefaults';
import { parseS3Uri } from '../../core/s3Uri';
import { formOnOtherType } from '../../core/training/after/otherTypes';
import { unboundFields } from '../../core/training/after/regionBound';
import { dataLinks } from '../../core/training/dataLinks';
import { preflightChannel, preflightScriptLine } from '../../core/training/preflight';
import { requirementsLinks } from '../../core/training/requirementsLinks';
import { instanceTypeOf, instanceTypesOf } from '../../core/training/settings/settingsLaunch';
import type { CommandId } from '../../ids';
import { showFile } from '../../platform/documents';
import type { LaunchDraft } from '../../shared/contracts/launch';
import type { ChosenSetting, LaunchSettings } from '../../shared/contracts/launchSettings';
import { accountPrefix, againLink } from '../launch/accountLines';
import { mendAccount, type PlacedFix } from '../launch/accountMend';
import { failurePrefix } from '../launch/elsewhereLinks';
import type { LaunchSession } from '../launch/launchSession';
import { connectionLink, regionLink } from '../launch/originTexts';
import { requirementsFile } from '../launch/requirementsCheck';
import { defaultsFile, defaultsPrefix } from '../launch/sdkDefaultsLines';

/** What links of the launch page do beside the session. */
export interface LaunchFixPorts {
  readonly session: LaunchSession;
  /** Opens the script at a line. */
  openScript(line: number, beside: boolean): Promise<void>;
  browse(kind: 'folder'): Promise<{ readonly path: string } | null>;
  choose(
    setting: ChosenSetting,
    fields: LaunchSettings['fields'],
  ): Promise<{ readonly value: string } | null>;
  /**
   * Without a region the person picks any connection, else it is the same account there. Resolves with the
   * settings that the form had when it went; `undefined`: it stays.
   */
  chooseConnection(region?: string): Promise<LaunchSettings | undefined>;
  /** The same account in a region that the person picks; resolves as `chooseConnection` does. */
  chooseRegion(): Promise<LaunchSettings | undefined>;
  /** What the SageMaker SDK's defaults files said. */
  defaults(): SdkDefaultsFound | undefined;
  /** Starts a form. */
  start(draft: LaunchDraft): Promise<unknown>;
}

/** What of a form belongs to the region that it goes to. */
interface KnownThere {
  readonly bucket?: string | undefined;
  /** All of it: the request that filled it in names that region. */
  readonly isOfRequest?: boolean;
}

/** Follows the links of the launch page. */
export class LaunchFixes {
  constructor(private readonly ports: LaunchFixPorts) {}

  async fix(id: string): Promise<void> {
    const { session } = this.ports;
    const line = preflightScriptLine(id);
    const channel = preflightChannel(id);
    if (line !== null) {
      await this.ports.openScript(line, true);
    } else if (channel !== null) {
      await this.addChannel(channel);
    } else if (id.startsWith('argv:')) {
      await session.mending.mend(id);
    } else if (id.startsWith('code:')) {
      await session.source.follow(id);
    } else if (id.startsWith('imports:')) {
      await session.mending.followImport(id);
    } else {
      await this.followOther(id);
    }
  }

  private async followOther(id: string): Promise<void> {
    if (id.startsWith(accountPrefix)) {
      await this.mendAccount(id);
    } else if (id.startsWith(defaultsPrefix)) {
      await this.openDefaults(id);
    } else if (id.startsWith(regionLink)) {
      await this.goToRegion(id.slice(regionLink.length), { isOfRequest: true });
    } else if (id.startsWith(failurePrefix)) {
      await this.goElsewhere(id.slice(failurePrefix.length));
    } else {
      await this.others.get(id)?.();
    }
  }

  private readonly others: ReadonlyMap<string, () => unknown> = new Map([
    ['python', () => run('sagemakerWorkbench.python.choose')],
    [connectionLink, () => this.ports.chooseConnection()],
    ['failure', () => run('sagemakerWorkbench.sandbox.restart')],
    ['algorithm', () => run('sagemakerWorkbench.algorithm.train')],
    [dataLinks.check, () => this.ports.session.checkDataAgain()],
    [requirementsLinks.check, () => this.ports.session.checkRequirements()],
    [requirementsLinks.open, () => this.openRequirements()],
  ]);

  private async mendAccount(id: string): Promise<void> {
    const { ports } = this;
    const { session } = ports;
    const fix = session.account.fix(id);
    if (id === againLink) {
      await session.account.again();
    } else if (fix) {
      await mendAccount(fix, {
        // What the form asks for decides what is offered: spot capacity has quotas of its own.
        choose: (setting) => ports.choose(setting, session.draft?.settings.fields ?? {}),
        update: (change) => session.update(change),
        chooseConnection: (region) => this.mendPlace(region, bucketOf(fix)),
        open: (page) => vscode.env.openExternal(vscode.Uri.parse(page, true)),
      });
    }
  }

  private async mendPlace(region: string | undefined, bucket: string | undefined): Promise<void> {
    if (region === undefined) {
      await this.ports.chooseConnection();
    } else {
      await this.goToRegion(region, { bucket });
    }
  }

  private async openDefaults(id: string): Promise<void> {
    const file = defaultsFile(id, this.ports.defaults());
    if (file) {
      await showFile(file.path, file.line, vscode.ViewColumn.Beside);
    }
  }

  /** There are no instances: on another type at once, in another region when its form has been looked at. */
  private async goElsewhere(place: string): Promise<void> {
    const { session } = this.ports;
    const [kind, value = ''] = place.split(':');
    if (kind === 'region') {
      await this.goToRegion(value);
      return;
    }
    session.update((draft) =>
      formOnOtherType(draft, instanceTypesOf(draft.settings)[0] ?? '', value),
    );
    if (session.draft) {
      await this.ports.start(session.draft);
    }
  }

  /** What means the same there stays as it is, and the rest is told; empty: the person picks the region. */
  private async goToRegion(region: string, there: KnownThere = {}): Promise<void> {
    const { ports } = this;
    const { session } = ports;
    const before = await (region === '' ? ports.chooseRegion() : ports.chooseConnection(region));
    if (before) {
      const { fields, ...rows } = before;
      const { kept, left } = there.isOfRequest
        ? { kept: fields, left: {} }
        : unboundFields(fields, there.bucket);
      const own = { instanceType: instanceTypeOf(before), ...kept };
      session.moved.leftBehind(left);
      session.update((draft) => ({
        ...draft,
        settings: { ...rows, fields: { ...draft.settings.fields, ...own } },
      }));
    }
  }

  private async openRequirements(): Promise<void> {
    const file = join(this.ports.session.roots.directory, requirementsFile);
    await showFile(file, 1, vscode.ViewColumn.Beside);
  }

  private async addChannel(name: string): Promise<void> {
    const { session } = this.ports;
    const picked = await this.ports.browse('folder');
    if (picked) {
      session.update((draft) => ({
        ...draft,
        channels: [...draft.channels, { name, path: picked.path }],
      }));
    }
  }
}

const bucketOf = ({ place }: PlacedFix): string | undefined =>
  parseS3Uri(place?.which ?? '')?.bucket;

const run = (id: CommandId): Thenable<unknown> => vscode.commands.executeCommand(id);
