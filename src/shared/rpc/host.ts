import type { Contract, Handlers, PayloadOf, Port, ToHost, ToView } from './contract';

/** What a failed request tells the page: a reason to act on and a sentence to show. */
export type Describe = (error: unknown) => { readonly reason: string; readonly message: string };

/** The host's end of a page's conversation. */
export interface HostEnd<C extends Contract> {
  /** Sends a snapshot; before the page is ready the newest one of each name is kept for it. */
  send<K extends keyof C['events'] & string>(name: K, payload: PayloadOf<C, K>): void;
  /** Aborts what is running and stops listening. */
  dispose(): void;
}

/** A page's message is checked like its content; what is no message of ours is dropped. */
function envelope(raw: unknown): ToHost | undefined {
  const { kind, id, method, params } =
    typeof raw === 'object' ? { ...(raw as Partial<Record<string, unknown>>) } : {};
  if (kind === 'ready') {
    return { kind };
  }
  if (typeof id !== 'number') {
    return undefined;
  }
  if (kind === 'cancel') {
    return { kind, id };
  }
  return kind === 'request' && typeof method === 'string'
    ? { kind, id, method, params }
    : undefined;
}

/**
 * Serves a page: checks each request, runs its handler, answers. Cancels a handler when the page
 * asks, when the page is loaded anew (it says `ready` again), and on dispose.
 */
export function serve<C extends Contract>(
  contract: C,
  port: Port<ToView, ToHost>,
  handlers: Handlers<C>,
  describe: Describe,
): HostEnd<C> {
  const running = new Map<number, AbortController>();
  const newest = new Map<string, unknown>();
  let ready = false;

  const abortAll = (): void => {
    for (const controller of running.values()) {
      controller.abort();
    }
    running.clear();
  };

  const answer = async (id: number, method: string, raw: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    let reply: ToView;
    try {
      const spec = Object.hasOwn(contract.requests, method) ? contract.requests[method] : undefined;
      if (!spec) {
        throw new TypeError(`unknown request ${method}`);
      }
      const handler = handlers[method] as (p: unknown, s: AbortSignal) => Promise<unknown>;
      reply = { kind: 'result', id, value: await handler(spec.parse(raw), controller.signal) };
    } catch (error) {
      reply = { kind: 'error', id, ...describe(error) };
    }
    if (!controller.signal.aborted) {
      running.delete(id);
      port.post(reply);
    }
  };

  const listener = port.listen((raw) => {
    const message = envelope(raw);
    switch (message?.kind) {
      case undefined:
        break;
      case 'ready':
        abortAll();
        ready = true;
        newest.forEach((payload, name) => port.post({ kind: 'event', name, payload }));
        break;
      case 'request':
        void answer(message.id, message.method, message.params);
        break;
      case 'cancel':
        running.get(message.id)?.abort();
        running.delete(message.id);
        break;
    }
  });

  return {
    send: (name, payload) => {
      newest.set(name, payload);
      if (ready) {
        port.post({ kind: 'event', name, payload });
      }
    },
    dispose: () => {
      listener.dispose();
      abortAll();
    },
  };
}
