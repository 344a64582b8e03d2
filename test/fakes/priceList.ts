import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Script } from './fakeService';

/** A price of the list. */
export interface ListedPrice {
  readonly usagetype: string;
  /** As AWS writes it: `0.2300000000`. */
  readonly price: string;
  readonly unit?: string;
  readonly currency?: string;
  readonly instanceType?: string;
}

export interface ListOptions {
  readonly region?: string;
  readonly published?: string;
  /** Characters of products that are of no use here, and as many of their terms. */
  readonly ballast?: number;
}

const component = (usagetype: string): string =>
  usagetype.includes('-Train:') ? 'Training' : 'Hosting';

/** What `GetProducts` says of a price; the public list has the same parts. */
export function entryOf(sku: string, listed: ListedPrice, options: ListOptions = {}): PriceEntry {
  const { usagetype, price, unit = 'Hrs', currency = 'USD', instanceType = 'NA' } = listed;
  const { region = 'us-east-1', published = '2026-10-01T08:09:10Z' } = options;
  return {
    product: {
      sku,
      productFamily: 'ML Instance',
      attributes: {
        servicecode: 'AmazonSageMaker',
        ...{ regionCode: region, usagetype, instanceType, component: component(usagetype) },
      },
    },
    terms: {
      OnDemand: {
        [`${sku}.JRTCKXETXF`]: {
          offerTermCode: 'JRTCKXETXF',
          sku,
          priceDimensions: {
            [`${sku}.JRTCKXETXF.6YS6EN2CT7`]: {
              unit,
              description: `$${price} per Hour "${usagetype}" {with} [odd] \\signs`,
              pricePerUnit: { [currency]: price },
            },
          },
        },
      },
    },
    publicationDate: published,
  };
}

interface PriceEntry {
  readonly product: {
    readonly sku: string;
    readonly productFamily: string;
    readonly attributes: Readonly<Record<string, string>>;
  };
  readonly terms: { readonly OnDemand: object };
  readonly publicationDate: string;
}

/** The public list, piece by piece: it is never whole anywhere. */
export function* listPieces(
  prices: readonly ListedPrice[],
  options: ListOptions = {},
): Generator<string> {
  const { published = '2026-10-01T08:09:10Z', ballast = 0 } = options;
  const entries = prices.map((listed, index) => entryOf(`SKU${index}`, listed, options));
  yield `{\n "formatVersion" : "v1.0", "publicationDate" : "${published}",\n "products" : {`;
  yield* ballastOf(ballast, (sku) => entryOf(sku, hosted, options).product);
  yield entries.map(({ product }) => `"${product.sku}":${JSON.stringify(product)}`).join(',');
  yield `},\n "terms" : { "OnDemand" : {`;
  yield* ballastOf(ballast, (sku) => entryOf(sku, hosted, options).terms.OnDemand);
  const terms = entries.map(({ product, terms: { OnDemand } }) => [product.sku, OnDemand] as const);
  yield terms.map(([sku, offers]) => `"${sku}":${JSON.stringify(offers)}`).join(',');
  yield `}, "Reserved" : {} },\n "attributesList" : { } }\n`;
}

const hosted: ListedPrice = { usagetype: 'USE1-Host:ml.m5.large', price: '0.1150000000' };

function* ballastOf(characters: number, member: (sku: string) => object): Generator<string> {
  for (let written = 0, count = 0; written < characters; count++) {
    const piece = Array.from({ length: 200 }, (_, index) => {
      const sku = `BALLAST${count}X${index}`;
      return `"${sku}":${JSON.stringify(member(sku))},`;
    }).join('');
    written += piece.length;
    yield piece;
  }
}

/** Answers with the list as fast as it is taken, packed where that is accepted. */
export const listed =
  (prices: readonly ListedPrice[], options: ListOptions & { readonly cutAfter?: number } = {}) =>
  ({ headers }: Parameters<Script>[0], response: ServerResponse): void => {
    const isPacked = headers['accept-encoding'] === 'gzip';
    const type = { 'content-type': 'application/json' };
    response.writeHead(200, isPacked ? { ...type, 'content-encoding': 'gzip' } : type);
    const body = isPacked ? createGzip({ level: 1 }) : new PassThrough();
    body.pipe(response);
    void write(
      body,
      listPieces(prices, options),
      () => {
        if (options.cutAfter !== undefined) {
          response.socket?.destroy();
        }
      },
      options.cutAfter,
    );
  };

/** `ended` is told where the list is cut, or all is written. */
async function write(
  body: NodeJS.WritableStream,
  pieces: Generator<string>,
  ended: () => void,
  cutAfter = Infinity,
): Promise<void> {
  let written = 0;
  for (const piece of pieces) {
    written += piece.length;
    if (written > cutAfter) {
      ended();
      return;
    }
    if (!body.write(piece)) {
      await once(body, 'drain');
    }
  }
  body.end();
}
