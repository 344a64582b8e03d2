import type { Readable } from 'node:stream';
import { isSystemError } from '../../../node/files';
import { createTurns } from '../../store/turns';
import { LineSplitter } from './lineSplitter';

export type LineSink = (lines: readonly string[]) => Promise<void>;

/** How long a line without its end is held back: a prompt or a progress bar shall be seen. */
const unfinishedMilliseconds = 200;

/**
 * Gives a process's output to `sink` line by line, in order, until it ends. The process waits when
 * the sink does. Rejects with the sink's error and stops reading.
 */
export async function pumpLines(output: Readable, sink: LineSink): Promise<void> {
  const splitter = new LineSplitter();
  const inTurn = createTurns();
  const deliver = (lines: readonly string[]) =>
    lines.length === 0 ? Promise.resolve() : inTurn(() => sink(lines));
  let timer: NodeJS.Timeout | undefined;
  const flushLater = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      deliver(splitter.flush()).catch((error: unknown) => output.destroy(toError(error)));
    }, unfinishedMilliseconds);
  };
  try {
    for await (const chunk of output) {
      const lines = splitter.push(chunk as Buffer);
      if (!splitter.hasUnfinished || lines.length > 0) {
        clearTimeout(timer);
        timer = undefined;
      }
      if (splitter.hasUnfinished) flushLater();
      await deliver(lines);
    }
  } catch (error) {
    // Destroyed without an error: whoever did it wants no more of it.
    if (!isSystemError(error, 'ERR_STREAM_PREMATURE_CLOSE')) throw error;
  } finally {
    clearTimeout(timer);
  }
  await deliver(splitter.end());
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
