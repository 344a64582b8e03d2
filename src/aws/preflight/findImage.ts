import { AppError, type ErrorReason } from '../../core/errors';
import type { ImageAnswer } from '../../core/preflight/image';
import type { RegistryImage } from '../../core/preflight/registryImage';
import type { Sender } from '../../core/resources/kind';
import { errorCode } from '../errors';

/** Looks into a registry. What it refuses is an answer too; what may pass is thrown. */
export async function findImage(
  ecr: Sender,
  { accountId, repository, reference }: RegistryImage,
  signal: AbortSignal,
): Promise<ImageAnswer> {
  const { DescribeImagesCommand } = await import('@aws-sdk/client-ecr');
  const command = new DescribeImagesCommand({
    registryId: accountId,
    repositoryName: repository,
    imageIds: [reference],
  });
  try {
    const { imageDetails = [] } = await ecr.send(command, signal);
    return { kind: imageDetails.length > 0 ? 'found' : 'noImage' };
  } catch (error) {
    const answer = error instanceof AppError ? answerOf(error) : undefined;
    if (answer === undefined) {
      throw error;
    }
    return answer;
  }
}

const final: readonly ErrorReason[] = ['denied', 'invalid', 'notFound', 'unexpected'];

function answerOf(error: AppError): ImageAnswer | undefined {
  const code = errorCode(error.cause);
  if (code === 'RepositoryNotFoundException') {
    return { kind: 'noRepository' };
  }
  if (code === 'ImageNotFoundException') {
    return { kind: 'noImage' };
  }
  return final.includes(error.reason) ? { kind: 'unknown', reason: error.message } : undefined;
}
