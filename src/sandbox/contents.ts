import type { JobPart } from './jobPart';
import type { Objects } from './store/objects';
import { createTurns } from './store/turns';

/** The open stores of a data folder and what works on them. */
export interface Contents {
  readonly objects: Objects;
  readonly jobs: JobPart;
}

/** Contents that can be closed for a step that needs the files for itself. */
export class Reopenable {
  private readonly inTurn = createTurns();
  private isClosed = false;

  private constructor(
    private contents: Contents | undefined,
    private readonly openContents: () => Promise<Contents>,
  ) {}

  static async open(openContents: () => Promise<Contents>): Promise<Reopenable> {
    return new Reopenable(await openContents(), openContents);
  }

  /** `undefined` while they are closed. */
  get present(): Contents | undefined {
    return this.contents;
  }

  require(): Contents {
    if (this.contents === undefined) throw new Error('The data are closed.');
    return this.contents;
  }

  /** Ends the jobs, closes the stores, does the step, and opens them again also when it fails. */
  reopen(step: () => Promise<void>): Promise<Contents> {
    return this.inTurn(async () => {
      if (this.isClosed) throw new Error('The sandbox is ending.');
      await this.closeNow();
      try {
        await step();
      } finally {
        this.contents = await this.openContents();
      }
      return this.contents;
    });
  }

  /** Ends the jobs and closes the stores for good. */
  close(): Promise<void> {
    return this.inTurn(async () => {
      this.isClosed = true;
      await this.closeNow();
    });
  }

  private async closeNow(): Promise<void> {
    const { contents } = this;
    if (contents === undefined) return;
    this.contents = undefined;
    await contents.jobs.stopAll();
    await contents.jobs.close();
    await contents.objects.close();
  }
}
