/** Of a header and of what a file's bytes are filled up to. */
const recordBytes = 512;
/** The largest number that eleven octal digits hold. */
const mostOctal = 8 ** 11 - 1;

/**
 * What stands in front of a file in a tar archive (POSIX.1-2001, pax): its name and size, and for all
 * files the same mode, owner and time. A name that is long or not ASCII gets a header of its own.
 */
export function tarHeader(path: string, size: number): Buffer {
  const name = Buffer.from(path);
  const isPlain = name.length <= 100 && /^[\x20-\x7e]*$/.test(path) && size <= mostOctal;
  if (isPlain) {
    return header({ name, size, type: '0' });
  }
  const records = Buffer.concat([
    paxRecord('path', path),
    ...(size > mostOctal ? [paxRecord('size', String(size))] : []),
  ]);
  return Buffer.concat([
    header({ name: Buffer.from('pax'), size: records.length, type: 'x' }),
    records,
    padding(records.length),
    header({ name: name.subarray(0, 100), size: Math.min(size, mostOctal), type: '0' }),
  ]);
}

/** What fills up a file of `size` bytes. */
export const padding = (size: number): Buffer =>
  Buffer.alloc((recordBytes - (size % recordBytes)) % recordBytes);

/** Two empty records. */
export const tarEnd = Buffer.alloc(2 * recordBytes);

function header(of: {
  readonly name: Buffer;
  readonly size: number;
  readonly type: string;
}): Buffer {
  const record = Buffer.alloc(recordBytes);
  of.name.copy(record);
  record.write('0000644\0', 100); // mode
  record.write('0000000\0', 108); // owner
  record.write('0000000\0', 116); // group
  record.write(`${octal(of.size)} `, 124);
  record.write(`${octal(0)} `, 136); // time
  record.write('        ', 148); // checksum: as if of spaces
  record.write(of.type, 156);
  record.write('ustar\x0000', 257);
  const sum = record.reduce((total, byte) => total + byte, 0);
  record.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return record;
}

const octal = (value: number): string => value.toString(8).padStart(11, '0');

/** `25 path=some/name` and a line break; the number counts its own digits, too. */
function paxRecord(key: string, value: string): Buffer {
  const text = ` ${key}=${value}\n`;
  const length = Buffer.byteLength(text);
  const digits = String(length + String(length).length).length;
  return Buffer.from(`${length + digits}${text}`);
}
