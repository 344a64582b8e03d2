import assert from 'node:assert/strict';
import { connect, RequestError } from '../../../src/shared/rpc/client';
import {
  event,
  request,
  type Port,
  type ToHost,
  type ToView,
} from '../../../src/shared/rpc/contract';
import { serve, type HostEnd } from '../../../src/shared/rpc/host';
import { count, nothing, record } from '../../../src/shared/rpc/parse';

const contract = {
  requests: {
    double: request<{ readonly n: number }, number>((raw) => ({ n: count(record(raw)['n']) })),
    wait: request<undefined, undefined>(nothing),
  },
  events: { state: event<{ readonly at: number }>() },
} as const;

type Listener<T> = (message: T) => void;

/** Two ends of a channel that delivers in a later turn and copies like `postMessage` does. */
function channel() {
  const toHost = new Set<Listener<ToHost>>();
  const toView = new Set<Listener<ToView>>();
  const sent: ToView[] = [];
  const end = <Out, In>(out: Set<Listener<Out>>, into: Set<Listener<In>>, log: Out[]) => ({
    post: (message: Out) => {
      log.push(message);
      setImmediate(() => out.forEach((listener) => listener(structuredClone(message))));
    },
    listen: (listener: Listener<In>) => {
      into.add(listener);
      return { dispose: () => void into.delete(listener) };
    },
  });
  return {
    host: end<ToView, ToHost>(toView, toHost, sent) satisfies Port<ToView, ToHost>,
    view: end<ToHost, ToView>(toHost, toView, []) satisfies Port<ToHost, ToView>,
    /** All that the host posted. */
    sent,
  };
}

const turn = async (): Promise<void> => {
  for (let i = 0; i < 4; i++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};

describe('rpc', () => {
  let ends: ReturnType<typeof channel>;
  let host: HostEnd<typeof contract>;
  let waits: AbortSignal[];

  beforeEach(() => {
    ends = channel();
    waits = [];
    host = serve(
      contract,
      ends.host,
      {
        double: ({ n }) => Promise.resolve(2 * n),
        wait: (_, signal) =>
          new Promise((_resolve, reject) => {
            waits.push(signal);
            signal.addEventListener('abort', () => reject(new Error('aborted')));
          }),
      },
      (error) => ({ reason: 'unexpected', message: String(error) }),
    );
  });

  afterEach(() => host.dispose());

  it('keeps the newest snapshot until the page is ready, and sends it again to a reloaded page', async () => {
    const seen: number[] = [];
    host.send('state', { at: 1 });
    host.send('state', { at: 2 });
    const view = connect<typeof contract>(ends.view);
    view.on('state', ({ at }) => seen.push(at));
    await turn();
    assert.deepEqual(seen, []);
    view.ready();
    await turn();
    host.send('state', { at: 3 });
    await turn();
    view.ready();
    await turn();
    assert.deepEqual(seen, [2, 3, 3]);
  });

  it('answers each of several requests with its own result', async () => {
    const view = connect<typeof contract>(ends.view);
    const all = [1, 2, 3].map((n) => view.call('double', { n }));
    assert.deepEqual(await Promise.all(all), [2, 4, 6]);
  });

  it('refuses input that the contract does not allow, and goes on', async () => {
    const view = connect<typeof contract>(ends.view);
    await assert.rejects(view.call('double', { n: -1 }), RequestError);
    await assert.rejects(view.call('double', 'x' as unknown as { n: number }), RequestError);
    assert.equal(await view.call('double', { n: 4 }), 8);
  });

  for (const method of ['nosuch', 'toString', '__proto__', 'constructor']) {
    it(`refuses the unknown request ${method}`, async () => {
      const view = connect<typeof contract>(ends.view);
      await assert.rejects(view.call(method as 'wait', undefined), {
        name: 'RequestError',
        message: `TypeError: unknown request ${method}`,
      });
    });
  }

  it('drops what is no message of the protocol', async () => {
    const junk: unknown[] = [
      null,
      1,
      'ready',
      [],
      {},
      { kind: 'request', id: 'x' },
      { kind: 'cancel' },
    ];
    junk.forEach((message) => ends.view.post(message as ToHost));
    await turn();
    assert.deepEqual(ends.sent, []);
    assert.equal(await connect<typeof contract>(ends.view).call('double', { n: 1 }), 2);
  });

  it('carries a cancellation to the handler and rejects at once', async () => {
    const view = connect<typeof contract>(ends.view);
    const controller = new AbortController();
    const call = view.call('wait', undefined, controller.signal);
    await turn();
    controller.abort();
    await assert.rejects(call, { reason: 'cancelled' });
    await turn();
    assert.deepEqual(
      waits.map((signal) => signal.aborted),
      [true],
    );
    assert.deepEqual(ends.sent, [], 'a cancelled request is not answered');
  });

  it('sends nothing for a signal that is aborted already', async () => {
    const view = connect<typeof contract>(ends.view);
    await assert.rejects(view.call('wait', undefined, AbortSignal.abort()), {
      reason: 'cancelled',
    });
    await turn();
    assert.equal(waits.length, 0);
  });

  it('lets go of the signal when the answer is there', async () => {
    const controller = new AbortController();
    const view = connect<typeof contract>(ends.view);
    await view.call('double', { n: 1 }, controller.signal);
    const posted: ToHost[] = [];
    ends.view.post = (message) => void posted.push(message);
    controller.abort();
    assert.deepEqual(posted, []);
  });

  it('aborts what runs when the page is loaded anew, and does not answer the new page’s ids', async () => {
    const first = connect<typeof contract>(ends.view);
    void first.call('wait', undefined).catch(() => undefined);
    await turn();
    const second = connect<typeof contract>(ends.view);
    second.ready();
    await turn();
    assert.equal(waits[0]?.aborted, true);
    assert.equal(await second.call('double', { n: 5 }), 10);
    assert.equal(ends.sent.length, 1);
  });

  it('aborts what runs on dispose and listens no more', async () => {
    const view = connect<typeof contract>(ends.view);
    void view.call('wait', undefined).catch(() => undefined);
    await turn();
    host.dispose();
    assert.equal(waits[0]?.aborted, true);
    void view.call('double', { n: 1 });
    await turn();
    assert.deepEqual(ends.sent, []);
  });
});
