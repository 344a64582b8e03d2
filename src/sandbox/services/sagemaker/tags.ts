import { ServiceError, type CallContext, type JsonOperation } from '../../http/jsonService';
import type { Tag } from '../../store/jobRecord';
import type { JobStore } from '../../store/jobStore';
import { invalid } from './rules/invalid';
import { checkTags } from './rules/tagRules';

const mostTags = 50;

/** A kind of resource that carries tags. */
export interface TaggedKind {
  /** The part of the ARN before the name, such as `training-job`. */
  readonly resourceType: string;
  /** The tags of the resource with this ARN; `undefined` when there is none. */
  read(arn: string): Promise<readonly Tag[] | undefined>;
  /** Changes the tags of a resource that is there, and answers them as they are then. */
  edit(arn: string, change: (tags: readonly Tag[]) => readonly Tag[]): Promise<readonly Tag[]>;
}

/** The jobs of one store as a kind of resource that carries tags. */
export function taggedJobs<Request>(resourceType: string, jobs: JobStore<Request>): TaggedKind {
  const find = (arn: string) => {
    const job = jobs.find(nameIn(arn));
    return job?.arn === arn ? job : undefined;
  };
  return {
    resourceType,
    read: async (arn) => {
      const job = find(arn);
      return job === undefined ? undefined : (await jobs.read(job.id)).tags;
    },
    edit: async (arn, change) => {
      const job = find(arn);
      if (job === undefined) throw noSuchResource(arn);
      const changed = await jobs.update(job.id, (present) => ({
        ...present,
        tags: change(present.tags),
      }));
      return changed.tags;
    },
  };
}

/** AddTags, ListTags and DeleteTags on resources of these kinds. */
export function tagOperations(kinds: readonly TaggedKind[]): Record<string, JsonOperation> {
  const kindOf = (action: string, arn: string, call: CallContext): TaggedKind => {
    checkOwner(action, arn, call);
    const kind = kinds.find(({ resourceType }) =>
      arn.split(':')[5]?.startsWith(`${resourceType}/`),
    );
    if (kind === undefined) throw noSuchResource(arn);
    return kind;
  };
  return {
    AddTags: async (input, call) => {
      const arn = String(input['ResourceArn']);
      const added = input['Tags'] as readonly Tag[];
      const kind = kindOf('AddTags', arn, call);
      checkTags(added);
      return { Tags: await kind.edit(arn, (present) => mergeTags(present, added)) };
    },
    ListTags: async (input, call) => {
      const arn = String(input['ResourceArn']);
      const tags = await kindOf('ListTags', arn, call).read(arn);
      if (tags === undefined) throw noSuchResource(arn);
      // The smallest page holds all the tags that a resource can carry, so no token was ever given.
      if (input['NextToken'] !== undefined) throw invalid('Invalid NextToken.');
      return { Tags: tags };
    },
    DeleteTags: async (input, call) => {
      const arn = String(input['ResourceArn']);
      const keys = input['TagKeys'] as readonly string[];
      await kindOf('DeleteTags', arn, call).edit(arn, (present) =>
        present.filter(({ Key }) => !keys.includes(Key)),
      );
      return {};
    },
  };
}

/** Another account's resources are nobody's business here, whether they are there or not. */
function checkOwner(action: string, arn: string, { accountId, region }: CallContext): void {
  const [, , , arnRegion, arnAccount] = arn.split(':');
  if (arnAccount !== accountId) {
    throw new ServiceError(
      'AccessDeniedException',
      `The caller is not authorized to perform: sagemaker:${action} on resource: ${arn}`,
    );
  }
  if (arnRegion !== region) {
    throw invalid(`The resource ${arn} is not in the region ${region} of this request.`);
  }
}

function mergeTags(present: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  const merged = new Map([...present, ...added].map(({ Key, Value }) => [Key, Value]));
  if (merged.size > mostTags) {
    throw new ServiceError(
      'ResourceLimitExceeded',
      `The account-level service limit for tags per resource is ${mostTags}.`,
    );
  }
  return [...merged].map(([Key, Value]) => ({ Key, Value }));
}

function nameIn(arn: string): string {
  return /\/(.+)$/.exec(arn)?.[1] ?? '';
}

function noSuchResource(arn: string): ServiceError {
  return invalid(`Could not find resource ${arn}.`);
}
