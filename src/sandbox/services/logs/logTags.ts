import { ServiceError, type CallContext } from '../../http/jsonService';
import type { LogGroup } from '../../store/logIndex';
import type { LogStore } from '../../store/logStore';
import { identifiedGroup, type Input, type LogOperation } from './logNames';

type Tags = LogGroup['tags'];

const mostTags = 50;

export const tagResource: LogOperation = async ({ logs }, input, call) =>
  await changeTags(logs, requireArn(input, call), (present) => {
    const tags = { ...present, ...(input['tags'] as Tags) };
    if (Object.keys(tags).length > mostTags) {
      throw new ServiceError(
        'TooManyTagsException',
        `A resource can have no more than ${mostTags} tags.`,
      );
    }
    return tags;
  });

export const untagResource: LogOperation = async ({ logs }, input, call) => {
  const keys = new Set(input['tagKeys'] as readonly string[]);
  return await changeTags(logs, requireArn(input, call), (present) =>
    Object.fromEntries(Object.entries(present).filter(([key]) => !keys.has(key))),
  );
};

export const listTagsForResource: LogOperation = (parts, input, call) => {
  const group = parts.logs.group(requireArn(input, call));
  return group ? Promise.resolve({ tags: group.tags }) : Promise.reject(noSuchResource());
};

async function changeTags(
  logs: LogStore,
  name: string,
  change: (present: Tags) => Tags,
): Promise<object> {
  const changed = await logs.changeGroup(
    name,
    (present) => present && { ...present, tags: change(present.tags) },
  );
  if (!changed) throw noSuchResource();
  return {};
}

/** The name of the group that an ARN of this account means. */
function requireArn(input: Input, call: CallContext): string {
  const arn = String(input['resourceArn']);
  const name = identifiedGroup(arn, call);
  if (name === undefined || name === arn) throw noSuchResource();
  return name;
}

function noSuchResource(): ServiceError {
  return new ServiceError('ResourceNotFoundException', 'The specified resource does not exist.');
}
