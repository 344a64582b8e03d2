import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { removeTree } from '../../node/removeTree';
import { HostRun, type HostParts } from './hostRun';
import type { ScriptHost } from './start/scriptHost';
import type { JobWork } from './jobWork';

/** One try to do a job's work on all of its hosts; usually the only one. */
export class JobAttempt {
  private readonly cut = new AbortController();
  private readonly hosts: readonly HostRun[];

  constructor(
    private readonly work: JobWork,
    private readonly parts: HostParts & { readonly graceMilliseconds: number },
  ) {
    this.hosts = work.hosts.map((host) => new HostRun(host, parts));
  }

  /** Whether anything has run, so that there may be something to upload. */
  get hasStarted(): boolean {
    return this.hosts.some((host) => host.hasStarted);
  }

  /** Aborted once the attempt is being stopped, or one of its hosts has failed. */
  get signal(): AbortSignal {
    return this.cut.signal;
  }

  async open(temporaryFolder: string): Promise<void> {
    for (const [index, { work }] of this.hosts.entries()) {
      const folder = path.join(temporaryFolder, String(index + 1));
      await removeTree(folder);
      await mkdir(folder);
      await work.open(folder);
    }
  }

  /**
   * Fills the hosts while what their scripts need to know is being found out. When either fails, it
   * rejects once nothing of the other goes on: the folders are cleared away after that.
   */
  async download(host: Promise<ScriptHost>): Promise<ScriptHost> {
    const found = host.catch((error: unknown) => {
      this.cut.abort();
      throw error;
    });
    const downloading = this.downloadAll();
    await Promise.allSettled([found, downloading]);
    return (await Promise.all([found, downloading]))[0];
  }

  /** Runs all hosts to their ends. As on the service, one that fails ends the others. */
  async run(host: ScriptHost): Promise<void> {
    const failures: unknown[] = [];
    const fail = async (error: unknown) => {
      failures.push(error);
      await this.stop(this.parts.graceMilliseconds);
    };
    const companion = this.work.accompany((error) => {
      fail(error).catch(this.parts.report);
    });
    await Promise.all(this.hosts.map((run) => run.run(host, this.cut.signal).catch(fail)));
    await companion.stop().catch((error: unknown) => failures.push(error));
    // The first is the reason; that other hosts were stopped only follows from it.
    if (failures.length > 0) throw failures[0];
  }

  async stop(graceMilliseconds: number): Promise<void> {
    this.cut.abort();
    await Promise.all(this.hosts.map((host) => host.stop(graceMilliseconds)));
  }

  /** Puts lines into the log of the first host that has one. */
  async note(lines: readonly string[]): Promise<void> {
    await this.hosts.find((host) => host.hasStarted)?.note(lines);
  }

  async close(): Promise<void> {
    for (const host of this.hosts) await host.close();
  }

  private async downloadAll(): Promise<void> {
    for (const { work } of this.hosts) await work.download(this.cut.signal);
  }
}
