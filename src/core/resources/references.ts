import type { ItemKind, ResourceItem } from './kind';

/** What a text refers to, from `start` up to `end` in it. */
export interface Reference {
  readonly start: number;
  readonly end: number;
  /** An ARN or an `s3://` address, without the escapes of JSON. */
  readonly target: string;
}

const whole = /^(?:arn:aws[a-z-]*:[^\s:]+:|s3:\/\/[^/\s])/;
/** Inside a longer text it ends where prose, quotes or other notations would go on. */
const inside = /(?:arn:aws[a-z-]*:[\w-]+:|s3:\/\/)[^\s"'`\\,;<>()[\]{}]+/g;
const jsonString = /"(?:[^"\\]|\\.)*"/g;

/** The ARNs and S3 addresses in the strings of a JSON text. */
export function findReferences(json: string): readonly Reference[] {
  return [...json.matchAll(jsonString)].flatMap(({ 0: token, index }) =>
    inToken(token).map(({ start, end, target }) => ({
      start: index + start,
      end: index + end,
      target,
    })),
  );
}

function inToken(token: string): readonly Reference[] {
  const value = parsed(token);
  return whole.test(value) && isAlone(value)
    ? [{ start: 1, end: token.length - 1, target: value }]
    : inText(token);
}

/** Keys of S3 may hold almost anything, but a text that names two addresses is not one of them. */
const isAlone = (value: string): boolean =>
  !value.includes('\n') && [...value.matchAll(inside)].length === 1;

function inText(text: string): readonly Reference[] {
  return [...text.matchAll(inside)].map(({ 0: found, index }) => {
    const target = found.replace(/[.:]+$/, '');
    return { start: index, end: index + target.length, target };
  });
}

function parsed(token: string): string {
  try {
    const value: unknown = JSON.parse(token);
    return typeof value === 'string' ? value : '';
  } catch {
    return ''; // Not JSON after all: nothing is referred to.
  }
}

/** An S3 address in a description, with where it stands: `ModelArtifacts.S3ModelArtifacts`. */
interface NamedAddress {
  readonly path: string;
  readonly uri: string;
}

/** The S3 addresses that a description names, each once, in its order. */
export function s3Addresses(description: unknown): readonly NamedAddress[] {
  const found = new Map<string, NamedAddress>();
  for (const { path, text } of texts(description, '')) {
    const value = JSON.stringify(text);
    for (const { target } of inToken(value)) {
      if (target.startsWith('s3://') && !found.has(target)) {
        found.set(target, { path, uri: target });
      }
    }
  }
  return [...found.values()];
}

interface Text {
  readonly path: string;
  readonly text: string;
}

function texts(value: unknown, path: string): readonly Text[] {
  if (typeof value === 'string') {
    return [{ path, text: value }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => texts(item, `${path}[${index}]`));
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) => texts(item, path ? `${path}.${key}` : key))
    : [];
}

/** A resource that an ARN names, and where it is. */
export interface NamedResource {
  readonly kind: ItemKind;
  readonly item: ResourceItem;
  readonly region: string;
}

/** What a SageMaker ARN names; `undefined` for what is none of these kinds. */
export function resourceOfArn(kinds: readonly ItemKind[], arn: string): NamedResource | undefined {
  const [, , service, region = '', , ...rest] = arn.split(':');
  if (service !== 'sagemaker') {
    return undefined;
  }
  const resource = rest.join(':');
  for (const kind of allKinds(kinds)) {
    const name = kind.arn?.exec(resource)?.[1];
    if (name !== undefined) {
      return { kind, item: { name, arn }, region };
    }
  }
  return undefined;
}

/** Each before those that are listed below it. */
const allKinds = (kinds: readonly ItemKind[]): readonly ItemKind[] =>
  kinds.flatMap((kind) => [kind, ...allKinds(kind.children ?? [])]);
