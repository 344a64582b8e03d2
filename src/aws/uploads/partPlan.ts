/** Bytes from which a file is sent in parts. */
export const multipartThreshold = 16 * 1024 * 1024;

/** What S3 takes at most of one object ("Amazon S3 multipart upload limits"). */
const mostParts = 10_000;

const mebibyte = 1024 * 1024;
const usualPart = 8 * mebibyte;

/** One part: bytes `start` to `start + size` of its file. */
export interface PlannedPart {
  /** From 1 on. */
  readonly number: number;
  readonly start: number;
  readonly size: number;
}

/** How a file of so many bytes is cut: always alike, so that parts that are there can be told. */
export function planParts(size: number): readonly PlannedPart[] {
  const partSize = Math.max(usualPart, Math.ceil(size / mostParts / mebibyte) * mebibyte);
  return Array.from({ length: Math.ceil(size / partSize) }, (_, index) => {
    const start = index * partSize;
    return { number: index + 1, start, size: Math.min(partSize, size - start) };
  });
}
