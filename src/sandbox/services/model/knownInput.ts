import { shapeOf, type ServiceModel, type Shape } from '../../../core/serviceModel';

type Input = Readonly<Record<string, unknown>>;

/**
 * The members of a checked input that the model knows and that are not null: a null means that the
 * member is not there, and what the service does not know it neither keeps nor answers.
 */
export function knownInput(model: ServiceModel, operation: string, input: Input): Input {
  return knownMembers(model, shapeOf(model, model.operations[operation] ?? ''), input);
}

function knownMembers(model: ServiceModel, shape: Shape, value: Input): Input {
  const members = Object.entries(shape.members ?? {})
    .filter(([name]) => (value[name] ?? null) !== null)
    .map(([name, target]) => [name, known(model, shapeOf(model, target), value[name])]);
  return Object.fromEntries(members) as Input;
}

function known(model: ServiceModel, shape: Shape, value: unknown): unknown {
  if (shape.type === 'structure') return knownMembers(model, shape, value as Input);
  if (shape.type !== 'list') return value;
  const member = shapeOf(model, shape.member ?? '');
  return (value as readonly unknown[]).map((item) => known(model, member, item));
}
