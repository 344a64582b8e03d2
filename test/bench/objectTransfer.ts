import * as fs from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { connect, type OnReadOpts, type Socket } from 'node:net';
import { crc32 } from 'node:zlib';
import { sandboxRegion, type SandboxAnnouncement } from '../../src/core/sandbox/protocol';
import { signClaim } from '../../src/sandbox/http/sigV4';

type Address = Pick<SandboxAnnouncement, 'endpoint' | 'accessKeyId' | 'secretAccessKey'>;

/** Bytes that are read or written at once. */
const piece = 1024 * 1024;

/** A file to send, and its CRC-32 as S3's header has it. */
interface Source {
  readonly file: string;
  readonly checksum: string;
}

interface Exchange {
  readonly method: 'PUT' | 'GET' | 'DELETE';
  readonly path: string;
  readonly body?: { readonly file: string; readonly headers: Record<string, string> };
  /** Gets what is answered. */
  readonly target?: number;
}

/**
 * Whole objects with as little work as a client can do, straight between files and a socket: what an
 * SDK does beside it would be the SDK's figure. As SDKs do, it says the CRC-32 of what it sends.
 */
export class ObjectTransfer {
  private readonly port: number;

  constructor(
    private readonly address: Address,
    private readonly bucket: string,
  ) {
    this.port = Number(new URL(address.endpoint).port);
  }

  makeBucket(): Promise<void> {
    return this.send({ method: 'PUT', path: `/${this.bucket}` });
  }

  put(key: string, { file, checksum }: Source): Promise<void> {
    const body = { file, headers: { 'x-amz-checksum-crc32': checksum } };
    return this.send({ method: 'PUT', path: `/${this.bucket}/${key}`, body });
  }

  async get(key: string, file: string): Promise<void> {
    // As `cp` is given no file to overwrite.
    await rm(file, { force: true });
    const target = await open(file, 'w');
    await this.send({ method: 'GET', path: `/${this.bucket}/${key}`, target: target.fd });
    await target.close();
  }

  delete(key: string): Promise<void> {
    return this.send({ method: 'DELETE', path: `/${this.bucket}/${key}` });
  }

  private async send(exchange: Exchange): Promise<void> {
    const { method, path, body } = exchange;
    const size = body ? (await stat(body.file)).size : 0;
    const head = this.head(method, path, { 'content-length': String(size), ...body?.headers });
    const answer = new Answer(exchange.target);
    const socket = connect({ host: '127.0.0.1', port: this.port, onread: answer.reader });
    try {
      socket.write(head);
      if (body) sendFile(socket, body.file, size);
      await answer.ended(socket);
    } finally {
      socket.destroy();
    }
    const wanted = method === 'DELETE' ? 204 : 200;
    if (answer.status === wanted) return;
    throw new Error(`${method} ${path} was answered ${answer.text}`);
  }

  private head(method: string, path: string, more: Record<string, string>): string {
    const payload = 'UNSIGNED-PAYLOAD';
    const headers = new Map([
      ['host', `127.0.0.1:${String(this.port)}`],
      ['x-amz-content-sha256', payload],
      ...Object.entries(more),
    ]);
    const scope = { region: sandboxRegion, service: 's3', now: Date.now() };
    const signed = signClaim({ method, path, query: [], headers }, scope, this.address, payload);
    const lines = Object.entries(signed.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return `${method} ${path} HTTP/1.1\r\n${lines.join('')}connection: close\r\n\r\n`;
  }
}

export async function withChecksum(file: string): Promise<Source> {
  let sum = 0;
  for await (const chunk of fs.createReadStream(file, { highWaterMark: piece })) {
    sum = crc32(chunk as Buffer, sum);
  }
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(sum);
  return { file, checksum: bytes.toString('base64') };
}

/** Two buffers in turns: one is being sent while the other is filled. */
function sendFile(socket: Socket, file: string, size: number): void {
  const buffers = [Buffer.alloc(piece), Buffer.alloc(piece)];
  const descriptor = fs.openSync(file, 'r');
  let position = 0;
  let turn = 0;
  const next = (): void => {
    if (position >= size) {
      fs.closeSync(descriptor);
      return;
    }
    const buffer = buffers[turn++ % buffers.length] as Buffer;
    const length = fs.readSync(descriptor, buffer, 0, piece, position);
    position += length;
    socket.write(buffer.subarray(0, length), next);
  };
  next();
}

/** Reads an answer up to the end of its connection; its body goes to a file, or is thrown away. */
class Answer {
  readonly reader: OnReadOpts;
  private head = '';
  private isBody = false;

  constructor(target: number | undefined) {
    const take = (length: number, bytes: Uint8Array): boolean => {
      const body = bytes.subarray(
        this.isBody ? 0 : this.takeHead(bytes.subarray(0, length)),
        length,
      );
      if (target !== undefined && body.length > 0) fs.writeSync(target, body);
      return true;
    };
    this.reader = { buffer: Buffer.alloc(piece), callback: take };
  }

  get status(): number {
    return Number(this.head.split(' ')[1]);
  }

  get text(): string {
    return this.head;
  }

  ended(socket: Socket): Promise<void> {
    return new Promise((resolve, reject) => {
      // Who refuses a body says so and closes before it has come whole.
      socket.on('error', (error) => (this.isBody ? resolve() : reject(error)));
      socket.on('close', () => resolve());
    });
  }

  /** Answers where the body begins. */
  private takeHead(bytes: Uint8Array): number {
    const before = this.head.length;
    this.head += Buffer.from(bytes).toString('latin1');
    const end = this.head.indexOf('\r\n\r\n');
    if (end < 0) return bytes.length;
    this.isBody = true;
    this.head = this.head.slice(0, end);
    return end + 4 - before;
  }
}
