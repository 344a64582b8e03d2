import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { ServiceError } from '../../http/jsonService';
import type { RequestHead } from '../../http/requestHead';
import { crc32c, crc64nvme, type Crc } from './crc';

/** S3's additional checksums by the name in their header, `x-amz-checksum-{name}`. */
const algorithms: Readonly<Record<string, () => Crc>> = {
  crc32: zlibCrc32,
  crc32c,
  crc64nvme,
  sha1: () => cryptoHash('sha1'),
  sha256: () => cryptoHash('sha256'),
};

const checksumAlgorithms = Object.keys(algorithms);
export const checksumPrefix = 'x-amz-checksum-';

export function startChecksum(algorithm: string): Crc {
  const start = Object.hasOwn(algorithms, algorithm) ? algorithms[algorithm] : undefined;
  if (!start) {
    throw new ServiceError(
      'InvalidRequest',
      'Checksum algorithm provided is unsupported. Please try again with any of the valid types: ' +
        '[CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
    );
  }
  return start();
}

/** The algorithm whose checksum the request carries, in a header or in a trailer. */
export function namedAlgorithm(head: RequestHead): string | undefined {
  const trailer = head.headers.get('x-amz-trailer')?.trim().toLowerCase();
  if (trailer?.startsWith(checksumPrefix)) return trailer.slice(checksumPrefix.length);
  const named = checksumAlgorithms.filter((name) => head.headers.has(checksumPrefix + name));
  if (named.length > 1) {
    throw new ServiceError(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  return named[0];
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
