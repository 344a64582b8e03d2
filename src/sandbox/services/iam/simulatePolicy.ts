import { sandboxRoleArn } from '../../../core/sandbox/protocol';
import { ServiceError } from '../../http/jsonService';

/** The fields that count of the request, checked against the service model. */
interface Input {
  readonly PolicySourceArn?: string;
  readonly ActionNames?: readonly string[];
  readonly ResourceArns?: readonly string[];
  readonly MaxItems?: number;
  readonly Marker?: string;
}

const defaultPage = 100;

/**
 * SimulatePrincipalPolicy for the sandbox's role, which nothing of the sandbox is denied to. Policies
 * that the caller brings along would have to be evaluated, so they are refused.
 */
export function simulatePolicy(input: Input): object {
  const brought = [
    'PolicyInputList',
    'PermissionsBoundaryPolicyInputList',
    'ResourcePolicy',
  ].filter((name) => name in input);
  if (brought.length > 0) {
    const names = brought.join(', ');
    throw invalid(`The local sandbox evaluates no policies: leave out ${names}.`);
  }
  checkSource(input.PolicySourceArn ?? '');
  const { count, at } = questions(input);
  const from = readMarker(input.Marker);
  const to = Math.min(count, from + (input.MaxItems ?? defaultPage));
  return {
    EvaluationResults: Array.from({ length: Math.max(0, to - from) }, (_, index) =>
      at(from + index),
    ),
    IsTruncated: to < count,
    Marker: to < count ? String(to) : undefined,
  };
}

/** Each action on each resource, made when asked for: both lists may be as long as a request. */
function questions({ ActionNames: actions = [], ResourceArns: named = [] }: Input) {
  const resources = named.length === 0 ? ['*'] : named;
  return {
    count: actions.length * resources.length,
    at: (index: number) =>
      allow(
        actions[Math.floor(index / resources.length)] ?? '',
        resources[index % resources.length] ?? '',
      ),
  };
}

function allow(action: string, resource: string): object {
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: 'allowed',
    MatchedStatements: [],
    MissingContextValues: [],
  };
}

function checkSource(arn: string): void {
  if (arn === sandboxRoleArn) return;
  const name = /^arn:aws:iam::\d{12}:(?:role|user|group)\/(.+)$/.exec(arn)?.[1];
  if (name === undefined) {
    throw invalid(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`);
  }
  throw new ServiceError('NoSuchEntity', `The entity with name ${name} cannot be found.`, 404);
}

function readMarker(marker: string | undefined): number {
  if (marker === undefined) return 0;
  if (/^\d{1,9}$/.test(marker)) return Number(marker);
  throw new ServiceError('ValidationError', `Invalid Marker: ${marker}`);
}

function invalid(message: string): ServiceError {
  return new ServiceError('InvalidInput', message);
}
