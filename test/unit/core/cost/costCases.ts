import { bundledPrices } from '../../../../src/core/cost/bundledPrices';
import type { CostPlan, WhyUnknown } from '../../../../src/core/cost/cost';
import type { PriceTable } from '../../../../src/core/cost/priceTable';

export const bundled = bundledPrices('us-east-1');
const mumbai = bundledPrices('ap-south-1');

/** The same prices with one of storage, per GB and month of at least 672 hours. */
export const east: PriceTable | undefined = bundled && { ...bundled, storage: 0.14 };

export const beijing: PriceTable = {
  region: 'cn-north-1',
  currency: 'CNY',
  date: '2026-09-20',
  training: { 'ml.m5.xlarge': 2.036 },
  storage: 1.05,
};

export const hour = 3600;
export const of = (type: string, count = 1) => ({ instances: [{ type, count }] });
export const xlarge = of('ml.m5.xlarge');
/** 30 GB for an hour cost 30 × 0.14 / 672 = 4.2 / 672 = 0.00625. */
const volumeSize = 30;

/** What an hour and the whole cost: an amount, `+` where storage comes on top, or why it is not known. */
export type Told = number | `${number}+` | WhyUnknown;

type Case = readonly [
  arithmetic: string,
  plan: CostPlan,
  prices: PriceTable | undefined,
  perHour: Told,
  atMost: Told,
];

export const cases: readonly Case[] = [
  // One instance, and the time.
  ['1 × 0.230 × 1 h', { ...xlarge, maxRuntime: hour }, bundled, 0.23, '0.23+'],
  ['1 × 0.230 × 24 h = 5.52', { ...xlarge, maxRuntime: 86_400 }, bundled, 0.23, '5.52+'],
  ['0.230 × 672 h (28 d) = 154.56', { ...xlarge, maxRuntime: 2_419_200 }, bundled, 0.23, '154.56+'],
  [
    '0.115 × 60 s = 0.115 / 60',
    { ...of('ml.m5.large'), maxRuntime: 60 },
    bundled,
    0.115,
    '0.0019166667+',
  ],
  [
    '0.115 × 1 s = 0.115 / 3600',
    { ...of('ml.m5.large'), maxRuntime: 1 },
    bundled,
    0.115,
    '0.0000319444+',
  ],
  [
    '0.736 × 1.5 h = 1.104',
    { ...of('ml.g4dn.xlarge'), maxRuntime: 5400 },
    bundled,
    0.736,
    '1.104+',
  ],
  [
    '63.296 × 24 h = 1519.104',
    { ...of('ml.p5.48xlarge'), maxRuntime: 86_400 },
    bundled,
    63.296,
    '1519.104+',
  ],
  // Counts.
  ['2 × 0.115 = 0.23', { ...of('ml.m5.large', 2), maxRuntime: hour }, bundled, 0.23, '0.23+'],
  [
    '8 × 1.515 = 12.12; × 3 h = 36.36',
    { ...of('ml.g5.2xlarge', 8), maxRuntime: 10_800 },
    bundled,
    12.12,
    '36.36+',
  ],
  [
    '20 × 63.296 = 1265.92; × 672 h = 850698.24',
    { ...of('ml.p5.48xlarge', 20), maxRuntime: 2_419_200 },
    bundled,
    1265.92,
    '850698.24+',
  ],
  ['no instances', { instances: [], maxRuntime: hour }, bundled, 'noInstances', 'noInstances'],
  [
    '0 of them',
    { ...of('ml.m5.xlarge', 0), maxRuntime: hour },
    bundled,
    'noInstances',
    'noInstances',
  ],
  [
    'half a one',
    { ...of('ml.m5.xlarge', 0.5), maxRuntime: hour },
    bundled,
    'noInstances',
    'noInstances',
  ],
  [
    'a count that is none',
    { ...of('ml.m5.xlarge', NaN), maxRuntime: hour },
    bundled,
    'noInstances',
    'noInstances',
  ],
  // Groups.
  [
    '1 × 1.408 + 4 × 0.230 = 2.328; × 2 h = 4.656',
    {
      instances: [...of('ml.g5.xlarge').instances, ...of('ml.m5.xlarge', 4).instances],
      maxRuntime: 7200,
    },
    bundled,
    2.328,
    '4.656+',
  ],
  [
    '2 × 0.922 + 1 × 1.210 + 3 × 1.632 = 1.844 + 1.21 + 4.896 = 7.95',
    {
      instances: [
        { type: 'ml.m5.4xlarge', count: 2 },
        { type: 'ml.r5.4xlarge', count: 1 },
        { type: 'ml.c6i.8xlarge', count: 3 },
      ],
      maxRuntime: hour,
    },
    bundled,
    7.95,
    '7.95+',
  ],
  [
    'the same type in two groups: (1 + 2) × 0.115 = 0.345; × 2 h = 0.69',
    {
      instances: [...of('ml.m5.large').instances, ...of('ml.m5.large', 2).instances],
      maxRuntime: 7200,
    },
    bundled,
    0.345,
    '0.69+',
  ],
  [
    'one of two has no price: unknown as a whole',
    { instances: [...xlarge.instances, ...of('ml.r6i.large').instances], maxRuntime: hour },
    bundled,
    'noPrice',
    'noPrice',
  ],
  [
    'with storage at each: 2.328 + 5 × 100 × 0.14 / 672 = 2.328 + 0.1041666667; × 2 h = 4.8643333333',
    {
      instances: [...of('ml.g5.xlarge').instances, ...of('ml.m5.xlarge', 4).instances],
      maxRuntime: 7200,
      volumeSize: 100,
    },
    east,
    2.328,
    4.8643333333,
  ],
  // Spot.
  [
    'spot: unknown an hour; on demand 0.230 × 1 h at most',
    { ...xlarge, maxRuntime: hour, isSpot: true },
    bundled,
    'spot',
    '0.23+',
  ],
  [
    'spot, 4 × 1.515 × 10 h = 60.6',
    { ...of('ml.g5.2xlarge', 4), maxRuntime: 36_000, isSpot: true },
    bundled,
    'spot',
    '60.6+',
  ],
  [
    'spot of a type without a price',
    { ...of('ml.t3.medium'), maxRuntime: hour, isSpot: true },
    bundled,
    'spot',
    'noPrice',
  ],
  [
    'spot with storage: (0.23 + 0.00625) × 2 h = 0.4725',
    { ...xlarge, maxRuntime: 7200, isSpot: true, volumeSize },
    east,
    'spot',
    0.4725,
  ],
  // Warm pool.
  [
    '0.230 × (1 h + 0.5 h) = 0.345',
    { ...xlarge, maxRuntime: hour, keepAlive: 1800 },
    bundled,
    0.23,
    '0.345+',
  ],
  [
    '2 × 25.251 × (2 h + 1 h) = 50.502 × 3 = 151.506',
    { ...of('ml.p4d.24xlarge', 2), maxRuntime: 7200, keepAlive: hour },
    bundled,
    50.502,
    '151.506+',
  ],
  ['kept for 0 s: 0.230', { ...xlarge, maxRuntime: hour, keepAlive: 0 }, bundled, 0.23, '0.23+'],
  [
    'storage is kept as well: (0.23 + 0.00625) × 1.5 h = 0.354375',
    { ...xlarge, maxRuntime: hour, keepAlive: 1800, volumeSize },
    east,
    0.23,
    0.354375,
  ],
  ['a time that is none', { ...xlarge, maxRuntime: hour, keepAlive: NaN }, bundled, 0.23, 'noTime'],
  // Volume.
  [
    '0.23 + 30 × 0.14 / 672 = 0.23625',
    { ...xlarge, maxRuntime: hour, volumeSize },
    east,
    0.23,
    0.23625,
  ],
  [
    '2 × 0.115 + 2 × 0.00625 = 0.2425; × 4 h = 0.97',
    { ...of('ml.m5.large', 2), maxRuntime: 14_400, volumeSize },
    east,
    0.23,
    0.97,
  ],
  [
    '0.23 + 16384 × 0.14 / 672 = 0.23 + 3.4133333333',
    { ...xlarge, maxRuntime: hour, volumeSize: 16_384 },
    east,
    0.23,
    3.6433333333,
  ],
  ['a size that is not known', { ...xlarge, maxRuntime: hour }, east, 0.23, '0.23+'],
  ['a size that is none', { ...xlarge, maxRuntime: hour, volumeSize: NaN }, east, 0.23, '0.23+'],
  // Regions.
  ['Mumbai 0.242 × 3 h = 0.726', { ...xlarge, maxRuntime: 10_800 }, mumbai, 0.242, '0.726+'],
  [
    'Mumbai lacks what Virginia has',
    { ...of('ml.m5.large'), maxRuntime: hour },
    mumbai,
    'noPrice',
    'noPrice',
  ],
  [
    'Beijing, in yuan: 2.036 × 2 h = 4.072',
    { ...xlarge, maxRuntime: 7200 },
    beijing,
    2.036,
    '4.072+',
  ],
  [
    'Beijing with storage: 2.036 + 30 × 1.05 / 672 = 2.036 + 0.046875',
    { ...xlarge, maxRuntime: hour, volumeSize },
    beijing,
    2.036,
    2.082875,
  ],
  // What is not known.
  [
    'a type without a price of training',
    { ...of('ml.t3.medium'), maxRuntime: hour },
    bundled,
    'noPrice',
    'noPrice',
  ],
  [
    'a name that every object has',
    { ...of('constructor'), maxRuntime: hour },
    bundled,
    'noPrice',
    'noPrice',
  ],
  [
    'a region without a list',
    { ...xlarge, maxRuntime: hour },
    bundledPrices('eu-west-1'),
    'noList',
    'noList',
  ],
  ['no bound of time', xlarge, bundled, 0.23, 'noTime'],
  ['a time of 0 s', { ...xlarge, maxRuntime: 0 }, bundled, 0.23, 'noTime'],
  [
    'paid for with a plan',
    { ...of('ml.p5.48xlarge'), maxRuntime: hour, isReserved: true },
    bundled,
    'reserved',
    'reserved',
  ],
];
