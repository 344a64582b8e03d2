import * as vscode from 'vscode';
import { AppError } from '../../core/errors';
import type { LaunchStep } from '../../core/training/launch';
import type { LaunchState } from '../../shared/contracts/launch';
import { Throttle } from '../throttle';
import { toFailure } from './launchFailure';
import { stepText } from './launchTexts';

/** How far a launch is; `fraction` of its step, where it is known. */
export type LaunchReport = (step: LaunchStep, fraction: number | null) => void;

/** Packing tells of each file, and the page is drawn anew for each state. */
const reportMilliseconds = 50;

/** One start at a time: how far it is, and why the last one failed. */
export class LaunchStart {
  progress: LaunchState['progress'] = null;
  failure: LaunchState['failure'] = null;
  private running: AbortController | undefined;
  private readonly reports: Throttle;

  constructor(private readonly changed: () => void) {
    this.reports = new Throttle(reportMilliseconds, changed);
  }

  /** Rejects as `work` does, whose failure is kept; with `conflict` where another start is under way. */
  async run<T>(work: (report: LaunchReport, signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.running) {
      throw new AppError('conflict', vscode.l10n.t('The job is being started already.'));
    }
    this.running = new AbortController();
    this.tell({ message: vscode.l10n.t('Checking…'), fraction: null });
    try {
      return await work((step, fraction) => {
        this.progress = { message: stepText(step), fraction };
        this.reports.request();
      }, this.running.signal);
    } catch (error) {
      this.failure = toFailure(error);
      throw error;
    } finally {
      this.running = undefined;
      this.reports.dispose();
      this.tell(null);
    }
  }

  cancel(): void {
    this.running?.abort();
  }

  /** What hindered the last start is asked about anew; that there are no instances no check tells. */
  checkedAgain(): void {
    if (this.failure?.isOfInstances !== true) {
      this.failure = null;
    }
  }

  private tell(progress: LaunchState['progress']): void {
    this.progress = progress;
    this.changed();
  }
}
