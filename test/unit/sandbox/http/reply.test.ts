import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendReply } from '../../../../src/sandbox/http/reply';

describe('an answer to a client that has already left', () => {
  it('is over before it begins', async () => {
    let begun = false;
    const chunks = async function* () {
      begun = true;
      yield await Promise.resolve(Buffer.from('x'));
    };
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const arriving = once(server, 'request') as Promise<Parameters<typeof sendReply>>;
    const call = request({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
    call.on('error', () => undefined).end();
    const [incoming, response] = await arriving;
    call.destroy();
    await once(response, 'close');
    await sendReply(incoming, response, { status: 200, body: { chunks } });
    assert.equal(begun, false);
    server.close();
  });
});
