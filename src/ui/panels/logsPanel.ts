import * as vscode from 'vscode';
import type { Connection } from '../../aws/connection';
import type { Clock } from '../../core/clock';
import type { CodePlace } from '../../core/logs/codeReference';
import type { ResourceKind } from '../../core/resources/kind';
import { shortName } from '../../core/resources/shortName';
import type { ResourceRow } from '../../ids';
import { disposeAll, type Disposable } from '../../platform/disposable';
import type { Output } from '../../platform/output';
import { logsContract } from '../../shared/contracts/logs';
import type { Handlers } from '../../shared/rpc/contract';
import { serve } from '../../shared/rpc/host';
import { LogsSession } from '../logs/logsSession';
import { Throttle } from '../throttle';
import { describeFailure, fillPanel, onDidShow, panelPort } from './panel';

export interface LogsPanelPorts {
  readonly extensionUri: vscode.Uri;
  readonly kind: ResourceKind;
  readonly clock: Clock;
  readonly output: Output;
  showLogText(connectionId: string, jobName: string): Promise<void>;
  openModel(row: ResourceRow): Thenable<unknown>;
  trainSameCode(row: ResourceRow): Thenable<unknown>;
  trainCurrentCode(row: ResourceRow): Thenable<unknown>;
  openCode(row: ResourceRow, place: CodePlace): Promise<void>;
  stop(row: ResourceRow): Thenable<unknown>;
}

const snapshotMilliseconds = 50;

/** The log page of one job. */
export class LogsPanel {
  private readonly disposables: Disposable[] = [];
  private readonly session: LogsSession;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly connection: Connection,
    private readonly jobName: string,
    private readonly ports: LogsPanelPorts,
  ) {
    const { kind, clock, output } = ports;
    const snapshots = new Throttle(snapshotMilliseconds, () => {
      // A hidden page is gone; it gets a snapshot when it comes back.
      if (panel.visible) {
        host.send('state', this.session.state());
      }
    });
    this.session = new LogsSession(jobName, {
      connection,
      kind,
      clock,
      changed: () => snapshots.request(),
      failed: (error) => output.error(`following ${jobName}`, error),
    });
    const host = serve(logsContract, panelPort(panel), this.handlers(), describeFailure);
    this.disposables.push(
      host,
      snapshots,
      this.session,
      onDidShow(panel, () => {
        snapshots.request();
        this.lookAgain();
      }),
    );
    host.send('state', this.session.state());
  }

  open(): void {
    const { panel, connection, jobName } = this;
    fillPanel(
      panel,
      {
        entry: 'logs',
        title: logsTitle(jobName),
        state: { connectionId: connection.info.id, resource: jobName },
      },
      this.ports.extensionUri,
    );
    void this.session.run();
  }

  /** Finds out whether the job has been deleted, where somebody looks. */
  lookAgain(): void {
    if (this.panel.visible) {
      void this.session.lookAgain();
    }
  }

  /** The whole text as far as it is there. */
  text(): string {
    return this.session.text();
  }

  dispose(): void {
    disposeAll(this.disposables);
  }

  private handlers(): Handlers<typeof logsContract> {
    const { session, ports } = this;
    const done = (work: Thenable<unknown>): Promise<undefined> =>
      Promise.resolve(work).then(() => undefined);
    return {
      lines: ({ from, count }) => Promise.resolve(session.lines(from, count)),
      find: (query) => Promise.resolve(session.find(query)),
      openInEditor: () => done(ports.showLogText(this.connection.info.id, this.jobName)),
      stopJob: () => done(ports.stop(this.row)),
      openModel: () =>
        done(ports.openModel(this.row)).finally(() => {
          this.lookAgain();
        }),
      trainAgain: ({ code }) =>
        done(code === 'same' ? ports.trainSameCode(this.row) : ports.trainCurrentCode(this.row)),
      openCode: (place) => done(ports.openCode(this.row, place)),
      copy: ({ from, to }) => done(vscode.env.clipboard.writeText(session.text(from, to))),
    };
  }

  private get row(): ResourceRow {
    const { info } = this.connection;
    return { connectionId: info.id, kindId: this.ports.kind.id, item: this.session.resource };
  }
}

export const logsTitle = (jobName: string): string =>
  vscode.l10n.t('{0} › logs', shortName(jobName));
