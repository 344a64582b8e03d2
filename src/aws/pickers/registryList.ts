import type { Connection } from '../connection';
import { readGrowing, type Growing, type Reading } from '../../core/growing';

/** A repository of the account's registry in the connection's region. */
export interface Repository {
  readonly name: string;
  /** `123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/train` */
  readonly uri: string;
}

/** An image in a repository. */
export interface StoredImage {
  /** None: it is known by its digest only. */
  readonly tags: readonly string[];
  /** `sha256:…` */
  readonly digest: string;
  /** Compressed, as it lies in the registry. */
  readonly bytes: number | undefined;
  readonly pushedAt: Date | undefined;
}

/** The registry's repositories, as ECR lists them. */
export async function listRepositories(
  { ecr }: Pick<Connection, 'ecr'>,
  reading: Reading<Repository>,
): Promise<Growing<Repository>> {
  const { DescribeRepositoriesCommand } = await import('@aws-sdk/client-ecr');
  return await readGrowing(async (token) => {
    const input = { maxResults: 1000, nextToken: token };
    const command = new DescribeRepositoriesCommand(input);
    const { repositories = [], nextToken } = await ecr.send(command, reading.signal);
    const items = repositories.flatMap(({ repositoryName: name, repositoryUri: uri }) =>
      name === undefined || uri === undefined ? [] : [{ name, uri }],
    );
    return { items, next: nextToken };
  }, reading);
}

/** The images of a repository, in no order. */
export async function listStoredImages(
  { ecr }: Pick<Connection, 'ecr'>,
  repository: string,
  reading: Reading<StoredImage>,
): Promise<Growing<StoredImage>> {
  const { DescribeImagesCommand } = await import('@aws-sdk/client-ecr');
  return await readGrowing(async (token) => {
    const input = { repositoryName: repository, maxResults: 1000, nextToken: token };
    const answer = await ecr.send(new DescribeImagesCommand(input), reading.signal);
    const items = (answer.imageDetails ?? []).flatMap((image) =>
      image.imageDigest === undefined
        ? []
        : [
            {
              ...{ tags: image.imageTags ?? [], digest: image.imageDigest },
              ...{ bytes: image.imageSizeInBytes, pushedAt: image.imagePushedAt },
            },
          ],
    );
    return { items, next: answer.nextToken };
  }, reading);
}
