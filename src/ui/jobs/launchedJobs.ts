import type { LaunchedJob, Store, WatchedJob } from '../../platform/state';

/** How many are remembered: a launch form has a few hundred bytes. */
const mostJobs = 200;

/** From which script of this workspace a job was launched, and with which form. */
export class LaunchedJobs {
  constructor(private readonly store: Store) {}

  /** `undefined` for a job of another workspace, of another client, or of long ago. */
  find(connectionId: string, name: string): LaunchedJob | undefined {
    return this.all.find((job) => isJob(job, connectionId, name));
  }

  async remember(job: LaunchedJob): Promise<void> {
    const others = this.all.filter((other) => !isJob(other, job.connectionId, job.name));
    await this.store.set('launchedJobs', [job, ...others].slice(0, mostJobs));
  }

  /** A job that repeats another one, with its code, is of the same script; `change`: of its form. */
  async repeated(
    { connectionId, name }: WatchedJob,
    newName: string,
    change: (draft: unknown) => unknown = (draft) => draft,
  ): Promise<void> {
    const job = this.find(connectionId, name);
    if (job) {
      await this.remember({ ...job, name: newName, draft: change(job.draft) });
    }
  }

  private get all(): readonly LaunchedJob[] {
    return this.store.get('launchedJobs') ?? [];
  }
}

const isJob = (job: LaunchedJob, connectionId: string, name: string): boolean =>
  job.connectionId === connectionId && job.name === name;
