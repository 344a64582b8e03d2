import { encodePercent } from '../../http/requestHead';
import { element, type XmlElement } from '../../http/xml';
import { invalidArgument } from './refusals';
import type { S3Call } from './s3Call';

export type EncodeKey = (text: string) => string;

/**
 * How a list writes keys and what is compared with them: as they are, or encoded like a form, which
 * is how keys get through that XML cannot hold.
 */
export function keyEncoder(call: S3Call): EncodeKey {
  const type = call.query('encoding-type');
  if (type === undefined || type === '') return (text) => text;
  if (type !== 'url') {
    throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', type);
  }
  return encodeForm;
}

/** What a list tells of the request, whichever list it is. */
export function encodingElement(call: S3Call): XmlElement | undefined {
  return call.query('encoding-type') ? element('EncodingType', 'url') : undefined;
}

export function prefixElements(prefixes: readonly string[], encode: EncodeKey): XmlElement[] {
  return prefixes.map((prefix) => element('CommonPrefixes', [element('Prefix', encode(prefix))]));
}

function encodeForm(text: string): string {
  return encodePercent(text).replace(/%20|%2F|%2A|~/g, (found) => formCharacters[found] ?? found);
}

const formCharacters: Readonly<Record<string, string>> = {
  '%20': '+',
  '%2F': '/',
  '%2A': '*',
  '~': '%7E',
};
