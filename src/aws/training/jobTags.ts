import type { Tag } from '@aws-sdk/client-sagemaker';
import { AppError } from '../../core/errors';
import { isOfAws } from '../../core/resources/tagRules';
import type { Connection } from '../connection';

/**
 * The tags of a job that another one can be given: all but those of AWS. None where they may not be read, which
 * takes a permission of its own.
 */
export async function ownTags(
  { sagemaker }: Connection,
  arn: string,
  signal: AbortSignal | undefined,
): Promise<readonly Tag[]> {
  const { ListTagsCommand } = await import('@aws-sdk/client-sagemaker');
  const tags: Tag[] = [];
  let NextToken: string | undefined;
  try {
    do {
      const page = await sagemaker.send(
        new ListTagsCommand({ ResourceArn: arn, NextToken }),
        signal,
      );
      tags.push(...(page.Tags ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
  } catch (error) {
    if (AppError.is(error, 'denied')) {
      return [];
    }
    throw error;
  }
  return tags.filter(({ Key }) => Key !== undefined && !isOfAws(Key));
}
