import type { ResourceConfigFields } from '../../requestFields';
import { requestError, type RequestProblem } from '../requestProblem';
import type { SoundRequest } from './soundRequest';

const path = ['ResourceConfig'];

/** On what a job runs. A serverless job has no resources of its own. */
export function resourceRules(request: SoundRequest): RequestProblem[] {
  const { ResourceConfig: resources, ServerlessJobConfig: serverless } = request;
  if (serverless !== undefined) {
    return [];
  }
  if (resources === undefined) {
    return [requestError(path, 'is missing; a job needs instances.')];
  }
  return instanceRules(resources);
}

function instanceRules(resources: ResourceConfigFields): RequestProblem[] {
  const { InstanceGroups: groups = [] } = resources;
  return groups.length > 0 ? groupRules(resources, groups) : singleTypeRules(resources);
}

function singleTypeRules(resources: ResourceConfigFields): RequestProblem[] {
  const { InstanceType: type, InstanceCount: count } = resources;
  return [
    ...(type === undefined
      ? [requestError([...path, 'InstanceType'], 'is missing, and there are no InstanceGroups.')]
      : []),
    ...countRules(count, [...path, 'InstanceCount']),
  ];
}

function countRules(count: number | undefined, at: (string | number)[]): RequestProblem[] {
  if (count === undefined) {
    return [requestError(at, 'is missing; a job has at least 1 instance.')];
  }
  return count < 1 ? [requestError(at, `is ${count}; a job has at least 1 instance.`)] : [];
}

/** Developer guide, "Run a training job with a heterogeneous cluster". */
function groupRules(
  resources: ResourceConfigFields,
  groups: NonNullable<ResourceConfigFields['InstanceGroups']>,
): RequestProblem[] {
  const beside = (['InstanceType', 'InstanceCount'] as const)
    .filter((name) => resources[name] !== undefined)
    .map((name) =>
      requestError(
        [...path, name],
        'cannot stand beside InstanceGroups, which say it for each group.',
      ),
    );
  const counts = groups.flatMap((group, index) =>
    countRules(group.InstanceCount, [...path, 'InstanceGroups', index, 'InstanceCount']),
  );
  return [...beside, ...counts];
}
