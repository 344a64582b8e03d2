import type { Clock } from '../../core/clock';
import { AppError } from '../../core/errors';

export interface RepeatOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

const attempts = 4;

/**
 * Sends bytes that flow. The SDK cannot repeat a body that has flowed, so transient failures are
 * repeated here with a new stream; bytes of a failed attempt are taken back with a negative count.
 */
export async function repeatUpload<T>(
  send: (onBytes: (bytes: number) => void) => Promise<T>,
  { clock, signal, onBytes }: RepeatOptions,
): Promise<T> {
  let hasRenewed = false;
  for (let attempt = 1; ; attempt++) {
    let sent = 0;
    try {
      return await send((bytes) => {
        sent += bytes;
        onBytes?.(bytes);
      });
    } catch (error) {
      onBytes?.(-sent);
      // Keys end while much is uploaded; the next call gets others where there are some.
      const isRenewed: boolean = AppError.is(error, 'expired') && !hasRenewed;
      hasRenewed ||= isRenewed;
      if (!(isRenewed || isTransient(error)) || attempt === attempts) {
        throw error;
      }
    }
    await clock.sleep(200 * 2 ** attempt, signal);
  }
}

const isTransient = (error: unknown): boolean =>
  AppError.is(error, 'network') || AppError.is(error, 'throttled');
