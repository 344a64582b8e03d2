import * as vscode from 'vscode';
import type { Connection } from '../../aws/connection';
import type { Clock } from '../../core/clock';
import { placeOf } from '../../core/connections/connection';
import { AppError, type Mend } from '../../core/errors';
import type { ResourceItem } from '../../core/resources/kind';
import { shownTrials, type TrialView } from '../../core/tuning/trialTable';
import { trialCsv } from '../../core/tuning/trialCsv';
import { hyperparameterNames, type TuningJob } from '../../core/tuning/tuningJob';
import type { TuningPhase, TuningState } from '../../shared/contracts/tuning';
import type { TuningBackend } from '../backend';
import { mendLabels } from '../connection/mendLabels';
import { TrialList } from './trialList';

export interface TuningSessionPorts {
  readonly connection: Connection;
  readonly tuning: TuningBackend;
  readonly clock: Clock;
  /** There is something new to show. */
  changed(): void;
  failed(error: unknown): void;
}

const longestPause = 60_000;

/** The results of one tuning job: follows it while somebody looks, and asks nothing else. */
export class TuningSession {
  private readonly trials: TrialList;
  private job: TuningJob | null = null;
  private phase: TuningPhase = 'loading';
  private detail = '';
  private mend_: Mend | undefined;
  private isGone = false;
  private following: AbortController | undefined;
  private nextLook = 0;
  private failures = 0;

  constructor(
    readonly jobName: string,
    private readonly ports: TuningSessionPorts,
  ) {
    const { tuning, connection } = ports;
    this.trials = new TrialList(
      (token, signal) => tuning.listTrials(connection, jobName, token, signal),
      () => ports.changed(),
    );
  }

  /** What mends the failure that is shown. */
  get mend(): Mend | undefined {
    return this.mend_;
  }

  get resource(): ResourceItem {
    const { arn, status, createdAt } = { ...this.job };
    return {
      name: this.jobName,
      arn,
      status,
      createdAt: createdAt ? new Date(createdAt) : undefined,
    };
  }

  state(): TuningState {
    const { info } = this.ports.connection;
    const { jobName, job, phase, detail } = this;
    return {
      ...{ jobName, job, phase, detail },
      connection: placeOf(info),
      trials: this.trials.all,
      isWhole: this.trials.isWhole,
      mend: this.mend_ ? mendLabels()[this.mend_.act] : '',
      canStop: !this.isGone && this.ports.tuning.kind.capabilities(this.resource).includes('stop'),
    };
  }

  /** The rows of a view as comma-separated values. */
  csv(view: TrialView): string {
    const now = this.ports.clock.now();
    const hyperparameters = hyperparameterNames(this.job?.ranges ?? [], this.trials.all);
    const { metric = '', definitions = [] } = { ...this.job };
    const hasDefinitions = definitions.length > 0;
    const options = { metric, hasDefinitions, hyperparameters, now };
    return trialCsv(shownTrials(this.trials.all, view, now), options);
  }

  /** Follows the job while it is looked at; one that has ended is asked for once more. */
  setVisible(visible: boolean): void {
    if (visible && !this.following && !this.isGone) {
      this.following = new AbortController();
      void this.follow(this.following.signal);
    } else if (!visible) {
      this.dispose();
    }
  }

  /** Asks at once, all trials included. */
  refresh(): void {
    this.dispose();
    this.nextLook = 0;
    this.failures = 0;
    this.isGone = false;
    this.trials.forget();
    this.setVisible(true);
  }

  dispose(): void {
    this.following?.abort();
    this.following = undefined;
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const { clock } = this.ports;
    try {
      do {
        const pause = this.nextLook - clock.now();
        if (pause > 0) {
          await clock.sleep(pause, signal);
        }
        await this.look(signal);
      } while (this.phase !== 'ended');
      this.following = undefined;
    } catch (error) {
      if (!signal.aborted) {
        this.ports.failed(error);
      }
    }
  }

  /** Rejects when aborted only; a failure is shown, and tried again less and less often. */
  private async look(signal: AbortSignal): Promise<void> {
    try {
      await this.read(signal);
      this.failures = 0;
      this.tell(this.isBusy ? 'live' : 'ended');
    } catch (error) {
      signal.throwIfAborted();
      this.failures++;
      this.ports.failed(error);
      this.isGone = AppError.is(error, 'notFound');
      this.tell(this.isGone ? 'ended' : 'retrying', error);
    }
    const interval = this.ports.connection.info.traits.statusPollMilliseconds;
    const pause = Math.min(interval * 2 ** this.failures, Math.max(interval, longestPause));
    this.nextLook = this.ports.clock.now() + pause;
  }

  private async read(signal: AbortSignal): Promise<void> {
    const { tuning, connection } = this.ports;
    this.job = await tuning.describe(connection, this.jobName, signal);
    this.ports.changed();
    await this.trials.read(this.isBusy, signal);
  }

  private get isBusy(): boolean {
    return this.ports.tuning.kind.tone(this.resource) === 'busy';
  }

  private tell(phase: TuningPhase, error?: unknown): void {
    this.phase = phase;
    this.detail = this.isGone
      ? vscode.l10n.t('The tuning job does not exist any more.')
      : said(error);
    this.mend_ = error instanceof AppError ? error.mend : undefined;
    this.ports.changed();
  }
}

const said = (error: unknown): string => (error instanceof Error ? error.message : '');
