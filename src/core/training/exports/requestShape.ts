import { shapeOf, type ServiceModel } from '../../serviceModel';
import createTrainingJob from '../model/createTrainingJob.json';

/** What a member of a request holds; a `map` holds texts by name. */
export type Shape =
  | { readonly kind: 'text' | 'integer' | 'boolean' | 'map' }
  | { readonly kind: 'list'; readonly item: Shape }
  | Structure;

export interface Structure {
  readonly kind: 'structure';
  /** The service's name of it, which is also that of the SDK 3's class. */
  readonly name: string;
  readonly members: ReadonlyMap<string, Member>;
}

interface Member {
  readonly shape: Shape;
  readonly isRequired: boolean;
}

const model: ServiceModel = createTrainingJob;

/** The whole of a CreateTrainingJob request. */
export const requestShape: Structure = structureOf('CreateTrainingJobRequest');

function structureOf(name: string): Structure {
  const { members = {}, required = [] } = shapeOf(model, name);
  const entries = Object.entries(members).map(
    ([member, type]) =>
      [member, { shape: shapeNamed(type), isRequired: required.includes(member) }] as const,
  );
  return { kind: 'structure', name, members: new Map(entries) };
}

function shapeNamed(name: string): Shape {
  const { type, member = '' } = shapeOf(model, name);
  switch (type) {
    case 'structure':
      return structureOf(name);
    case 'list':
      return { kind: 'list', item: shapeNamed(member) };
    case 'map':
    case 'integer':
    case 'boolean':
      return { kind: type };
    default:
      return { kind: 'text' };
  }
}
