import type { PriceTable } from './priceTable';

/** Of AWS's price list of this day, for when no other can be had. */
const date = '2026-09-24';

const bundled: readonly PriceTable[] = [
  {
    region: 'us-east-1',
    currency: 'USD',
    date,
    training: {
      'ml.m5.large': 0.115,
      'ml.m5.xlarge': 0.23,
      'ml.m5.4xlarge': 0.922,
      'ml.r5.4xlarge': 1.21,
      'ml.c6i.8xlarge': 1.632,
      'ml.g4dn.xlarge': 0.736,
      'ml.g5.xlarge': 1.408,
      'ml.g5.2xlarge': 1.515,
      'ml.g6.xlarge': 1.127,
      'ml.g6.2xlarge': 1.222,
      'ml.g6e.2xlarge': 2.8,
      'ml.p4d.24xlarge': 25.251,
      'ml.p5.48xlarge': 63.296,
    },
    storage: null,
  },
  {
    region: 'ap-south-1',
    currency: 'USD',
    date,
    training: { 'ml.m5.xlarge': 0.242 },
    storage: null,
  },
];

/** The prices that come with the extension; few regions have any. */
export const bundledPrices = (region: string): PriceTable | undefined =>
  bundled.find((table) => table.region === region);
