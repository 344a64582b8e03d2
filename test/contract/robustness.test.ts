import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import * as fs from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { suiteSandbox } from './suiteSandbox';
import { listJobsRequest, putObjectRequest, type SignedRequest } from './signedRequest';

const memoryLimit = 400 * 1024 * 1024;

describe('the sandbox under abuse', () => {
  let port: number;
  const sandbox = suiteSandbox();

  before(async () => {
    port = Number(new URL(sandbox.server.announcement.endpoint).port);
    assert.equal(await send(putObjectRequest(sandbox.server.announcement, '/abuse', '')), 200);
  });

  afterEach('it lives, in bounded memory', async () => {
    assert.equal(await send(listJobsRequest(sandbox.server.announcement)), 200);
    const most = await peakMemory(sandbox.server.pid);
    assert.ok(most < memoryLimit, `The sandbox took ${String(most)} bytes.`);
  });

  it('takes a megabyte of random bytes, bare or in a request, for no request', async () => {
    const bytes = randomBytes(1024 * 1024);
    const head = (line: string): Buffer =>
      Buffer.from(`${line} HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\n`);
    const length = Buffer.from(`Content-Length: ${String(bytes.length)}\r\n\r\n`);
    const answers = await Promise.all([
      say(bytes),
      say(Buffer.concat([head('POST /'), length, bytes])),
      say(Buffer.concat([head('PUT /abuse/random'), length, bytes])),
      say(Buffer.concat([head('PUT /abuse/random'), bytes])),
      say(Buffer.concat([head('GET /'), Buffer.from('Authorization: '), bytes])),
    ]);
    for (const answer of answers) assert.match(answer, /^(HTTP\/1\.1 4\d\d |$)/);
  });

  it('answers others while a hundred connections send their heads byte by byte, and ends those', async () => {
    const slow = await Promise.all(Array.from({ length: 100 }, () => open()));
    const closed = Promise.all(slow.map(closing));
    const drip = setInterval(() => {
      for (const socket of slow) if (socket.writable) socket.write('X');
    }, 500);
    slow.forEach((socket) => socket.write('POST / HTTP/1.1\r\nX-Slow: '));
    try {
      assert.equal(await send(listJobsRequest(sandbox.server.announcement)), 200);
      await closed;
    } finally {
      clearInterval(drip);
      slow.forEach((socket) => socket.destroy());
    }
  });

  it('keeps nothing of 500 uploads whose connections are cut', async () => {
    const body = randomBytes(256 * 1024);
    for (let sent = 0; sent < 500; sent += 20) {
      await Promise.all(
        Array.from({ length: 20 }, (_, index) => cut(`/abuse/cut-${String(sent + index)}`, body)),
      );
    }
    const incoming = path.join(sandbox.folder, 'data', 's3', 'incoming');
    for (let tries = 0; tries < 600 && (await fs.readdir(incoming)).length > 0; tries += 1) {
      await sleep(100);
    }
    assert.deepEqual(await fs.readdir(incoming), []);
    const index = await fs.readFile(path.join(sandbox.folder, 'data', 's3', 'index.jsonl'), 'utf8');
    assert.doesNotMatch(index, /cut-/);
  });

  it('answers 2,000 requests, 32 at a time', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 32 });
    let left = 2000;
    const one = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        assert.equal(await send(listJobsRequest(sandbox.server.announcement), agent), 200);
      }
    };
    await Promise.all(Array.from({ length: 32 }, one));
    agent.destroy();
  });

  function send(signed: SignedRequest, agent?: Agent): Promise<number> {
    const { method, path: target, headers, body } = signed;
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { host: '127.0.0.1', port, method, path: target, headers, agent },
        (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
        },
      );
      outgoing.on('error', reject).end(body);
    });
  }

  /** Sends half of an upload that is signed well, and hangs up. */
  async function cut(target: string, body: Buffer): Promise<void> {
    const signed = putObjectRequest(sandbox.server.announcement, target, body);
    const socket = await open();
    const head = Object.entries(signed.headers).map(([name, value]) => `${name}: ${value}`);
    socket.write(`PUT ${target} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`);
    await new Promise((resolve) => socket.write(body.subarray(0, body.length / 2), resolve));
    socket.destroy();
  }

  /** What comes back until the other side hangs up, or stops to answer. */
  async function say(bytes: Buffer): Promise<string> {
    const socket = await open();
    let answer = '';
    socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
    socket.setTimeout(5000, () => socket.destroy());
    socket.end(bytes);
    await closing(socket);
    return answer;
  }

  async function open(): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    // Being cut off is the answer that many of these get.
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }
});

/** Not `once`: that takes an error, which comes before many a close, for its own failure. */
function closing(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) resolve();
    else socket.once('close', () => resolve());
  });
}

/** In bytes, since the process started (Linux). */
async function peakMemory(pid: number): Promise<number> {
  const status = await fs.readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}
