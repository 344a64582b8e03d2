import { ServiceError, type JsonOperation } from '../../http/jsonService';
import type { JobSummary, Tag } from '../../store/jobRecord';
import type { JobStore } from '../../store/jobStore';

const mostTags = 50;

/** AddTags, ListTags and DeleteTags on training jobs. */
export function tagOperations(jobs: JobStore): Record<string, JsonOperation> {
  const change = async (arn: unknown, edit: (tags: readonly Tag[]) => readonly Tag[]) => {
    const { id } = requireResource(jobs, arn);
    return await jobs.update(id, (job) => ({ ...job, tags: edit(job.tags) }));
  };
  return {
    AddTags: async (input) => {
      const added = input['Tags'] as readonly Tag[];
      const { tags } = await change(input['ResourceArn'], (present) => mergeTags(present, added));
      return { Tags: tags };
    },
    ListTags: async (input) => {
      const job = await jobs.read(requireResource(jobs, input['ResourceArn']).id);
      return { Tags: job.tags };
    },
    DeleteTags: async (input) => {
      const keys = input['TagKeys'] as readonly string[];
      await change(input['ResourceArn'], (present) =>
        present.filter((tag) => !keys.includes(tag.Key)),
      );
      return {};
    },
  };
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

function requireResource(jobs: JobStore, arn: unknown): JobSummary {
  const name = /:training-job\/(.+)$/.exec(String(arn))?.[1];
  const job = name === undefined ? undefined : jobs.find(name);
  if (job !== undefined && job.arn === arn) return job;
  throw new ServiceError('ValidationException', `Could not find resource ${String(arn)}.`);
}
