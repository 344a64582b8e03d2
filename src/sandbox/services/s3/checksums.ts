import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { ServiceError } from '../../http/jsonService';
import type { RequestHead } from '../../http/requestHead';
import { element, type XmlElement } from '../../http/xml';
import type { ObjectChecksum } from '../../store/objectRecord';
import { crc32c, crc64nvme, type Crc } from './crc';
import { invalidRequest, notImplemented } from './refusals';

/** S3's additional checksums by the name in their header, `x-amz-checksum-{name}`. */
const algorithms: Readonly<Record<string, () => Crc>> = {
  crc32: zlibCrc32,
  crc32c,
  crc64nvme,
  sha1: () => cryptoHash('sha1'),
  sha256: () => cryptoHash('sha256'),
  sha512: () => cryptoHash('sha512'),
  md5: () => cryptoHash('md5'),
};

/** What S3 calculates when the sender names none (user guide, "Checking object integrity"). */
export const usualAlgorithm = 'crc64nvme';

const missing = ['xxhash64', 'xxhash3', 'xxhash128'];
const prefix = 'x-amz-checksum-';

export function startChecksum(algorithm: string): Crc {
  if (missing.includes(algorithm)) throw notImplemented(`the checksum ${algorithm.toUpperCase()}`);
  const start = Object.hasOwn(algorithms, algorithm) ? algorithms[algorithm] : undefined;
  if (!start) {
    throw invalidRequest(
      'Checksum algorithm provided is unsupported. Please try again with any of the valid types: ' +
        `[${Object.keys(algorithms).join(', ').toUpperCase()}]`,
    );
  }
  return start();
}

/** The algorithm whose checksum the request carries, in a header or in a trailer. */
export function sentAlgorithm(head: RequestHead): string | undefined {
  const trailer = head.headers.get('x-amz-trailer')?.trim().toLowerCase();
  if (trailer?.startsWith(prefix)) return trailer.slice(prefix.length);
  const named = [...Object.keys(algorithms), ...missing].filter((name) =>
    head.headers.has(prefix + name),
  );
  if (named.length > 1) {
    throw invalidRequest(
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  const announced = head.headers.get('x-amz-sdk-checksum-algorithm');
  if (announced !== undefined && named.length === 0) {
    throw invalidRequest(
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or ' +
        'x-amz-trailer headers were found.',
    );
  }
  return named[0];
}

/** Refuses a checksum that was sent and is not the one calculated. */
export function checkSent(algorithm: string, sent: string | undefined, calculated: string): void {
  if (sent === calculated) return;
  if (sent === undefined || Buffer.from(sent, 'base64').length !== byteLength(calculated)) {
    throw invalidRequest(`Value for ${prefix}${algorithm} header is invalid.`);
  }
  throw new ServiceError(
    'BadDigest',
    `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
  );
}

export function sentValue(
  headers: ReadonlyMap<string, string>,
  algorithm: string,
): string | undefined {
  return headers.get(prefix + algorithm);
}

/** The headers that tell a checksum. */
export function checksumHeaders(checksum: ObjectChecksum | undefined): Record<string, string> {
  if (!checksum) return {};
  return {
    [prefix + checksum.algorithm]: checksum.value,
    'x-amz-checksum-type': checksum.type,
  };
}

/** Without its type, as a part's checksum is told. */
export function partChecksumHeaders(
  algorithm: string | undefined,
  value: string | undefined,
): Record<string, string> {
  return algorithm === undefined || value === undefined ? {} : { [prefix + algorithm]: value };
}

/** `ChecksumCRC32` and its like. */
export function checksumElement(
  algorithm: string | undefined,
  value: string | undefined,
): XmlElement | undefined {
  if (algorithm === undefined || value === undefined) return undefined;
  return element(checksumField(algorithm), value);
}

export function checksumField(algorithm: string): string {
  return `Checksum${algorithm.toUpperCase()}`;
}

function byteLength(base64: string): number {
  return Buffer.from(base64, 'base64').length;
}

function cryptoHash(algorithm: string): Crc {
  const hash = createHash(algorithm);
  return {
    update: (bytes) => void hash.update(bytes),
    digest: () => hash.digest(),
  };
}

function zlibCrc32(): Crc {
  let crc = 0;
  return {
    update(bytes) {
      crc = crc32(bytes, crc);
    },
    digest() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(crc);
      return bytes;
    },
  };
}
