import * as vscode from 'vscode';
import { dirname, join } from 'node:path';
import type { Connection } from '../../aws/connection';
import { quoteWords } from '../../core/training/argv/quoteWords';
import { dataLinks } from '../../core/training/dataLinks';
import { pastedDraft } from '../../core/training/again/scriptDraft';
import { preflightChannel, preflightScriptLine } from '../../core/training/preflight';
import { requirementsLinks } from '../../core/training/requirementsLinks';
import type { CommandId } from '../../ids';
import { disposeAll, type Disposable } from '../../platform/disposable';
import { onDidEditFileBelow, onDidSaveFileBelow, showFile } from '../../platform/documents';
import { onDidChangePython } from '../../platform/python';
import { pathInForm } from '../../platform/pathInForm';
import type { LaunchDraft } from '../../shared/contracts/launch';
import { launchContract } from '../../shared/contracts/launchContract';
import type { ChosenSetting, LaunchSettings } from '../../shared/contracts/launchSettings';
import type { Handlers } from '../../shared/rpc/contract';
import { serve } from '../../shared/rpc/host';
import { accountPrefix, againLink } from '../launch/accountLines';
import { mendAccount } from '../launch/accountMend';
import type { RememberedForm } from '../launch/launchDraft';
import type { Launcher } from '../launch/launcher';
import { LaunchSession } from '../launch/launchSession';
import { onPackagesMayHaveChanged } from '../launch/packageChanges';
import { requirementsFile } from '../launch/requirementsCheck';
import { packedPlaces } from '../launch/sourceRoots';
import { pickPath } from '../launch/pickPath';
import { saveLaunch } from '../jobFile/saveLaunch';
import { copyRequestAs } from '../export/copyRequestAs';
import { pastedRequest } from '../export/pastedRequest';
import { launchTitle } from './launchTitle';
import { describeFailure, fillPanel, panelPort } from './panel';

export interface LaunchPanelPorts {
  readonly extensionUri: vscode.Uri;
  readonly launcher: Launcher;
  /** Shows text as a read-only JSON document. */
  showRequest(jobName: string, text: string): Promise<void>;
  /** Another connection: any that the person picks, or `wanted` there; `undefined` when dismissed. */
  chooseConnection(wanted?: {
    readonly id: string;
    readonly region: string;
  }): Promise<Connection | undefined>;
  /** A job was created from the page; resolves when its log page is open. */
  launched(launched: Launched): Promise<void>;
}

export interface Launched {
  readonly connection: Connection;
  readonly jobName: string;
  readonly script: string;
  readonly draft: LaunchDraft;
}

/** What a page is to launch, and the form that it opens with. */
interface PanelLaunch {
  readonly script: string;
  readonly connection: Connection;
  readonly remembered: RememberedForm;
}

/** The launch page of one script. */
export class LaunchPanel {
  private readonly disposables: Disposable[] = [];
  private readonly session: LaunchSession;
  private readonly script: string;
  private connection: Connection;
  private opening: Promise<unknown> | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    { script, connection, remembered }: PanelLaunch,
    private readonly ports: LaunchPanelPorts,
  ) {
    this.script = script;
    this.connection = connection;
    const sessionPorts = ports.launcher.ports({
      ...{ script, remembered },
      connection: () => this.connection,
      send: (state) => host.send('state', state),
    });
    this.session = new LaunchSession(script, connection.info, sessionPorts);
    const packed = (): readonly string[] => packedPlaces(this.session.roots);
    const host = serve(launchContract, panelPort(panel), this.handlers(), describeFailure);
    this.disposables.push(
      host,
      this.session,
      onDidSaveFileBelow(packed, () => this.sourceSaved()),
      onDidEditFileBelow(packed, () => this.session.sourceTyped()),
      onDidChangePython(() => this.session.pythonChanged()),
      onPackagesMayHaveChanged(() => void this.session.packagesChanged()),
    );
  }

  /** Loads the page; rejects when the script cannot be read. */
  async open(): Promise<void> {
    const { panel, script, connection } = this;
    const state = { connectionId: connection.info.id, resource: script };
    const page = { entry: 'launch', title: launchTitle(script), state } as const;
    fillPanel(panel, page, this.ports.extensionUri);
    this.opening = this.session.open();
    await this.opening;
  }

  /** Where its jobs go now. */
  get connectionId(): string {
    return this.connection.info.id;
  }

  /** Fills the form in as a job was launched, under the name that it has. */
  async refill(draft: LaunchDraft): Promise<void> {
    await this.opening;
    this.session.refill(() => draft);
  }

  dispose(): void {
    disposeAll(this.disposables);
  }

  private handlers(): Handlers<typeof launchContract> {
    const done = async (work: () => unknown): Promise<undefined> => {
      await work();
      return undefined;
    };
    return {
      edit: (draft) => done(() => this.session.edit(draft)),
      start: (draft) => this.start(draft),
      reset: () => done(() => this.session.reset()),
      cancel: () => done(() => this.session.cancel()),
      preview: (draft) => done(() => this.preview(draft)),
      copyAs: (draft) => done(() => this.copyAs(draft)),
      saveFile: (draft) => done(() => this.saveFile(draft)),
      paste: () => done(() => this.paste()),
      useScript: () => Promise.resolve(undefined),
      fix: ({ id }) => done(() => this.fix(id)),
      leaveOut: ({ path }) => done(() => this.session.source.leaveOut(path)),
      pack: ({ path }) => done(() => this.session.source.pack(path)),
      copyCommandLine: () => done(() => this.copyCommandLine()),
      browse: ({ kind }) => this.browse(kind),
      browseCode: ({ kind }) => this.browseCode(kind),
      browseS3: () => this.browseS3(),
      choose: ({ setting, fields }) => this.choose(setting, fields),
      openScript: ({ line, beside }) => done(() => this.openScript(line, beside)),
      chooseConnection: () => done(() => this.chooseConnection()),
    };
  }

  private async start(draft: LaunchDraft): Promise<{ readonly jobName: string }> {
    const { connection, script } = this;
    const { jobName } = await this.session.start(draft);
    // The answer has to leave before the panel goes.
    setImmediate(() => {
      void this.ports
        .launched({ connection, jobName, script, draft })
        .finally(() => void this.panel.dispose());
    });
    return { jobName };
  }

  private async preview(draft: LaunchDraft): Promise<void> {
    await this.ports.showRequest(draft.jobName, await this.requestText(draft));
  }

  private async saveFile(draft: LaunchDraft): Promise<void> {
    const launch = await this.session.preview(draft);
    await saveLaunch(launch, { script: this.script, draft, connection: this.connection });
  }

  private async requestText(draft: LaunchDraft): Promise<string> {
    const launch = await this.session.preview(draft);
    return await this.ports.launcher.preview(this.connection, launch);
  }

  private async copyAs(draft: LaunchDraft): Promise<void> {
    const { region } = this.connection.info;
    await copyRequestAs({ jobName: draft.jobName, region }, () => this.requestText(draft));
  }

  private async paste(): Promise<void> {
    const request = await pastedRequest();
    this.session.refill((draft) => pastedDraft(request, draft));
  }

  /** Follows the link of a preflight line. */
  private async fix(id: string): Promise<void> {
    const line = preflightScriptLine(id);
    const channel = preflightChannel(id);
    if (line !== null) {
      await this.openScript(line, true);
    } else if (channel !== null) {
      await this.addChannel(channel);
    } else if (id.startsWith('argv:')) {
      await this.session.mending.mend(id);
    } else if (id.startsWith('code:')) {
      await this.session.source.follow(id);
    } else if (id.startsWith('imports:')) {
      await this.session.mending.followImport(id);
    } else if (id.startsWith(accountPrefix)) {
      await this.mendAccount(id);
    } else {
      await this.otherFixes.get(id)?.();
    }
  }

  private async mendAccount(id: string): Promise<void> {
    const fix = this.session.account.fix(id);
    if (id === againLink) {
      await this.session.account.again();
    } else if (fix) {
      await mendAccount(fix, {
        choose: (setting) => this.choose(setting, {}),
        update: (change) => this.session.update(change),
        chooseConnection: (region) => this.chooseConnection(region),
        open: (page) => openPage(page),
      });
    }
  }

  private readonly otherFixes: ReadonlyMap<string, () => unknown> = new Map([
    ['python', () => run('sagemakerWorkbench.python.choose')],
    ['failure', () => run('sagemakerWorkbench.sandbox.restart')],
    [dataLinks.check, () => this.session.checkDataAgain()],
    [requirementsLinks.check, () => this.session.checkRequirements()],
    [requirementsLinks.open, () => this.openRequirements()],
  ]);

  private async copyCommandLine(): Promise<void> {
    const words = ['python', ...this.session.commandLine];
    await vscode.env.clipboard.writeText(quoteWords(words));
  }

  private async openRequirements(): Promise<void> {
    const file = join(this.session.roots.directory, requirementsFile);
    await showFile(file, 1, vscode.ViewColumn.Beside);
  }

  private async addChannel(name: string): Promise<void> {
    const picked = await this.browse('folder');
    if (picked) {
      this.session.update((draft) => ({
        ...draft,
        channels: [...draft.channels, { name, path: picked.path }],
      }));
    }
  }

  private async browse(kind: 'folder' | 'file'): Promise<{ readonly path: string } | null> {
    const folder = dirname(this.script);
    const title = vscode.l10n.t('Choose the data of the channel');
    const opened = this.session.roots.directory;
    const path = await pickPath({ title, button: vscode.l10n.t('Use'), kind, folder: opened });
    return path === undefined ? null : { path: pathInForm(path, folder) };
  }

  private async browseS3(): Promise<{ readonly path: string } | null> {
    const path = await this.ports.launcher.pickers.browseS3(this.connection);
    return path === undefined ? null : { path };
  }

  private async choose(
    setting: ChosenSetting,
    fields: LaunchSettings['fields'],
  ): Promise<{ readonly value: string } | null> {
    const value = await this.ports.launcher.pickers.choose(this.connection, setting, fields);
    return value === undefined ? null : { value };
  }

  private async browseCode(kind: 'folder' | 'file'): Promise<{ readonly path: string } | null> {
    const title = vscode.l10n.t('Choose what is packed with the code');
    const folder = dirname(this.session.roots.directory);
    const path = await pickPath({ title, button: vscode.l10n.t('Pack'), kind, folder });
    return path === undefined ? null : { path };
  }

  private async openScript(line: number, beside: boolean): Promise<void> {
    const column = beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    await showFile(this.script, line, column);
  }

  private async chooseConnection(region?: string): Promise<void> {
    const { id } = this.connection.info;
    const wanted = region === undefined ? undefined : { id, region };
    const chosen = await this.ports.chooseConnection(wanted);
    // What is being started goes where the person was told.
    if (chosen && !this.session.isStarting()) {
      this.connection = chosen;
      this.session.connectionChanged(chosen.info);
    }
  }

  private sourceSaved(): void {
    // A script that cannot be read any more keeps the form as it is; starting says why.
    this.session.sourceChanged().catch(() => undefined);
  }
}

const openPage = (page: string): Thenable<boolean> =>
  vscode.env.openExternal(vscode.Uri.parse(page, true));

const run = (id: CommandId): Thenable<unknown> => vscode.commands.executeCommand(id);
