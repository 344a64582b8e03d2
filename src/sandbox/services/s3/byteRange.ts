import { S3Error } from '../../http/s3Error';

export interface ByteRange {
  readonly start: number;
  readonly length: number;
}

/** One range; several, or what is no range of bytes, stand for the whole object. */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/.exec(header?.trim() ?? '');
  if (!match) return undefined;
  const [range = '', first, last = '', suffix] = match;
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), size);
    return satisfiable({ start: size - length, length }, range, size);
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return satisfiable({ start, length: end - start + 1 }, range, size);
}

function satisfiable(range: ByteRange, asked: string, size: number): ByteRange {
  if (range.length > 0) return range;
  throw new S3Error('InvalidRange', 'The requested range is not satisfiable', 416, {
    RangeRequested: asked,
    ActualObjectSize: size,
  });
}
