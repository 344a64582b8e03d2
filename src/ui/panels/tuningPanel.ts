import * as vscode from 'vscode';
import type { Connection } from '../../aws/connection';
import type { Clock } from '../../core/clock';
import type { Mend } from '../../core/errors';
import { shortName } from '../../core/resources/shortName';
import type { ResourceRow } from '../../ids';
import { disposeAll, type Disposable } from '../../platform/disposable';
import type { Output } from '../../platform/output';
import { tuningContract } from '../../shared/contracts/tuning';
import type { Handlers } from '../../shared/rpc/contract';
import { serve } from '../../shared/rpc/host';
import type { TuningBackend } from '../backend';
import { Throttle } from '../throttle';
import { TuningSession } from '../tuning/tuningSession';
import { describeFailure, fillPanel, panelPort } from './panel';

export interface TuningPanelPorts {
  readonly extensionUri: vscode.Uri;
  readonly tuning: TuningBackend;
  readonly clock: Clock;
  readonly output: Output;
  openLogs(row: ResourceRow): Thenable<unknown>;
  describe(row: ResourceRow): Thenable<unknown>;
  openResults(row: ResourceRow): Thenable<unknown>;
  mend(mend: Mend): Thenable<unknown>;
  stop(row: ResourceRow): Thenable<unknown>;
}

const snapshotMilliseconds = 250;

/** The results page of one tuning job. */
export class TuningPanel {
  private readonly disposables: Disposable[] = [];
  private readonly session: TuningSession;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly connection: Connection,
    private readonly jobName: string,
    private readonly ports: TuningPanelPorts,
  ) {
    const { tuning, clock, output } = ports;
    const snapshots = new Throttle(snapshotMilliseconds, () => {
      // A hidden page is gone; it gets a snapshot when it comes back.
      if (panel.visible) {
        host.send('state', this.session.state());
      }
    });
    this.session = new TuningSession(jobName, {
      ...{ connection, tuning, clock },
      changed: () => snapshots.request(),
      failed: (error) => output.error(`following ${jobName}`, error),
    });
    const host = serve(tuningContract, panelPort(panel), this.handlers(), describeFailure);
    this.disposables.push(
      host,
      snapshots,
      this.session,
      panel.onDidChangeViewState(() => {
        snapshots.request();
        this.session.setVisible(panel.visible);
      }),
    );
    host.send('state', this.session.state());
  }

  open(): void {
    const { panel, connection, jobName } = this;
    fillPanel(
      panel,
      {
        entry: 'tuning',
        title: tuningTitle(jobName),
        state: { connectionId: connection.info.id, resource: jobName },
      },
      this.ports.extensionUri,
    );
    this.session.setVisible(panel.visible);
  }

  /** Finds out at once what has become of the job, where somebody looks. */
  lookAgain(): void {
    if (this.panel.visible) {
      this.session.refresh();
    }
  }

  dispose(): void {
    disposeAll(this.disposables);
  }

  private handlers(): Handlers<typeof tuningContract> {
    const { session, ports } = this;
    const done = (work: Thenable<unknown> | undefined): Promise<undefined> =>
      Promise.resolve(work).then(() => undefined);
    return {
      refresh: () => {
        session.refresh();
        return done(undefined);
      },
      mend: () => done(session.mend && ports.mend(session.mend)),
      stopJob: () => done(ports.stop(this.row(session.resource))),
      openDescription: () => done(ports.describe(this.row(session.resource))),
      openTrialLogs: (trial) => done(ports.openLogs(this.row(trial, 'trainingJob'))),
      openTrialDescription: (trial) => done(ports.describe(this.row(trial, 'trainingJob'))),
      openTuningJob: (job) => done(ports.openResults(this.row(job))),
      copyTable: (view) => done(vscode.env.clipboard.writeText(session.csv(view))),
    };
  }

  private row(item: ResourceRow['item'], kindId = this.ports.tuning.kind.id): ResourceRow {
    return { connectionId: this.connection.info.id, kindId, item };
  }
}

export const tuningTitle = (jobName: string): string =>
  vscode.l10n.t('{0} › results', shortName(jobName));
