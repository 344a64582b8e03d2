import type { Contract, ParamsOf, PayloadOf, Port, ResultOf, ToHost, ToView } from './contract';

/** A request that the host refused or failed; `message` is a sentence for the person. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}

/** The page's end of its conversation with the host. */
export interface ClientEnd<C extends Contract> {
  call<K extends keyof C['requests'] & string>(
    method: K,
    params: ParamsOf<C, K>,
    signal?: AbortSignal,
  ): Promise<ResultOf<C, K>>;
  on<K extends keyof C['events'] & string>(
    name: K,
    listener: (payload: PayloadOf<C, K>) => void,
  ): void;
  /** Tells the host that the listeners are set; snapshots come from here on. */
  ready(): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  /** Lets go of the caller's signal, which may outlive many requests. */
  release(): void;
}

const cancelled = (): RequestError => new RequestError('cancelled', 'Cancelled');

/**
 * Opens the page's conversation. Calls reject with `RequestError`, with reason `cancelled` after the
 * caller's signal; each event name has one listener.
 */
export function connect<C extends Contract>(port: Port<ToHost, ToView>): ClientEnd<C> {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, (payload: unknown) => void>();
  let lastId = 0;

  const settle = (id: number, how: (request: Waiting) => void): void => {
    const entry = waiting.get(id);
    if (entry) {
      waiting.delete(id);
      entry.release();
      how(entry);
    }
  };

  port.listen((message) => {
    switch (message.kind) {
      case 'event':
        listeners.get(message.name)?.(message.payload);
        break;
      case 'result':
        settle(message.id, (entry) => {
          entry.resolve(message.value);
        });
        break;
      case 'error':
        settle(message.id, (entry) => {
          entry.reject(new RequestError(message.reason, message.message));
        });
        break;
    }
  });

  return {
    call: (method, params, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(cancelled());
          return;
        }
        const id = ++lastId;
        const onAbort = (): void =>
          settle(id, (entry) => {
            port.post({ kind: 'cancel', id });
            entry.reject(cancelled());
          });
        signal?.addEventListener('abort', onAbort, { once: true });
        waiting.set(id, {
          resolve: (value) => resolve(value as ResultOf<C, typeof method>),
          reject,
          release: () => signal?.removeEventListener('abort', onAbort),
        });
        port.post({ kind: 'request', id, method, params });
      }),
    on: (name, listener) => {
      listeners.set(name, listener as (payload: unknown) => void);
    },
    ready: () => {
      port.post({ kind: 'ready' });
    },
  };
}
