import { XMLParser } from 'fast-xml-parser';
import { ServiceError } from '../../http/jsonService';

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  removeNSPrefix: true,
  // Also numeric references: clients write a line break in a key as one.
  htmlEntities: true,
});

/** An element of a request's XML: text, or children by name. */
export type XmlNode = string | { readonly [name: string]: XmlNode | readonly XmlNode[] };

/** The children of the root element, which must have this name. */
export function parseRequestXml(text: string, root: string): XmlNode {
  // No client of S3 sends a document type, and entities of its own could grow without end.
  if (text.includes('<!DOCTYPE')) throw malformed();
  if (!isBalanced(text)) throw malformed();
  try {
    const document = parser.parse(text) as XmlNode;
    const node = childrenOf(document, root)[0];
    if (node !== undefined) return node;
  } catch {
    throw malformed();
  }
  throw malformed();
}

const markup = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<(\/?)([^\s<>/!?]+)[^<>]*?(\/?)>|</g;

/** Whether every element ends where it must: the parser takes what is cut off for whole. */
function isBalanced(text: string): boolean {
  const open: string[] = [];
  for (const [whole, close, name, empty] of text.matchAll(markup)) {
    if (whole === '<') return false;
    if (name === undefined || empty === '/') continue;
    if (close === '') open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

/** All children of that name. */
export function childrenOf(node: XmlNode, name: string): readonly XmlNode[] {
  if (typeof node === 'string' || !Object.hasOwn(node, name)) return [];
  const child = node[name];
  if (child === undefined) return [];
  return isList(child) ? child : [child];
}

/** The text of the first child of that name. */
export function textOf(node: XmlNode, name: string): string | undefined {
  const [child] = childrenOf(node, name);
  return typeof child === 'string' ? child : undefined;
}

function isList(node: XmlNode | readonly XmlNode[]): node is readonly XmlNode[] {
  return Array.isArray(node);
}

export function malformed(): ServiceError {
  return new ServiceError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}
