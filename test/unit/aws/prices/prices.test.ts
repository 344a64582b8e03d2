import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Prices } from '../../../../src/aws/prices/prices';
import { bundledPrices } from '../../../../src/core/cost/bundledPrices';
import { AppError } from '../../../../src/core/errors';
import type { Sender } from '../../../../src/core/resources/kind';
import { FakeClock } from '../../../fakes/fakeClock';
import { fakeConnection } from '../../../fakes/fakeKind';
import { FakeSender } from '../../../fakes/fakeSender';
import { FakeService, silent, type Script } from '../../../fakes/fakeService';
import { entryOf, listed, type ListedPrice } from '../../../fakes/priceList';

const day = 86_400_000;

const price = (amount: string): readonly ListedPrice[] => [
  { usagetype: 'USE1-Train:ml.m5.large', price: amount },
];

const missing: Script = (_request, response) => void response.writeHead(404).end();

const refusing = new FakeSender(() => {
  throw new AppError('denied', 'pricing:GetProducts is not allowed.');
});

const answering = (amount: string): FakeSender =>
  new FakeSender(() => ({
    PriceList: price(amount).map((one) => JSON.stringify(entryOf('A', one))),
  }));

interface World {
  readonly clock: FakeClock;
  readonly folder: string;
  readonly service: FakeService;
  /** As another window, or the same after a reload, has it. */
  prices(): Prices;
}

async function withWorld(
  scripts: readonly Script[],
  work: (world: World) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'prices-'));
  const service = await FakeService.start(...scripts);
  const clock = new FakeClock();
  const fileAddress = (region: string) => `${service.endpoint}/${region}/index.json`;
  const prices = () => new Prices({ folder: join(folder, 'kept'), clock, fileAddress });
  try {
    await work({ clock, folder, service, prices });
  } finally {
    await service.stop();
    await rm(folder, { recursive: true });
  }
}

function connection(pricing: Sender = refusing, traits: object = {}, id = 'profile:a:us-east-1') {
  const { info } = fakeConnection(id, { billable: true, runsHere: false, ...traits });
  return { info, pricing };
}

const inRegion = (region: string, pricing: Sender = refusing) => {
  const { info } = connection(pricing);
  return { info: { ...info, region }, pricing };
};

/** Resolves when the first request has arrived. */
async function asked({ received }: FakeService): Promise<void> {
  while (received.length === 0) {
    await sleep(5);
  }
}

const large = (table: Awaited<ReturnType<Prices['current']>>): number | undefined =>
  table?.training['ml.m5.large'];

describe('prices of a region', () => {
  it('come from the public list, and are kept for a week', () =>
    withWorld([listed(price('0.2')), listed(price('0.3'))], async (world) => {
      assert.equal(large(await world.prices().current(connection())), 0.2);
      await world.clock.advance(7 * day - 1);
      const later = world.prices();
      assert.equal(large(await later.current(connection())), 0.2);
      assert.equal(world.service.received.length, 1);
      await world.clock.advance(1);
      assert.equal(large(await later.known(connection())), 0.2);
      assert.equal(large(await later.current(connection())), 0.3);
      assert.equal(large(await world.prices().known(connection())), 0.3);
      assert.deepEqual(
        world.service.received.map(({ url }) => url),
        ['/us-east-1/index.json', '/us-east-1/index.json'],
      );
      assert.deepEqual(await readdir(join(world.folder, 'kept')), ['us-east-1.json']);
    }));

  it('come from the API where there is no list', () =>
    withWorld([missing], async (world) => {
      const pricing = answering('0.4');
      assert.equal(large(await world.prices().current(connection(pricing))), 0.4);
      assert.equal(large(await world.prices().current(connection(pricing))), 0.4);
      assert.equal(pricing.sent.length, 1);
    }));

  it('come from the API where the list takes for ever, however it goes on', () => {
    const trickling: Script = (_request, response) => {
      response.writeHead(200).write('{');
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    };
    return withWorld([trickling], async (world) => {
      const reading = world.prices().current(connection(answering('0.4')));
      await asked(world.service);
      await world.clock.advance(5 * 60_000);
      assert.equal(large(await reading), 0.4);
    });
  });

  it('are the bundled ones, with their day, where nothing answers', () =>
    withWorld([missing], async (world) => {
      const prices = world.prices();
      assert.deepEqual(await prices.known(connection()), bundledPrices('us-east-1'));
      assert.deepEqual(await prices.current(connection()), bundledPrices('us-east-1'));
      assert.equal(await prices.current(inRegion('eu-west-1')), undefined);
    }));

  it('are those that were kept where nothing answers any more', () =>
    withWorld([listed(price('0.2')), missing], async (world) => {
      await world.prices().current(connection());
      await world.clock.advance(30 * day);
      const table = await world.prices().current(connection());
      assert.deepEqual([large(table), table?.date], [0.2, '2026-10-01']);
    }));

  it('are the bundled ones where those that were kept are older', () =>
    withWorld(
      [listed(price('0.2'), { published: '2020-01-01T00:00:00Z' }), missing],
      async (world) => {
        const prices = world.prices();
        await prices.current(connection());
        await world.clock.advance(30 * day);
        assert.deepEqual(await prices.current(connection()), bundledPrices('us-east-1'));
      },
    ));

  it('are not asked for again and again where nobody answers', () =>
    withWorld([missing], async (world) => {
      const prices = world.prices();
      await prices.current(connection());
      await prices.current(connection());
      assert.equal(world.service.received.length, 1);
      await world.clock.advance(15 * 60_000);
      await prices.current(connection());
      assert.equal(world.service.received.length, 2);
    }));

  it('are read once for all who wait, and as long as one does', () =>
    withWorld([silent, listed(price('0.2'))], async (world) => {
      const prices = world.prices();
      const stops = [new AbortController(), new AbortController()];
      const reading = stops.map(({ signal }) => prices.current(connection(), signal));
      const ended = Promise.allSettled(reading);
      await asked(world.service);
      stops.forEach((stop) => stop.abort());
      for (const one of await ended) {
        assert.ok(one.status === 'rejected' && AppError.is(one.reason, 'cancelled'));
      }
      // What was cancelled has not failed: the next may ask at once.
      assert.equal(large(await prices.current(connection())), 0.2);
      assert.equal(world.service.received.length, 2);
    }));

  it('go on being read where only one of two loses patience', () =>
    withWorld([listed(price('0.2'), { ballast: 2_000_000 })], async (world) => {
      const prices = world.prices();
      const stop = new AbortController();
      const impatient = prices.current(connection(), stop.signal);
      const patient = prices.current(connection());
      await asked(world.service);
      stop.abort();
      await assert.rejects(impatient, (error) => AppError.is(error, 'cancelled'));
      assert.equal(large(await patient), 0.2);
      assert.equal(world.service.received.length, 1);
    }));

  it('of what may stand in for AWS are its own, and nobody else’s', () =>
    withWorld([listed(price('0.2'))], async (world) => {
      const prices = world.prices();
      const own = connection(answering('9'), { hasOwnPrices: true }, 'profile:local:us-east-1');
      assert.equal(large(await prices.current(own)), 9);
      assert.equal(world.service.received.length, 0);
      assert.equal(large(await prices.current(connection())), 0.2);
      assert.equal(large(await prices.current(own)), 9);
      assert.equal(large(await world.prices().known(own)), 0.115, 'bundled');
    }));

  it('are read anew where the file of them was tampered with', () =>
    withWorld([listed(price('0.2'))], async (world) => {
      await world.prices().current(connection());
      const file = join(world.folder, 'kept', 'us-east-1.json');
      const text = await readFile(file, 'utf8');
      const broken = [
        '',
        '{',
        'null',
        text.replace('us-east-1', 'eu-west-1'),
        text.replace('0.2', '0'),
        text.replace('0.2', '"0.2"'),
        text.replace('"storage":null', '"storage":-1'),
        text.replace('2026-10-01', 'today'),
        text.replace('USD', 'dollars'),
        text.replace(/"readAt":\d+/, '"readAt":9e99'),
      ];
      for (const one of broken) {
        await writeFile(file, one);
        const before = world.service.received.length;
        assert.equal(large(await world.prices().current(connection())), 0.2, one);
        assert.equal(world.service.received.length, before + 1, one);
      }
    }));
});
