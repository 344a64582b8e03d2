import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { MessageReader, writeMessage } from '../../src/ui/debug/messageReader';

type Body = Readonly<Record<string, never>>;

interface Waiting {
  readonly matches: (message: Readonly<Record<string, unknown>>) => boolean;
  readonly resolve: (body: Body) => void;
  readonly reject: (error: Error) => void;
}

/** A client of the Debug Adapter Protocol that a test speaks by itself. */
export class DebugClient {
  private readonly reader = new MessageReader();
  private readonly messages: Readonly<Record<string, unknown>>[] = [];
  private waiting: Waiting[] = [];
  private seq = 0;

  private readonly socket: Socket;

  private constructor(address: string | number) {
    const buffer = Buffer.alloc(64 * 1024);
    // Read by itself, so that what comes after `pause` stays unread.
    const callback = (length: number) => {
      this.messages.push(...this.reader.push(Buffer.from(buffer.subarray(0, length))));
      this.deliver();
      return true;
    };
    const onread = { buffer, callback };
    this.socket =
      typeof address === 'string'
        ? connect({ path: address, onread })
        : connect({ host: '127.0.0.1', port: address, onread });
    this.socket.on('close', () => {
      for (const one of this.waiting.splice(0)) one.reject(new Error('The adapter is gone.'));
    });
  }

  /** @param address a Unix socket or Windows pipe, or a port on loopback */
  static async join(address: string | number): Promise<DebugClient> {
    const client = new DebugClient(address);
    await once(client.socket, 'connect');
    return client;
  }

  /** The answer's body; rejects with the adapter's words when it refuses. */
  async request(command: string, args: object = {}): Promise<Body> {
    const seq = this.send(command, args);
    return await this.next((message) => message['request_seq'] === seq);
  }

  /** Answers the request's number, without waiting for what the adapter says. */
  send(command: string, args: object = {}): number {
    const seq = ++this.seq;
    this.socket.write(writeMessage({ seq, type: 'request', command, arguments: args }));
    return seq;
  }

  /** The body of the next event of this name that has not been taken yet. */
  async event(name: string): Promise<Body> {
    return await this.next((message) => message['event'] === name);
  }

  /** Reads nothing more, as a client that hangs. */
  pause(): void {
    this.socket.pause();
  }

  close(): void {
    this.socket.destroy();
  }

  private next(matches: Waiting['matches']): Promise<Body> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ matches, resolve, reject });
      this.deliver();
    });
  }

  private deliver(): void {
    this.waiting = this.waiting.filter(({ matches, resolve, reject }) => {
      const at = this.messages.findIndex(matches);
      const [message] = at < 0 ? [] : this.messages.splice(at, 1);
      if (message === undefined) return true;
      if (message['success'] === false) reject(new Error(JSON.stringify(message['message'])));
      else resolve((message['body'] ?? {}) as Body);
      return false;
    });
  }
}
