import assert from 'node:assert/strict';
import { queryPrices } from '../../../../src/aws/prices/priceQuery';
import type { PriceTable } from '../../../../src/core/cost/priceTable';
import { AppError } from '../../../../src/core/errors';
import { connectTo } from '../../../fakes/fakeConnection';
import { fault, FakeService, json, type Script } from '../../../fakes/fakeService';
import { entryOf, type ListedPrice } from '../../../fakes/priceList';

const never = new AbortController().signal;

async function query(
  scripts: readonly Script[],
): Promise<{ readonly table: PriceTable; readonly asked: readonly object[] }> {
  const service = await FakeService.start(...scripts);
  try {
    const { senders } = connectTo(service);
    const table = await queryPrices(senders.sender('pricing'), 'us-east-1', never);
    const asked = service.received.map(({ body }) => JSON.parse(body.toString()) as object);
    return { table, asked };
  } finally {
    await service.stop();
  }
}

const page = (prices: readonly ListedPrice[], token?: string): Script =>
  json({
    FormatVersion: 'aws_v1',
    PriceList: prices.map((listed) => JSON.stringify(entryOf(`S-${listed.usagetype}`, listed))),
    ...(token === undefined ? {} : { NextToken: token }),
  });

const first: readonly ListedPrice[] = [
  { usagetype: 'USE1-Train:ml.m5.xlarge', price: '0.2300000000', instanceType: '' },
  { usagetype: 'USE1-Train:VolumeUsage.gp2', price: '0.14', unit: 'GB-Mo', instanceType: 'NA' },
];
const second: readonly ListedPrice[] = [
  { usagetype: 'USE1-Train:ml.g5.xlarge', price: '1.408', instanceType: 'ml.g5.xlarge-Training' },
  { usagetype: 'USE1-TrSpt:ml.g5.xlarge', price: '1.408' },
];

describe('asking for prices', () => {
  it('reads the texts of all pages', async () => {
    const { table, asked } = await query([page(first, 'more'), page([], 'last'), page(second)]);
    assert.deepEqual(table, {
      region: 'us-east-1',
      currency: 'USD',
      date: '2026-10-01',
      training: { 'ml.m5.xlarge': 0.23, 'ml.g5.xlarge': 1.408 },
      storage: 0.14,
    });
    assert.deepEqual(
      asked.map((one) => (one as { NextToken?: string }).NextToken),
      [undefined, 'more', 'last'],
    );
    assert.deepEqual(asked[0], {
      ServiceCode: 'AmazonSageMaker',
      FormatVersion: 'aws_v1',
      Filters: [
        { Type: 'TERM_MATCH', Field: 'regionCode', Value: 'us-east-1' },
        { Type: 'CONTAINS', Field: 'usagetype', Value: 'Train:' },
      ],
    });
  });

  it('does not go on for ever where pages have no end, and takes no part for the whole', async () => {
    const service = await FakeService.start(page(first, 'again'));
    const { senders } = connectTo(service);
    const asked = queryPrices(senders.sender('pricing'), 'us-east-1', never);
    await assert.rejects(asked, (error) => AppError.is(error, 'network'));
    assert.equal(service.received.length, 100);
    await service.stop();
  });

  it('tells what cannot be read from what is not allowed', async () => {
    await assert.rejects(query([page([])]), (error) => AppError.is(error, 'network'));
    const broken = json({ PriceList: ['{"product":'] });
    await assert.rejects(query([broken]), (error) => AppError.is(error, 'network'));
    const denied = fault('AccessDeniedException', 'not authorized to perform: pricing:GetProducts');
    await assert.rejects(query([denied]), (error) => AppError.is(error, 'denied'));
  });
});
