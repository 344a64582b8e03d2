import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/** Stands between a client and a server, counts what the client sends, and can cut the line. */
export class CuttingProxy {
  /** Bytes from the client since the line is whole. */
  sent = 0;
  /** After so many bytes the line is cut. */
  limit = Infinity;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {
    server.on('connection', (client) => this.pass(client));
  }

  static async before(endpoint: string): Promise<CuttingProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CuttingProxy(server, Number(new URL(endpoint).port));
  }

  get endpoint(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  get isCut(): boolean {
    return this.sent >= this.limit;
  }

  mend(): void {
    this.sent = 0;
    this.limit = Infinity;
  }

  async stop(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private pass(client: Socket): void {
    if (this.isCut) {
      client.destroy();
      return;
    }
    const server = connect(this.target, '127.0.0.1');
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.on('data', (chunk) => {
      this.sent += chunk.length;
      if (this.isCut) {
        this.cut();
      } else if (!server.write(chunk)) {
        client.pause();
        server.once('drain', () => client.resume());
      }
    });
    server.pipe(client);
  }

  private cut(): void {
    this.sockets.forEach((socket) => socket.destroy());
  }
}
