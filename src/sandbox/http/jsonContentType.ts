import type { RequestHead } from './requestHead';

/** An answer is of the request's version of AWS JSON, or of 1.1 when that is not known. */
export function jsonContentType(head: RequestHead | undefined): string {
  const version = head?.headers.get('content-type')?.includes('json-1.0') === true ? '1.0' : '1.1';
  return `application/x-amz-json-${version}`;
}
