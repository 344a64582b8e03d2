import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { priceFileAddress, readPriceFile } from '../../../../src/aws/prices/priceFileSource';
import type { PriceTable } from '../../../../src/core/cost/priceTable';
import { AppError, type ErrorReason } from '../../../../src/core/errors';
import { FakeService, type Script } from '../../../fakes/fakeService';
import { listed, listPieces, type ListedPrice } from '../../../fakes/priceList';

const prices: readonly ListedPrice[] = [
  { usagetype: 'USE1-Train:ml.m5.xlarge', price: '0.2300000000', instanceType: '' },
  { usagetype: 'USE1-Train:ml.g5.2xlarge', price: '1.5150000000' },
  { usagetype: 'USE1-TrSpt:ml.m5.large', price: '0.1150000000' },
  { usagetype: 'USE1-Train:VolumeUsage.gp2', price: '0.1400000000', unit: 'GB-Mo' },
];

const table: PriceTable = {
  region: 'us-east-1',
  currency: 'USD',
  date: '2026-10-01',
  training: { 'ml.m5.xlarge': 0.23, 'ml.g5.2xlarge': 1.515 },
  storage: 0.14,
};

const never = new AbortController().signal;

const execute = promisify(execFile);

async function withList<T>(script: Script, work: (address: string) => Promise<T>): Promise<T> {
  const service = await FakeService.start(script);
  try {
    return await work(`${service.endpoint}/list/index.json`);
  } finally {
    await service.stop();
  }
}

const read = (script: Script): Promise<PriceTable> =>
  withList(script, (address) => readPriceFile(address, 'us-east-1', never));

async function assertFails(script: Script, reason: ErrorReason): Promise<void> {
  await assert.rejects(read(script), (error) => AppError.is(error, reason), reason);
}

const whole = (): string => [...listPieces(prices, { ballast: 200_000 })].join('');

const send =
  (body: Buffer | string, headers: Readonly<Record<string, string>> = {}): Script =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);

/** In a process whose heap has 30 MB, which ends where more is needed. */
async function readInSmallHeap(address: string): Promise<unknown> {
  const source = JSON.stringify(require.resolve('../../../../src/aws/prices/priceFileSource'));
  const code = `
    const { readPriceFile } = require(${source});
    readPriceFile(${JSON.stringify(address)}, 'us-east-1', new AbortController().signal)
      .then((table) => console.log(JSON.stringify(table)));`;
  const heap = '--max-old-space-size=30';
  const loader = require.resolve('tsx/cjs');
  const { stdout } = await execute(process.execPath, [heap, '--require', loader, '-e', code]);
  return JSON.parse(stdout);
}

describe('reading the public price list', () => {
  it('asks AWS at one host, for the region', () => {
    const path = 'offers/v1.0/aws/AmazonSageMaker/current';
    for (const region of ['us-east-1', 'ap-south-1', 'us-gov-west-1', 'xx-new-1']) {
      assert.equal(
        priceFileAddress(region),
        `https://pricing.us-east-1.amazonaws.com/${path}/${region}/index.json`,
      );
    }
    assert.equal(priceFileAddress('cn-north-1'), undefined);
    assert.equal(priceFileAddress('us-iso-east-1'), undefined);
  });

  it('gives the prices of training, packed or not', async () => {
    const ballast = 500_000;
    assert.deepEqual(await read(listed(prices, { ballast })), table);
    assert.deepEqual(await read(send(whole())), table);
  });

  it('holds no more than it needs of a long one', async () => {
    // 15 MB of products and 15 MB of terms.
    await withList(listed(prices, { ballast: 15_000_000 }), async (address) => {
      assert.deepEqual(await readInSmallHeap(address), table);
    });
  }).timeout(60_000);

  it('fails for now where the list is cut, packed or not', async () => {
    await assertFails(listed(prices, { ballast: 1_000_000, cutAfter: 500_000 }), 'network');
    const text = whole();
    await assertFails(send(text.slice(0, text.length / 2)), 'network');
    const packed = gzipSync(text);
    const half = packed.subarray(0, packed.length / 2);
    await assertFails(send(half, { 'content-encoding': 'gzip' }), 'network');
    await assertFails(
      send(packed.subarray(0, 50_000), { 'content-length': String(packed.length) }),
      'network',
    );
  });

  it('fails for now where something else answers', async () => {
    const page = '<!doctype html><html><body>Sign in to the hotel</body></html>';
    await assertFails(send(page, { 'content-type': 'text/html' }), 'network');
    await assertFails(send(''), 'network');
    await assertFails(send('{}'), 'network');
    await assertFails(send('not packed', { 'content-encoding': 'gzip' }), 'network');
    await assertFails((_request, response) => void response.writeHead(503).end('busy'), 'network');
    const elsewhere = { location: 'http://127.0.0.1:1/' };
    await assertFails(
      (_request, response) => void response.writeHead(302, elsewhere).end(),
      'network',
    );
    await assertFails((_request, response) => void response.destroy(), 'network');
  });

  it('says that there is no list of the region', async () => {
    await assertFails((_request, response) => void response.writeHead(404).end(), 'notFound');
  });

  it('fails for now where nothing listens', async () => {
    const work = readPriceFile('http://127.0.0.1:1/index.json', 'us-east-1', never);
    await assert.rejects(work, (error) => AppError.is(error, 'network'));
  });

  it('can be cancelled before an answer and amid the list', async () => {
    for (const script of [() => undefined, stuckList]) {
      await withList(script, async (address) => {
        const stop = new AbortController();
        const reading = readPriceFile(address, 'us-east-1', stop.signal);
        setTimeout(() => stop.abort(), 100);
        await assert.rejects(reading, (error) => AppError.is(error, 'cancelled'));
      });
    }
  });
});

const stuckList: Script = (_request, response) => {
  response.writeHead(200).write(whole().slice(0, 100_000));
};
