import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived on the wire. */
export interface Received {
  readonly method: string;
  readonly url: string;
  /** `ListTrainingJobs`, from `X-Amz-Target`. */
  readonly operation: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Answers one request; it may also cut the connection or never answer. */
export type Script = (request: Received, response: ServerResponse) => void;

/** A small HTTP server as endpoint: the SDK's own serialisation, signing, retries and faults. */
export class FakeService {
  readonly received: Received[] = [];

  private constructor(
    private readonly server: Server,
    readonly endpoint: string,
  ) {}

  /** Answers with the scripts in turn, the last one again and again. */
  static async start(...scripts: readonly Script[]): Promise<FakeService> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const service = new FakeService(server, `http://127.0.0.1:${port}`);
    server.on('request', (request, response) => {
      void service.answer(request, response, scripts);
    });
    return service;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
    scripts: readonly Script[],
  ): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) {
        chunks.push(chunk as Buffer);
      }
    } catch {
      return;
    }
    const { method = '', url = '', headers } = request;
    const operation = String(headers['x-amz-target']).split('.').at(-1) ?? '';
    const received = { method, url, operation, headers, body: Buffer.concat(chunks) };
    this.received.push(received);
    scripts[Math.min(this.received.length, scripts.length) - 1]?.(received, response);
  }
}

export const json =
  (value: object, status = 200): Script =>
  (_request, response) => {
    response
      .writeHead(status, {
        'content-type': 'application/x-amz-json-1.1',
        'x-amzn-requestid': 'request-1',
      })
      .end(JSON.stringify(value));
  };

/** An error as the JSON protocol writes it. */
export const fault = (code: string, message: string, status = 400): Script =>
  json({ __type: code, message }, status);

export const reset: Script = (_request, response) => {
  response.destroy();
};

/** Promises more than it sends. */
export const truncated: Script = (_request, response) => {
  response.writeHead(200, {
    'content-type': 'application/x-amz-json-1.1',
    'content-length': '1000',
  });
  response.write('{"TrainingJobSummaries":[');
  setTimeout(() => response.destroy(), 20);
};

export const silent: Script = () => undefined;
