import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { signClaim } from '../../../../src/sandbox/http/sigV4';
import type { RunningSandbox } from '../../../../src/sandbox/server';
import { removeTemporaryFolders, startTestSandbox } from '../../../fakes/startedSandbox';

describe('Expect: 100-continue', () => {
  let sandbox: RunningSandbox;
  let port: number;

  before(async () => {
    sandbox = await startTestSandbox();
    port = Number(new URL(sandbox.announcement.endpoint).port);
  });

  after(async () => {
    await sandbox.stop('test');
    await removeTemporaryFolders();
  });

  it('is answered only to a head that has been verified', async () => {
    const upload = (authorization: string): string =>
      [
        'PUT /bucket/key HTTP/1.1',
        `host: 127.0.0.1:${port}`,
        'content-length: 1000000',
        'expect: 100-continue',
        ...(authorization === '' ? [] : [authorization]),
        '',
        '',
      ].join('\r\n');
    const head = {
      method: 'PUT',
      path: '/bucket/key',
      query: [],
      headers: new Map([
        ['host', `127.0.0.1:${port}`],
        ['x-amz-content-sha256', 'UNSIGNED-PAYLOAD'],
      ]),
    };
    const scope = { region: 'us-east-1', service: 's3', now: Date.now() };
    const { headers } = signClaim(head, scope, sandbox.announcement, 'UNSIGNED-PAYLOAD');
    const signed = ['authorization', 'x-amz-date', 'x-amz-content-sha256']
      .map((name) => `${name}: ${headers[name] ?? ''}`)
      .join('\r\n');
    const forged = signed.replace(/(?<=Signature=)./, (digit) => (digit === '0' ? '1' : '0'));
    assert.match(await firstLine(upload('')), /^HTTP\/1\.1 403 /);
    assert.match(await firstLine(upload(forged)), / 40[03] /);
    assert.match(await firstLine(upload(signed)), /^HTTP\/1\.1 100 /);
  });

  async function firstLine(text: string): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    socket.write(text);
    const [data] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    return data.toString().split('\r\n')[0] ?? '';
  }
});
