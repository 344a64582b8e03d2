import { isObject, memberOf, type Json } from '../exports/json';

/** The instance type as script mode's containers are told it, to choose how processes talk to each other. */
const instanceHyperparameter = 'sagemaker_instance_type';

/**
 * `after` with the hyperparameter that names the instance type as the SageMaker Python SDK 2 would write it
 * for its resources (`Framework._distribution_configuration`: `null` for instance groups). Only where
 * `before` named its own type in it, and nothing but the resources has changed since.
 */
export function withInstanceHyperparameter<T extends object>(before: object, after: T): T {
  const [old, now] = [hyperparameterOf(before), hyperparameterOf(after)];
  const [oldType, newType] = [typeOf(before), typeOf(after)];
  if (old === undefined || now !== old || oldType === newType || !names(old, oldType)) {
    return after;
  }
  const isPlain = old === oldType && newType !== null;
  const text = isPlain ? newType : JSON.stringify(newType);
  const { HyperParameters: all } = after as { readonly HyperParameters?: object };
  return { ...after, HyperParameters: { ...all, [instanceHyperparameter]: text } };
}

function hyperparameterOf(request: object): string | undefined {
  const all = memberOf(request as Json, 'HyperParameters');
  const text = isObject(all) ? memberOf(all, instanceHyperparameter) : undefined;
  return typeof text === 'string' ? text : undefined;
}

/** Groups have no type in common. */
function typeOf(request: object): string | null {
  const type = memberOf(memberOf(request as Json, 'ResourceConfig'), 'InstanceType');
  return typeof type === 'string' ? type : null;
}

const names = (text: string, type: string | null): boolean =>
  text === type || text === JSON.stringify(type);
