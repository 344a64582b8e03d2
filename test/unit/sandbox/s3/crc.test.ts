import assert from 'node:assert/strict';
import fc from 'fast-check';
import { crc32c, crc64nvme, type Crc } from '../../../../src/sandbox/services/s3/crc';

/** The checksum bit by bit, as its definition says. */
function bitwise(bytes: Uint8Array, polynomial: bigint, width: bigint): string {
  const ones = (1n << width) - 1n;
  let crc = ones;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ polynomial : crc >> 1n;
  }
  return (crc ^ ones).toString(16).padStart(Number(width) / 4, '0');
}

const kinds: readonly (readonly [string, () => Crc, bigint, bigint])[] = [
  ['CRC-32C', crc32c, 0x82f63b78n, 32n],
  ['CRC-64/NVME', crc64nvme, 0x9a6c9329ac4bc9b5n, 64n],
];

describe('cyclic redundancy checks', () => {
  for (const [name, start, polynomial, width] of kinds) {
    it(`${name} is the defined one, however the bytes are cut`, () => {
      fc.assert(
        fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }), (pieces) => {
          const crc = start();
          for (const piece of pieces) crc.update(Buffer.from(piece));
          const whole = Buffer.concat(pieces);
          assert.equal(crc.digest().toString('hex'), bitwise(whole, polynomial, width));
        }),
      );
    });
  }

  it('has the check values of the catalogue', () => {
    const check = Buffer.from('123456789');
    const values = kinds.map(([, start]) => {
      const crc = start();
      crc.update(check);
      return crc.digest().toString('hex');
    });
    assert.deepEqual(values, ['e3069283', 'ae8b14860a799888']);
  });
});
