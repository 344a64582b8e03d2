import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Digests } from './blobDigests';

/** To read a file as far as it has been written, or to answer and forget it. */
export type DigestOrder =
  | {
      readonly id: number;
      readonly file: string;
      readonly algorithms: readonly string[];
      readonly until: number;
    }
  | { readonly id: number; readonly end: true };

export type DigestAnswer =
  | { readonly id: number; readonly digests: Digests }
  | { readonly id: number; readonly failure: string };

/** Of one body; whoever began it closes it. */
interface FollowedDigests {
  written(file: string, size: number): void;
  /** To be asked once, after all has been written. */
  result(): Promise<Digests>;
  close(): void;
}

/**
 * Digests of large bodies, made by a thread that reads each file as it grows: MD5 alone takes longer
 * than everything else that is done for a body, and the server answers others meanwhile.
 */
export class DigestThread {
  private worker: Worker | undefined;
  private count = 0;
  private readonly waiting = new Map<number, (answer: DigestAnswer) => void>();

  /** For an object of these checksums, which `startChecksum` knows. */
  follow(algorithms: readonly string[]): FollowedDigests {
    const id = this.count++;
    let isOpen = false;
    const end = (): void => {
      isOpen = false;
      this.post({ id, end: true });
    };
    return {
      written: (file, until) => {
        isOpen = true;
        this.post({ id, file, algorithms, until });
      },
      result: async () => {
        const answer = new Promise<DigestAnswer>((resolve) => this.waiting.set(id, resolve));
        end();
        const told = await answer;
        if ('failure' in told) throw new Error(told.failure);
        return told.digests;
      },
      close: () => {
        if (isOpen) end();
      },
    };
  }

  private post(order: DigestOrder): void {
    this.worker ??= this.start();
    this.worker.postMessage(order);
  }

  private start(): Worker {
    const worker = new Worker(programFile());
    worker.on('message', (answer: DigestAnswer) => this.settle(answer));
    worker.on('error', (error) => this.fail(worker, String(error)));
    worker.on('exit', () => this.fail(worker, 'The thread has ended.'));
    // No reason to stay alive; listening is one, so it comes last.
    worker.unref();
    return worker;
  }

  private settle(answer: DigestAnswer): void {
    const resolve = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    resolve?.(answer);
  }

  /** The next order starts another one, which reads its file from the beginning. */
  private fail(worker: Worker, failure: string): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    for (const id of [...this.waiting.keys()]) this.settle({ id, failure });
  }
}

/** Beside the bundle; in the source tree its source. */
function programFile(): string {
  const bundled = path.join(__dirname, 'digests.js');
  return existsSync(bundled) ? bundled : path.join(__dirname, 'digestWorker.ts');
}
