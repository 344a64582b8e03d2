import assert from 'node:assert/strict';
import { PriceFileReader } from '../../../../src/core/cost/priceFile';
import type { PriceTable } from '../../../../src/core/cost/priceTable';

interface Row {
  readonly sku: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly unit?: string;
  readonly price?: Readonly<Record<string, string>>;
}

const row = (sku: string, usagetype: string, price: string, more: Partial<Row> = {}): Row => ({
  sku,
  attributes: { regionCode: 'us-east-1', usagetype, component: 'Training', ...more.attributes },
  unit: more.unit ?? 'Hrs',
  price: more.price ?? { USD: price },
});

/** As the public file has it. */
function file(rows: readonly Row[], order: readonly string[] = ['products', 'terms']): string {
  const parts: Record<string, object> = {
    products: Object.fromEntries(
      rows.map(({ sku, attributes }) => [sku, { sku, productFamily: 'ML Instance', attributes }]),
    ),
    terms: {
      OnDemand: Object.fromEntries(
        rows.map(({ sku, unit, price }) => [
          sku,
          {
            [`${sku}.O`]: {
              offerTermCode: 'O',
              priceDimensions: { [`${sku}.O.R`]: { unit, pricePerUnit: price } },
            },
          },
        ]),
      ),
      Reserved: {},
    },
  };
  return JSON.stringify({
    formatVersion: 'v1.0',
    offerCode: 'AmazonSageMaker',
    publicationDate: '2026-09-24T10:11:12Z',
    ...Object.fromEntries(order.map((part) => [part, parts[part]])),
    attributesList: {},
  });
}

function read(text: string, region = 'us-east-1'): PriceTable {
  const reader = new PriceFileReader(region);
  reader.write(text);
  return reader.end();
}

const rows = [
  row('A', 'USE1-Train:ml.m5.xlarge', '0.2300000000', {
    attributes: { instanceType: 'ml.m5.xlarge-Training' },
  }),
  row('B', 'USE1-Train:ml.g5.2xlarge', '1.515', { attributes: { instanceType: '' } }),
  row('C', 'USE1-Train:ml.p5.48xlarge', '63.296', { attributes: { instanceType: 'NA' } }),
  row('D', 'USE1-Train:VolumeUsage.gp2', '0.14', { unit: 'GB-Mo' }),
  row('E', 'USE1-TrSpt:ml.m5.large', '0.115', { attributes: { component: 'SpotTraining' } }),
  row('F', 'USE1-Host:ml.m5.large', '0.115', { attributes: { component: 'Hosting' } }),
  row('G', 'USE1-Train:ml.m4.xlarge', '0.1', { attributes: { component: 'FreeTraining' } }),
  row('H', 'USE1-Train:ml.t2.medium', '0.0000000000'),
  row('I', 'EU-Train:ml.c5.xlarge', '0.3', { attributes: { regionCode: 'eu-west-1' } }),
  row('J', 'USE1-Train:ml.c4.xlarge', '0.3', { unit: 'Quantity' }),
  row('K', 'USE1-Notebk:VolumeUsage.gp2', '9', { unit: 'GB-Mo' }),
  row('L', 'USE1-Train:ml.inf1.xlarge', '1', { price: { CNY: '1' } }),
];

const table: PriceTable = {
  region: 'us-east-1',
  currency: 'USD',
  date: '2026-09-24',
  training: { 'ml.m5.xlarge': 0.23, 'ml.g5.2xlarge': 1.515, 'ml.p5.48xlarge': 63.296 },
  storage: 0.14,
};

describe('the public price list', () => {
  it('has the prices of training on demand, by the type in the usage', () => {
    assert.deepEqual(read(file(rows)), table);
  });

  it('may have its parts in any order', () => {
    assert.deepEqual(read(file(rows, ['terms', 'products'])), table);
  });

  it('is in yuan in China, and its prefix may be missing', () => {
    const china = row('A', 'Train:ml.m5.xlarge', '', {
      attributes: { regionCode: 'cn-north-1' },
      price: { CNY: '2.036' },
    });
    assert.deepEqual(read(file([china]), 'cn-north-1'), {
      region: 'cn-north-1',
      currency: 'CNY',
      date: '2026-09-24',
      training: { 'ml.m5.xlarge': 2.036 },
      storage: null,
    });
  });

  it('has the dearest of several prices, since what is told is a bound', () => {
    const twice = [
      row('A', 'USE1-Train:ml.m5.xlarge', '0.2'),
      row('B', 'X-Train:ml.m5.xlarge', '0.3'),
    ];
    assert.deepEqual(read(file(twice)).training, { 'ml.m5.xlarge': 0.3 });
    assert.deepEqual(read(file([...twice].reverse())).training, { 'ml.m5.xlarge': 0.3 });
  });

  it('is none without a price of training, or without a day', () => {
    assert.throws(() => read(file([])), SyntaxError);
    assert.throws(() => read(file(rows), 'eu-north-1'), SyntaxError);
    assert.throws(() => read(file(rows).replace('2026-09-24T', 'soon')), SyntaxError);
    assert.throws(() => read('{}'), SyntaxError);
  });

  it('is not torn down by members of another shape', () => {
    const odd = file(rows).replace(
      '"products":{',
      '"products":{"X":null,"Y":[1],"Z":{"attributes":3},',
    );
    assert.deepEqual(
      read(odd.replace('"OnDemand":{', '"OnDemand":{"A2":7,"B2":{"x":null},')),
      table,
    );
  });
});
