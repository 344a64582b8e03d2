import { ServiceError } from '../../http/jsonService';
import { shapeOf, type ServiceModel, type Shape } from '../../../core/serviceModel';

/** The parameters below one name: `Dimensions.member.1.Name` is four of them deep. */
interface Branch {
  text: string | undefined;
  readonly children: Map<string, Branch>;
}

/**
 * An AWS Query request's parameters as the object that a JSON request would hold: lists from
 * `Name.member.1`, maps from `Name.entry.1.key` and `.value` (the AWS Query protocol of Smithy), and
 * texts as the types that the service model gives them; times as seconds since the epoch. What the
 * model does not know is left out. Throws `MalformedInput` for a text that is not of its type.
 */
export function readQueryInput(
  model: ServiceModel,
  operation: string,
  parameters: ReadonlyMap<string, string>,
): Readonly<Record<string, unknown>> {
  const shape = shapeOf(model, model.operations[operation] ?? '');
  return readStructure(model, shape, growTree(parameters), '');
}

function growTree(parameters: ReadonlyMap<string, string>): Branch {
  const root: Branch = { text: undefined, children: new Map() };
  for (const [name, text] of parameters) {
    let branch = root;
    for (const part of name.split('.')) {
      const child: Branch = branch.children.get(part) ?? { text: undefined, children: new Map() };
      branch.children.set(part, child);
      branch = child;
    }
    branch.text = text;
  }
  return root;
}

function readStructure(
  model: ServiceModel,
  shape: Shape,
  branch: Branch,
  path: string,
): Readonly<Record<string, unknown>> {
  const entries: [string, unknown][] = [];
  for (const [name, target] of Object.entries(shape.members ?? {})) {
    const child = branch.children.get(name);
    if (child === undefined) continue;
    const memberPath = path === '' ? name : `${path}.${name}`;
    entries.push([name, readValue(model, shapeOf(model, target), child, memberPath)]);
  }
  return Object.fromEntries(entries);
}

function readValue(model: ServiceModel, shape: Shape, branch: Branch, path: string): unknown {
  switch (shape.type) {
    case 'structure':
      return readStructure(model, shape, branch, path);
    case 'list':
      return readList(model, shape, branch, path);
    case 'map':
      return readMap(model, shape, branch, path);
    default:
      return readText(shape.type, branch.text ?? '', path);
  }
}

/** An empty list is sent as a name with an empty text. */
function readList(model: ServiceModel, shape: Shape, branch: Branch, path: string): unknown[] {
  const member = shapeOf(model, shape.member ?? '');
  return numbered(branch.children.get('member')).map(([number, item]) =>
    readValue(model, member, item, `${path}.member.${number}`),
  );
}

function readMap(model: ServiceModel, shape: Shape, branch: Branch, path: string): object {
  const value = shapeOf(model, shape.value ?? '');
  const entries = numbered(branch.children.get('entry')).map(([number, { children }]) => {
    const key = children.get('key')?.text ?? '';
    const item = children.get('value') ?? { text: undefined, children: new Map<string, Branch>() };
    return [key, readValue(model, value, item, `${path}.entry.${number}`)] as const;
  });
  return Object.fromEntries(entries);
}

function numbered(branch: Branch | undefined): readonly (readonly [number, Branch])[] {
  return [...(branch?.children ?? [])]
    .map(([name, item]) => [Number(name), item] as const)
    .filter(([number]) => Number.isInteger(number))
    .sort(([a], [b]) => a - b);
}

function readText(type: string, text: string, path: string): unknown {
  if (type === 'integer') return readInteger(text, path);
  if (type === 'double') return readNumber(text, path);
  if (type === 'boolean') return readBoolean(text, path);
  return type === 'timestamp' ? readTime(text, path) : text;
}

function readInteger(text: string, path: string): number {
  const number = Number(text);
  if (!/^[+-]?\d+$/.test(text) || !Number.isSafeInteger(number)) {
    throw malformed(text, path, 'an integer');
  }
  return number;
}

function readNumber(text: string, path: string): number {
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) throw malformed(text, path, 'a number');
  return number;
}

function readBoolean(text: string, path: string): boolean {
  const lower = text.toLowerCase();
  if (lower !== 'true' && lower !== 'false') throw malformed(text, path, 'true or false');
  return lower === 'true';
}

function readTime(text: string, path: string): number {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) throw malformed(text, path, 'a time in ISO 8601');
  return milliseconds / 1000;
}

function malformed(text: string, path: string, what: string): ServiceError {
  return new ServiceError('MalformedInput', `${path} must be ${what}, which '${text}' is not.`);
}
