// Stands in for the sandbox where a test needs one that misbehaves, or one that is quick to start.
// Usage: fakeSandbox.mjs BEHAVIOUR --data DIR --exit-when-idle --adopt-data
import { createHmac } from 'node:crypto';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers';

const [behaviour = 'serve', , dataDir = ''] = process.argv.slice(2);
// A sandbox replaces an older one.
rmSync(path.join(dataDir, 'sandbox.lock'), { force: true });
const lockFile = path.join(dataDir, 'sandbox.lock');
const secretAccessKey = 'sandbox-secret';

mkdirSync(dataDir, { recursive: true });
const record = (/** @type {object} */ event) =>
  appendFileSync(path.join(dataDir, 'events.jsonl'), `${JSON.stringify(event)}\n`);
record({ started: process.pid, env: Object.keys(process.env) });

if (behaviour === 'fail') {
  process.stderr.write(
    'A line before.\n2026-11-21T10:00:00.000Z The disk is full.\n    at somewhere\n',
  );
  process.exit(3);
}

/** @type {import('node:http').RequestListener} */
const answer = (request, response) => {
  const chunks = /** @type {import('node:buffer').Buffer[]} */ ([]);
  request.on('data', (/** @type {import('node:buffer').Buffer} */ chunk) => chunks.push(chunk));
  request.on('end', () => {
    const operation = String(request.headers['x-amz-target'] ?? 'sts')
      .split('.')
      .at(-1);
    const text = chunks.map(String).join('');
    record({ operation, input: text });
    if (behaviour === 'cut' && operation === 'Clear') {
      request.socket.destroy();
      return;
    }
    const signature = String(request.headers.authorization).split('Signature=')[1] ?? '';
    const proof = createHmac('sha256', secretAccessKey).update(`sandbox-proof:${signature}`);
    const header = { 'x-sagemaker-workbench-proof': proof.digest('hex') };
    const status = operation === 'RegisterInterpreter' && text.includes('broken') ? 400 : 200;
    const refusal = { __type: 'x#ValidationException', message: 'This is no Python' };
    const body = status === 200 ? { path: '/real/python', version: '3.11.2' } : refusal;
    response.writeHead(status, behaviour === 'stranger' ? {} : header).end(JSON.stringify(body));
    if (operation === 'Drain') {
      response.on('finish', () => {
        rmSync(lockFile);
        process.exit(0);
      });
    }
  });
};

if (behaviour !== 'hang') {
  const server = createServer(answer);
  server.keepAliveTimeout = 65_000;
  server.listen(0, '127.0.0.1', () => {
    const address = /** @type {import('node:net').AddressInfo} */ (server.address());
    const keys = { accessKeyId: 'sandbox-key', secretAccessKey };
    writeFileSync(path.join(dataDir, 'credentials.json'), JSON.stringify(keys));
    const protocolVersion = { old: 2, newer: 4 }[behaviour] ?? 3;
    const lock = { pid: process.pid, port: address.port, protocolVersion, startedAt: '' };
    writeFileSync(lockFile, JSON.stringify(lock));
  });
}

// Whatever a failing test leaves behind ends by itself.
setTimeout(() => process.exit(0), 60_000);
