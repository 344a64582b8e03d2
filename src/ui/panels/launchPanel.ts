import * as vscode from 'vscode';
import { dirname } from 'node:path';
import type { Connection } from '../../aws/connection';
import { quoteWords } from '../../core/training/argv/quoteWords';
import { pastedDraft } from '../../core/training/again/scriptDraft';
import { namedRegion } from '../../core/training/imports/requestRegion';
import { disposeAll, type Disposable } from '../../platform/disposable';
import { onDidEditFileBelow, onDidSaveFileBelow, showFile } from '../../platform/documents';
import { onDidChangePython } from '../../platform/python';
import { pathInForm } from '../../platform/pathInForm';
import type { LaunchDraft } from '../../shared/contracts/launch';
import { launchContract } from '../../shared/contracts/launchContract';
import type { ChosenSetting, LaunchSettings } from '../../shared/contracts/launchSettings';
import type { Handlers } from '../../shared/rpc/contract';
import { serve } from '../../shared/rpc/host';
import type { RememberedForm } from '../launch/launchDraft';
import type { Launcher } from '../launch/launcher';
import { LaunchSession } from '../launch/launchSession';
import { onPackagesMayHaveChanged } from '../launch/packageChanges';
import { packedPlaces } from '../launch/sourceRoots';
import { pickPath } from '../launch/pickPath';
import { saveLaunch } from '../jobFile/saveLaunch';
import { copyRequestAs } from '../export/copyRequestAs';
import { pastedRequest } from '../export/pastedRequest';
import { withOrigin, type FormOrigin } from '../launch/formOrigin';
import { LaunchFixes } from './launchFixes';
import { LaunchPlace } from './launchPlace';
import { launchTitle } from './launchTitle';
import { describeFailure, fillPanel, panelPort } from './panel';

export interface LaunchPanelPorts {
  readonly extensionUri: vscode.Uri;
  readonly launcher: Launcher;
  /** Shows text as a read-only JSON document. */
  showRequest(jobName: string, text: string): Promise<void>;
  /**
   * Another connection: any that the person picks, which the window then has too, or `wanted` there, which
   * leaves the window's as it is; `undefined` when dismissed.
   */
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
  /** The job whose request fills the form in. */
  readonly from?: string | undefined;
  /** The job file that the form is of, by its path. */
  readonly file?: string | undefined;
}

/** The launch page of one script. */
export class LaunchPanel {
  private readonly disposables: Disposable[] = [];
  private readonly session: LaunchSession;
  private readonly fixes: LaunchFixes;
  private readonly script: string;
  private readonly file: string | undefined;
  private readonly place: LaunchPlace;
  private origin: FormOrigin;
  private opening: Promise<unknown> | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    { script, connection, remembered, from, file }: PanelLaunch,
    private readonly ports: LaunchPanelPorts,
  ) {
    this.script = script;
    this.file = file;
    this.origin = { jobName: from };
    this.place = new LaunchPlace(connection, {
      ...{ script, launcher: ports.launcher, session: () => this.session },
      chooseConnection: (wanted) => ports.chooseConnection(wanted),
    });
    const sessionPorts = ports.launcher.ports({
      ...{ script, remembered, keptBy: file },
      connection: () => this.connection,
      send: (state) => host.send('state', withOrigin(state, this.origin)),
    });
    this.session = new LaunchSession(script, connection.info, sessionPorts);
    this.fixes = this.createFixes();
    const packed = (): readonly string[] => packedPlaces(this.session.roots);
    const host = serve(launchContract, panelPort(panel), this.handlers(), describeFailure);
    this.disposables.push(
      host,
      this.session,
      this.place,
      onDidSaveFileBelow(packed, () => this.sourceSaved()),
      onDidEditFileBelow(packed, () => this.session.sourceTyped()),
      ports.launcher.onDidMend(
        () => this.connectionId,
        () => void this.session.account.again(),
      ),
      onDidChangePython(() => this.session.pythonChanged()),
      onPackagesMayHaveChanged(() => void this.session.packagesChanged()),
    );
  }

  /** Loads the page; rejects when the script cannot be read. */
  async open(): Promise<void> {
    const { panel, script, connection, file } = this;
    const state = { connectionId: connection.info.id, resource: script, file };
    const page = { entry: 'launch', title: launchTitle(script), state } as const;
    fillPanel(panel, page, this.ports.extensionUri);
    this.opening = this.session.open();
    await this.opening;
    await this.place.followDefaults();
  }

  /** Where its jobs go now. */
  get connectionId(): string {
    return this.connection.info.id;
  }

  private get connection(): Connection {
    return this.place.connection;
  }

  /** Fills the form in as a job was launched, under the name that it has; `from`: as a job's request has it. */
  async refill(draft: LaunchDraft, from?: string): Promise<void> {
    await this.opening;
    this.origin = { jobName: from };
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
      reset: () => done(() => this.reset()),
      cancel: () => done(() => this.session.cancel()),
      preview: (draft) => done(() => this.preview(draft)),
      copyAs: (draft) => done(() => this.copyAs(draft)),
      saveFile: (draft) => done(() => this.saveFile(draft)),
      paste: () => done(() => this.paste()),
      useScript: () => Promise.resolve(undefined),
      fix: ({ id }) => done(() => this.fixes.fix(id)),
      leaveOut: ({ path }) => done(() => this.session.source.leaveOut(path)),
      pack: ({ path }) => done(() => this.session.source.pack(path)),
      copyCommandLine: () => done(() => this.copyCommandLine()),
      browse: ({ kind }) => this.browse(kind),
      browseCode: ({ kind }) => this.browseCode(kind),
      browseS3: () => this.browseS3(),
      choose: ({ setting, fields }) => this.choose(setting, fields),
      openScript: ({ line, beside }) => done(() => this.openScript(line, beside)),
      chooseConnection: () => done(() => this.place.choose()),
    };
  }

  private async start(draft: LaunchDraft): Promise<{ readonly jobName: string }> {
    const { connection, script, file } = this;
    const { jobName } = await this.session.start(draft);
    if (file !== undefined) {
      // What was launched is what the script's own page opens with.
      this.ports.launcher.memory.keep(script, connection.info, draft);
    }
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
    const { request, region } = await pastedRequest();
    this.origin = { region: namedRegion(request, region) };
    this.session.refill((draft) => pastedDraft(request, draft));
  }

  private async copyCommandLine(): Promise<void> {
    const words = ['python', ...this.session.commandLine];
    await vscode.env.clipboard.writeText(quoteWords(words));
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

  private createFixes(): LaunchFixes {
    return new LaunchFixes({
      session: this.session,
      openScript: (line, beside) => this.openScript(line, beside),
      browse: (kind) => this.browse(kind),
      choose: (setting, fields) => this.choose(setting, fields),
      chooseConnection: (region) => this.place.choose(region),
      chooseRegion: () => this.place.chooseRegion(),
      defaults: () => this.place.defaults,
      start: (draft) => this.start(draft),
    });
  }

  private async reset(): Promise<void> {
    this.origin = {};
    await this.session.reset();
  }

  private sourceSaved(): void {
    // A script that cannot be read any more keeps the form as it is; starting says why.
    this.session.sourceChanged().catch(() => undefined);
  }
}
