import type { Clock } from '../../core/clock';
import type { SandboxRemoved, SandboxUsage } from '../../core/sandbox/protocol';
import { totalBytes } from '../../core/sandbox/totalBytes';
import { ServiceError } from '../http/jsonService';
import type { JobPart } from '../jobPart';
import { hasEnded } from '../store/jobRecord';
import type { Objects } from '../store/objects';
import { createTurns } from '../store/turns';
import { measureAreas } from './dataUsage';
import {
  readPending,
  removeAside,
  removePending,
  setAreasAside,
  writePending,
  type Cleanup,
} from './pendingCleanup';
import { pruneEnvironments } from './pruneEnvironments';

/** The open stores. */
interface Contents {
  readonly objects: Pick<Objects, 'sweep'>;
  readonly jobs: Pick<JobPart, 'summaries' | 'removeEnded' | 'prune'>;
}

export interface HousekeepingParts {
  readonly dataDir: string;
  readonly clock: Clock;
  /** Told of what a start could not finish. */
  readonly report: (error: unknown) => void;
  readonly contents: () => Contents;
  /** Lets nobody in, ends the jobs, closes the stores, does a step, and opens them again. */
  readonly whileClosed: (step: () => Promise<void>) => Promise<void>;
}

const day = 86_400_000;

/** Tells what the data folder holds and removes what is not wanted any more. */
export class Housekeeping {
  private readonly inTurn = createTurns();

  constructor(private readonly parts: HousekeepingParts) {}

  async usage(): Promise<SandboxUsage> {
    const bytes = await measureAreas(this.parts.dataDir);
    const runningJobs = this.runningJobs();
    const all = this.parts.contents().jobs.summaries().length;
    return { bytes, endedJobs: all - runningJobs.length, runningJobs };
  }

  /**
   * Removes all objects, jobs, logs, metrics and environments. The running jobs are stopped; refuses
   * with `ConflictException` when one of them is not in `stop`.
   */
  clear(stop: readonly string[]): Promise<SandboxRemoved> {
    return this.inTurn(async () => {
      const others = this.runningJobs().filter((name) => !stop.includes(name));
      if (others.length > 0) {
        const are = others.length === 1 ? 'This job is' : 'These jobs are';
        throw new ServiceError(
          'ConflictException',
          `${are} still running: ${others.join(', ')}. Stop them first, or wait.`,
        );
      }
      return await this.measured(() => this.begin({ what: 'everything' }));
    });
  }

  /** Removes the ended jobs with their logs and metrics; what they stored in S3 stays. */
  clearEnded(): Promise<SandboxRemoved> {
    const before = this.parts.clock.now();
    return this.inTurn(() => this.measured(() => this.begin({ what: 'ended', before })));
  }

  /** Removes what has ended, or was last used, so many days ago. */
  prune(days: number): Promise<SandboxRemoved> {
    const before = this.parts.clock.now() - days * day;
    return this.inTurn(() => this.measured(() => this.begin({ what: 'old', before })));
  }

  /**
   * Takes up what an earlier process was killed at. What cannot be removed is reported, and left for
   * the next start; only an order to remove everything must not be left, because it would then take
   * what has come since.
   */
  resume(): Promise<void> {
    const { dataDir, report } = this.parts;
    return this.inTurn(async () => {
      const pending = await readPending(dataDir);
      if (pending?.what === 'everything') await this.setEverythingAside();
      else if (pending !== undefined) await this.finish(pending).catch(report);
      await removeAside(dataDir).catch(report);
    });
  }

  private runningJobs(): readonly string[] {
    const { jobs } = this.parts.contents();
    return jobs.summaries().flatMap((job) => (hasEnded(job) ? [] : [job.name]));
  }

  private async measured(remove: () => Promise<number>): Promise<SandboxRemoved> {
    const before = await this.usage();
    const jobs = await remove();
    const after = await this.usage();
    return { jobs, bytes: Math.max(0, totalBytes(before) - totalBytes(after)) };
  }

  private async begin(cleanup: Cleanup): Promise<number> {
    await writePending(this.parts.dataDir, cleanup);
    return await this.finish(cleanup);
  }

  private async finish(cleanup: Cleanup): Promise<number> {
    const jobs = await this.remove(cleanup);
    await removePending(this.parts.dataDir);
    return jobs;
  }

  private remove(cleanup: Cleanup): Promise<number> {
    if (cleanup.what === 'everything') return this.removeEverything();
    return cleanup.what === 'ended'
      ? this.removeEnded(cleanup.before)
      : this.removeOld(cleanup.before);
  }

  private async removeEverything(): Promise<number> {
    const jobs = this.parts.contents().jobs.summaries().length;
    await this.setEverythingAside();
    await removeAside(this.parts.dataDir);
    return jobs;
  }

  private async setEverythingAside(): Promise<void> {
    const { dataDir, whileClosed } = this.parts;
    await whileClosed(async () => {
      await setAreasAside(dataDir);
      // What comes from now on is not meant.
      await removePending(dataDir);
    });
  }

  private async removeEnded(before: number): Promise<number> {
    const { jobs, objects } = this.parts.contents();
    const removed = await jobs.removeEnded(before);
    await objects.sweep();
    return removed;
  }

  private async removeOld(before: number): Promise<number> {
    const { jobs, objects } = this.parts.contents();
    const removed = await jobs.prune(before);
    await objects.sweep();
    const isBusy = () => this.runningJobs().length > 0;
    await pruneEnvironments(this.parts.dataDir, before, isBusy);
    return removed;
  }
}
