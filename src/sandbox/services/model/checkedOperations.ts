import type { JsonOperation } from '../../http/jsonService';
import type { QueryAction } from '../../http/queryProtocol';
import { checkInput } from './checkInput';
import { knownInput } from './knownInput';
import { readQueryInput } from './queryInput';
import type { ServiceModel } from '../../../core/serviceModel';

type Operations = Readonly<Record<string, JsonOperation>>;

/** The operations, seeing only input that fits the service model; else they refuse with `code`. */
export function checkedOperations(
  model: ServiceModel,
  operations: Operations,
  code = 'ValidationException',
): Operations {
  return mapValues(operations, (name, operation) => async (input, call) => {
    checkInput(model, name, input, code);
    return await operation(knownInput(model, name, input), call);
  });
}

/** The same operations for AWS Query, whose front end refuses with `ValidationError`. */
export function queryActions(
  model: ServiceModel,
  operations: Operations,
): Readonly<Record<string, QueryAction>> {
  const checked = checkedOperations(model, operations, 'ValidationError');
  return mapValues(
    checked,
    (name, operation) => (parameters, call) =>
      operation(readQueryInput(model, name, parameters), call),
  );
}

function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (name: string, value: Value) => Result,
): Readonly<Record<string, Result>> {
  const entries = Object.entries(record).map(
    ([name, value]) => [name, change(name, value)] as const,
  );
  return Object.fromEntries(entries);
}
