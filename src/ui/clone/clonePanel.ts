import * as vscode from 'vscode';
import { join } from 'node:path';
import type { Connection } from '../../aws/connection';
import { formOnOtherType } from '../../core/training/after/otherTypes';
import { dataLinks } from '../../core/training/dataLinks';
import type { JsonObject } from '../../core/training/exports/json';
import { instanceTypesOf } from '../../core/training/settings/settingsLaunch';
import { settingText } from '../../core/training/settings/settingText';
import type { CommandId } from '../../ids';
import { disposeAll, type Disposable } from '../../platform/disposable';
import { pathInForm } from '../../platform/pathInForm';
import type { LaunchDraft } from '../../shared/contracts/launch';
import { launchContract } from '../../shared/contracts/launchContract';
import type { ChosenSetting, LaunchSettings } from '../../shared/contracts/launchSettings';
import type { Handlers } from '../../shared/rpc/contract';
import { serve } from '../../shared/rpc/host';
import { copyRequestAs } from '../export/copyRequestAs';
import { pastedRequest } from '../export/pastedRequest';
import { saveRequest } from '../jobFile/saveRequest';
import { accountPrefix, againLink } from '../launch/accountLines';
import { mendAccount } from '../launch/accountMend';
import { failurePrefix } from '../launch/elsewhereLinks';
import type { Launcher } from '../launch/launcher';
import { connectionLink, regionLink } from '../launch/originTexts';
import { pickPath } from '../launch/pickPath';
import { describeFailure, fillPanel, panelPort } from '../panels/panel';
import { CloneSession, type CloneOf } from './cloneSession';
import { cloneTitle } from './cloneTexts';

export interface ClonePanelPorts {
  readonly extensionUri: vscode.Uri;
  readonly launcher: Launcher;
  /** Shows text as a read-only JSON document. */
  showRequest(jobName: string, text: string): Promise<void>;
  /** Lets the person pick a script of the workspace; `undefined` when dismissed. */
  chooseScript(): Promise<string | undefined>;
  /** Opens the launch page of a script with a form. */
  openLaunchPage(
    script: string,
    form: {
      readonly connectionId: string;
      readonly draft: LaunchDraft;
      /** The job whose request it is of. */
      readonly from?: string | undefined;
    },
  ): Promise<void>;
  /** A job was created from the page; resolves when its log page is open. */
  started(connection: Connection, jobName: string): Promise<void>;
}

/** What a page is of. */
interface PanelOf extends Omit<CloneOf, 'info'> {
  readonly connection: Connection;
  /** What the page is restored by; empty: it cannot be. */
  readonly resource: string;
  /** `undefined`: the form is as the request has it. */
  remember(draft: LaunchDraft | undefined): void;
  /** Opens the form on another connection: in that region, or where the person picks. */
  goElsewhere(region?: string): Promise<void>;
}

/** The launch page of a request that was made before. */
export class ClonePanel {
  private readonly disposables: Disposable[] = [];
  private readonly session: CloneSession;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly of: PanelOf,
    private readonly ports: ClonePanelPorts,
  ) {
    const { connection, folder, ...shown } = of;
    const all = ports.launcher.ports({
      // The interpreter is that of the folder.
      script: join(folder, 'train.py'),
      connection: () => connection,
      remembered: {},
      send: (state) => host.send('state', state),
    });
    this.session = new CloneSession(
      { ...shown, folder, info: connection.info },
      { ...all, remember: (draft) => of.remember(draft) },
    );
    const host = serve(launchContract, panelPort(panel), this.handlers(), describeFailure);
    this.disposables.push(
      host,
      this.session,
      ports.launcher.onDidMend(
        () => connection.info.id,
        () => void this.session.account.again(),
      ),
    );
  }

  open(): void {
    const { original, connection, resource, moved } = this.of;
    const state = { connectionId: connection.info.id, resource };
    const { label, region } = connection.info;
    const title = cloneTitle(original.jobName, moved && `${label} · ${region}`);
    fillPanel(this.panel, { entry: 'launch', title, state }, this.ports.extensionUri);
    this.session.open();
  }

  get isEdited(): boolean {
    return this.session.isEdited;
  }

  /** The form and where it comes from, for a page of another connection. */
  get carried(): CloneSession['carried'] {
    return this.session.carried;
  }

  dispose(): void {
    disposeAll(this.disposables);
  }

  private handlers(): Handlers<typeof launchContract> {
    const done = async (work: () => unknown): Promise<undefined> => {
      await work();
      return undefined;
    };
    // There is no code here.
    const nothing = (): Promise<undefined> => Promise.resolve(undefined);
    return {
      ...{ copyCommandLine: nothing, leaveOut: nothing, pack: nothing, openScript: nothing },
      browseCode: () => Promise.resolve(null),
      chooseConnection: () => done(() => this.of.goElsewhere()),
      edit: (draft) => done(() => this.session.edit(draft)),
      start: (draft) => this.start(draft),
      reset: () => done(() => this.session.reset()),
      cancel: () => done(() => this.session.cancel()),
      preview: (draft) => done(() => this.preview(draft)),
      copyAs: (draft) => done(() => this.copyAs(draft)),
      saveFile: (draft) => done(() => this.saveFile(draft)),
      paste: () => done(async () => this.session.fill(await pastedRequest())),
      useScript: (draft) => done(() => this.useScript(draft)),
      fix: ({ id }) => done(() => this.fix(id)),
      browse: ({ kind }) => this.browse(kind),
      browseS3: () => this.browseS3(),
      choose: ({ setting, fields }) => this.choose(setting, fields),
    };
  }

  private async start(draft: LaunchDraft): Promise<{ readonly jobName: string }> {
    const { jobName } = await this.session.start(draft);
    // The answer has to leave before the panel goes. The job is there, whatever is not remembered.
    setImmediate(() => {
      void this.rememberChoices(draft)
        .finally(() => this.ports.started(this.of.connection, jobName))
        .finally(() => void this.panel.dispose());
    });
    return { jobName };
  }

  /** Roles and networks of this computer are no choice. */
  private async rememberChoices({ settings }: LaunchDraft): Promise<void> {
    const { id, traits } = this.of.connection.info;
    const { memory } = this.ports.launcher;
    if (!traits.runsHere) {
      await memory.used.launched(id, settings);
      await memory.rememberRole(id, settingText(settings, 'roleArn'));
    }
  }

  private async preview(draft: LaunchDraft): Promise<void> {
    await this.ports.showRequest(draft.jobName, await this.requestText(draft));
  }

  private async copyAs(draft: LaunchDraft): Promise<void> {
    const { region } = this.of.connection.info;
    await copyRequestAs({ jobName: draft.jobName, region }, () => this.requestText(draft));
  }

  private async saveFile(draft: LaunchDraft): Promise<void> {
    const request = JSON.parse(await this.requestText(draft)) as JsonObject;
    const { connection, folder } = this.of;
    await saveRequest({ jobName: draft.jobName, request, connection }, folder);
  }

  private async requestText(draft: LaunchDraft): Promise<string> {
    const launch = this.session.preview(draft);
    return await this.ports.launcher.preview(this.of.connection, launch);
  }

  private async useScript(draft: LaunchDraft): Promise<void> {
    const script = await this.ports.chooseScript();
    if (script !== undefined) {
      const connectionId = this.of.connection.info.id;
      const from = this.of.original.jobName ?? undefined;
      const form = { connectionId, draft: this.session.forScript(draft), from };
      await this.ports.openLaunchPage(script, form);
    }
  }

  private async fix(id: string): Promise<void> {
    if (id.startsWith(accountPrefix)) {
      await this.mendAccount(id);
    } else if (id.startsWith(regionLink)) {
      await this.of.goElsewhere(id.slice(regionLink.length));
    } else if (id === connectionLink) {
      await this.of.goElsewhere();
    } else if (id.startsWith(failurePrefix)) {
      await this.tryElsewhere(id.slice(failurePrefix.length));
    } else if (id === dataLinks.check) {
      this.session.checkDataAgain();
    } else if (id === 'failure') {
      await run('sagemakerWorkbench.sandbox.restart');
    }
  }

  /** There are no instances: on another type at once, in another region when the form has been looked at. */
  private async tryElsewhere(place: string): Promise<void> {
    const [kind, value = ''] = place.split(':');
    if (kind === 'region') {
      await this.of.goElsewhere(value === '' ? undefined : value);
      return;
    }
    const { session } = this;
    const [type = ''] = instanceTypesOf(session.draft.settings);
    session.update((draft) => formOnOtherType(draft, type, value));
    await this.start(session.draft);
  }

  private async mendAccount(id: string): Promise<void> {
    const { account, draft } = this.session;
    const fix = account.fix(id);
    if (id === againLink) {
      await account.again();
    } else if (fix) {
      await mendAccount(fix, {
        // What is chosen may depend on the rest of the form, as quotas do on spot.
        choose: (setting) => this.choose(setting, draft.settings.fields),
        update: (change) => this.session.update(change),
        chooseConnection: (region) => this.of.goElsewhere(region),
        open: (page) => vscode.env.openExternal(vscode.Uri.parse(page, true)),
      });
    }
  }

  private async browse(kind: 'folder' | 'file'): Promise<{ readonly path: string } | null> {
    const { folder } = this.of;
    const title = vscode.l10n.t('Choose the data of the channel');
    const path = await pickPath({ title, button: vscode.l10n.t('Use'), kind, folder });
    return path === undefined ? null : { path: pathInForm(path, folder) };
  }

  private async browseS3(): Promise<{ readonly path: string } | null> {
    const path = await this.ports.launcher.pickers.browseS3(this.of.connection);
    return path === undefined ? null : { path };
  }

  private async choose(
    setting: ChosenSetting,
    fields: LaunchSettings['fields'],
  ): Promise<{ readonly value: string } | null> {
    const { pickers } = this.ports.launcher;
    const value = await pickers.choose(this.of.connection, setting, fields);
    return value === undefined ? null : { value };
  }
}

const run = (id: CommandId): Thenable<unknown> => vscode.commands.executeCommand(id);
