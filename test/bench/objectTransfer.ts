import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { finished, pipeline } from 'node:stream/promises';
import { sandboxRegion, type SandboxAnnouncement } from '../../src/core/sandbox/protocol';
import { signClaim } from '../../src/sandbox/http/sigV4';

type Address = Pick<SandboxAnnouncement, 'endpoint' | 'accessKeyId' | 'secretAccessKey'>;

/** What comes during a write goes with the next one: the network's pieces are small, and `cp`'s not. */
const gathered = 4 * 1024 * 1024;

/**
 * Whole objects over plain HTTP. An SDK would hash in JavaScript what it sends, and the figure would be
 * the SDK's.
 */
export class ObjectTransfer {
  private readonly port: number;

  constructor(
    private readonly address: Address,
    private readonly bucket: string,
  ) {
    this.port = Number(new URL(address.endpoint).port);
  }

  async makeBucket(): Promise<void> {
    const answer = await this.send('PUT', `/${this.bucket}`, 0, (body) => void body.end());
    await finished(answer.resume());
  }

  async put(key: string, file: string): Promise<void> {
    const { size } = await stat(file);
    const path = `/${this.bucket}/${key}`;
    const answer = await this.send('PUT', path, size, (body) => {
      pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), body).catch(() => undefined);
    });
    await finished(answer.resume());
  }

  async get(key: string, file: string): Promise<void> {
    const answer = await this.send('GET', `/${this.bucket}/${key}`, 0, (body) => void body.end());
    await pipeline(answer, createWriteStream(file, { highWaterMark: gathered }));
  }

  async delete(key: string): Promise<void> {
    const path = `/${this.bucket}/${key}`;
    const answer = await this.send('DELETE', path, 0, (body) => void body.end());
    await finished(answer.resume());
  }

  private send(
    method: string,
    path: string,
    size: number,
    write: (body: NodeJS.WritableStream) => void,
  ): Promise<IncomingMessage> {
    const headers = this.sign(method, path, size);
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { host: '127.0.0.1', port: this.port, method, path, headers },
        (answer) => {
          if (answer.statusCode === (method === 'DELETE' ? 204 : 200)) resolve(answer);
          else reject(new Error(`${method} ${path} was answered ${String(answer.statusCode)}`));
        },
      );
      outgoing.on('error', reject);
      write(outgoing);
    });
  }

  private sign(method: string, path: string, size: number): Record<string, string> {
    const payload = 'UNSIGNED-PAYLOAD';
    const headers = new Map([
      ['host', `127.0.0.1:${String(this.port)}`],
      ['content-length', String(size)],
      ['x-amz-content-sha256', payload],
    ]);
    const scope = { region: sandboxRegion, service: 's3', now: Date.now() };
    return signClaim({ method, path, query: [], headers }, scope, this.address, payload).headers;
  }
}
