/** An element's text or its children, in order; `undefined` children are left out. */
export type XmlContent = string | number | boolean | readonly (XmlElement | undefined)[];

export interface XmlElement {
  readonly name: string;
  readonly content: XmlContent;
  readonly namespace?: string | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

export function element(name: string, content: XmlContent, namespace?: string): XmlElement {
  return { name, content, namespace };
}

export function withAttributes(
  plain: XmlElement,
  attributes: Readonly<Record<string, string>>,
): XmlElement {
  return { ...plain, attributes };
}

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

export function xmlDocument(root: XmlElement): string {
  return xmlDeclaration + write(root);
}

function write({ name, content, namespace, attributes = {} }: XmlElement): string {
  const all = namespace === undefined ? attributes : { xmlns: namespace, ...attributes };
  const written = Object.entries(all).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const inner =
    typeof content === 'object'
      ? content.map((child) => (child ? write(child) : '')).join('')
      : escapeXml(String(content));
  return `<${name}${written.join('')}>${inner}</${name}>`;
}

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/**
 * Control characters, which are all before the space, become references, as S3 writes them, though XML
 * 1.0 knows only three.
 */
function escapeXml(text: string): string {
  return text.replace(
    /[&<>"]|[^ -\uffff]/g,
    (character) => named[character] ?? `&#x${character.charCodeAt(0).toString(16)};`,
  );
}
