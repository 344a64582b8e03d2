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
}

export function connect<C extends Contract>(port: Port<ToHost, ToView>): ClientEnd<C> {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, (payload: unknown) => void>();
  let lastId = 0;

  const settle = (id: number, how: (request: Waiting) => void): void => {
    const entry = waiting.get(id);
    if (entry) {
      waiting.delete(id);
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
        const id = ++lastId;
        waiting.set(id, { resolve: resolve, reject });
        signal?.addEventListener('abort', () => {
          settle(id, (entry) => {
            port.post({ kind: 'cancel', id });
            entry.reject(new RequestError('cancelled', 'Cancelled'));
          });
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
