import type { IncomingMessage } from 'node:http';
import { ServiceError } from './jsonService';

/** A request before its body, from the raw request line and the raw headers. */
export interface RequestHead {
  readonly method: string;
  /** As sent: still percent-encoded, without the query. */
  readonly path: string;
  /** Decoded, in the order sent; a name without `=` has an empty value. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Lower-case names; several of one name are joined by commas. Values are Latin-1 bytes. */
  readonly headers: ReadonlyMap<string, string>;
}

export function readHead(
  request: Pick<IncomingMessage, 'method' | 'url' | 'rawHeaders'>,
): RequestHead {
  const target = request.url ?? '';
  if (!target.startsWith('/')) {
    throw new ServiceError('InvalidURI', "Couldn't parse the specified URI.");
  }
  const mark = target.indexOf('?');
  return {
    method: request.method ?? '',
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? [] : readQuery(target.slice(mark + 1)),
    headers: readHeaders(request.rawHeaders),
  };
}

/** Percent-decodes UTF-8 text; a broken sequence is the caller's mistake. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new ServiceError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

/** Percent-encodes all but RFC 3986's unreserved characters, as signatures and S3 listings want. */
export function encodePercent(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The first value of a query parameter. */
export function queryValue(head: RequestHead, name: string): string | undefined {
  return head.query.find(([candidate]) => candidate === name)?.[1];
}

function readQuery(raw: string): [string, string][] {
  return raw
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const name = equals < 0 ? pair : pair.slice(0, equals);
      const value = equals < 0 ? '' : pair.slice(equals + 1);
      return [decodeQuery(name), decodeQuery(value)];
    });
}

/** Decodes a part of a query, in which a plus stands for a space. */
export function decodeQuery(text: string): string {
  return decodePercent(text.replaceAll('+', '%20'));
}

function readHeaders(raw: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index]?.toLowerCase() ?? '';
    const value = raw[index + 1] ?? '';
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return headers;
}
