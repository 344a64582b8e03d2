import { sagemakerModel as model } from '../../model/sagemakerModel';
import { shapeOf, type ServiceModel, type Shape } from '../../../../core/serviceModel';
import { invalid } from '../rules/invalid';

/** What a property's values can be compared with; `hyperparameter` is text that may be a number. */
type PropertyType = 'text' | 'number' | 'boolean' | 'time' | 'hyperparameter' | 'whole';

/** A property of the records that Search finds, or of the members of one of their lists. */
export interface Property {
  readonly name: string;
  readonly type: PropertyType;
  /** Its values in a record, as they go over the wire: several where a list lies between. */
  valuesIn(record: unknown): readonly unknown[];
}

const service: ServiceModel = model;
const record = shapeOf(service, 'TrainingJob');

/** The property of a training job with this name; refuses a name that no job can have. */
export function jobProperty(name: string): Property {
  const [first = '', ...rest] = name.split('.');
  const key = rest.join('.');
  if (first === 'Metrics' && key !== '') {
    return keyed(name, 'number', ['FinalMetricDataList', 'MetricName', key]);
  }
  if (first === 'Tags' && key !== '') return keyed(name, 'text', ['Tags', 'Key', key]);
  const type = key !== '' && first === 'HyperParameters' ? 'hyperparameter' : undefined;
  return property(name, record, name.split('.'), type);
}

/** The member of a job's record that a property is in. */
export function memberOf(name: string): string {
  const [first = ''] = name.split('.');
  return first === 'Metrics' ? 'FinalMetricDataList' : first;
}

/** A list of a job whose members have properties of their own, such as `InputDataConfig`. */
export interface NestedList {
  /** The list's members in a record. */
  membersIn(record: unknown): readonly unknown[];
  /** The property of a member; the name begins with the list's own. */
  memberProperty(name: string): Property;
}

export function nestedList(name: string): NestedList {
  const { shape, path } = walk(record, name.split('.')) ?? {};
  const member = shape?.type === 'list' ? shapeOf(service, shape.member ?? '') : undefined;
  if (path === undefined || member?.type !== 'structure') {
    throw invalid(`Invalid nested property name: ${name}`);
  }
  return {
    membersIn: (job) => collect(job, path),
    memberProperty(filtered) {
      if (!filtered.startsWith(`${name}.`)) throw unknownProperty(filtered);
      return property(filtered, member, filtered.slice(name.length + 1).split('.'));
    },
  };
}

function property(
  name: string,
  from: Shape,
  parts: readonly string[],
  type?: PropertyType,
): Property {
  const found = walk(from, parts);
  if (found === undefined) throw unknownProperty(name);
  const { shape, path } = found;
  return { name, type: type ?? typeOf(shape), valuesIn: (value) => collect(value, path) };
}

/** The `Value` of the list's member that has this key. */
function keyed(
  name: string,
  type: PropertyType,
  [list, keyMember, key]: readonly [string, string, string],
): Property {
  return {
    name,
    type,
    valuesIn: (value) =>
      collect(value, [list]).flatMap((member) =>
        collect(member, [keyMember])[0] === key ? collect(member, ['Value']) : [],
      ),
  };
}

interface Walked {
  readonly shape: Shape;
  /** The members on the way; all that is left of a name is one key of a map. */
  readonly path: readonly string[];
}

/** Follows the model; lists are passed through, for a name does not say which of their members. */
function walk(from: Shape, parts: readonly string[]): Walked | undefined {
  let shape = from;
  const path: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (shape.type === 'list') shape = shapeOf(service, shape.member ?? '');
    if (shape.type === 'map') {
      const key = parts.slice(index).join('.');
      return { shape: shapeOf(service, shape.value ?? ''), path: [...path, key] };
    }
    const members = shape.members ?? {};
    const target = Object.hasOwn(members, part) ? members[part] : undefined;
    if (target === undefined) return undefined;
    shape = shapeOf(service, target);
    path.push(part);
  }
  return { shape, path };
}

function typeOf({ type, member }: Shape): PropertyType {
  if (type === 'list') {
    const inner = typeOf(shapeOf(service, member ?? ''));
    return inner === 'text' ? 'text' : 'whole';
  }
  if (type === 'integer' || type === 'double') return 'number';
  if (type === 'timestamp') return 'time';
  if (type === 'boolean') return 'boolean';
  return type === 'string' ? 'text' : 'whole';
}

function collect(value: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((member) => collect(member, path));
  const [first, ...rest] = path;
  if (first === undefined) return value === undefined ? [] : [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return [];
  return collect((value as Readonly<Record<string, unknown>>)[first], rest);
}

function unknownProperty(name: string) {
  return invalid(`Invalid property name: ${name}`);
}
