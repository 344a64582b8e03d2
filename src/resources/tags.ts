import { AddTagsCommand, DeleteTagsCommand, ListTagsCommand } from '@aws-sdk/client-sagemaker';
import type { Sender, Tags } from '../core/resources/kind';

/** All tags of a resource, page by page: one has at most 50, but pages may be short. */
export async function listTags(api: Sender, arn: string, signal?: AbortSignal): Promise<Tags> {
  const tags: (readonly [string, string])[] = [];
  let token: string | undefined;
  do {
    const input = { ResourceArn: arn, ...(token !== undefined && { NextToken: token }) };
    const { Tags: page = [], NextToken } = await api.send(new ListTagsCommand(input), signal);
    tags.push(...page.map(({ Key = '', Value = '' }) => [Key, Value] as const));
    token = NextToken;
  } while (token !== undefined);
  return Object.fromEntries(tags);
}

/**
 * Makes the tags of a resource those of `wanted`: what is new or different is set, what is not there
 * any more is removed. Sends nothing where nothing differs.
 */
export async function changeTags(
  api: Sender,
  arn: string,
  { before, wanted }: { readonly before: Tags; readonly wanted: Tags },
): Promise<void> {
  const set = Object.entries(wanted).filter(
    ([key, value]) => !Object.hasOwn(before, key) || before[key] !== value,
  );
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(wanted, key));
  if (set.length > 0) {
    const list = set.map(([Key, Value]) => ({ Key, Value }));
    await api.send(new AddTagsCommand({ ResourceArn: arn, Tags: list }));
  }
  if (gone.length > 0) {
    await api.send(new DeleteTagsCommand({ ResourceArn: arn, TagKeys: gone }));
  }
}
