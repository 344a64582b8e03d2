import { encodePercent, decodePercent, type RequestHead } from './requestHead';
import type { SignatureClaim } from './signatureClaim';

/**
 * The text whose hash is signed, built from what was sent and never from a parsed URL (AWS Signature
 * Version 4, "Create a canonical request"). It is Latin-1: header values are bytes.
 */
export function buildCanonicalRequest(
  head: RequestHead,
  claim: SignatureClaim,
  payloadHash: string,
): string {
  const headers = claim.signedHeaders.map(
    (name) => `${name}:${canonicalValue(head.headers.get(name) ?? '')}\n`,
  );
  return [
    head.method,
    claim.service === 's3' ? encodeSegments(decodePercent(head.path)) : canonicalPath(head.path),
    canonicalQuery(head),
    headers.join(''),
    claim.signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

function canonicalValue(value: string): string {
  return value.trim().replace(/[ \t]+/g, ' ');
}

/** Every service but S3 normalises the path and encodes once more what is already encoded. */
function canonicalPath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const tail = kept.length > 0 && path.endsWith('/') ? '/' : '';
  return encodeSegments(`/${kept.join('/')}${tail}`);
}

function encodeSegments(path: string): string {
  return path.split('/').map(encodePercent).join('/');
}

function canonicalQuery(head: RequestHead): string {
  return head.query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodePercent(name), encodePercent(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** Encoded text is ASCII, so comparing code units compares bytes. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
