import { AppError, type ErrorReason } from '../../core/errors';
import type { ImageAnswer } from '../../core/preflight/image';
import type { RegistryImage } from '../../core/preflight/registryImage';
import type { Sender } from '../../core/resources/kind';
import { errorCode } from '../errors';

/** Looks into a registry. What it refuses is an answer too; what may pass is thrown. */
export async function findImage(
  ecr: Sender,
  image: RegistryImage,
  signal: AbortSignal,
): Promise<ImageAnswer> {
  const answer = await described(ecr, image, signal);
  const isMissing = answer.kind === 'noRepository' || answer.kind === 'noImage';
  const cache = isMissing ? await cacheOf(ecr, image, signal) : 'none';
  return cache === 'none' ? answer : { kind: 'unknown', reason: cacheReasons[cache] };
}

const cacheReasons = {
  rule: 'The registry has not got it yet, and fetches it from another one when it is pulled.',
  denied:
    'The registry has not got it, and whether it fetches it from another one these credentials may not see.',
} as const;

/**
 * Whether a rule has the registry fetch the repository from another one ("Sync an upstream registry", ECR
 * user guide): the first pull then makes what is missing.
 */
async function cacheOf(
  ecr: Sender,
  { accountId, repository }: RegistryImage,
  signal: AbortSignal,
): Promise<'rule' | 'denied' | 'none'> {
  const { DescribePullThroughCacheRulesCommand } = await import('@aws-sdk/client-ecr');
  const command = new DescribePullThroughCacheRulesCommand({
    ...{ registryId: accountId, maxResults: 1000 },
  });
  try {
    const { pullThroughCacheRules = [] } = await ecr.send(command, signal);
    return pullThroughCacheRules.some(
      ({ ecrRepositoryPrefix: prefix = '' }) =>
        prefix === 'ROOT' || repository.startsWith(`${prefix}/`),
    )
      ? 'rule'
      : 'none';
  } catch (error) {
    if (!(error instanceof AppError) || error.reason === 'cancelled') {
      throw error;
    }
    // What stands in for ECR need not know the question; then what it said first holds.
    return error.reason === 'denied' ? 'denied' : 'none';
  }
}

async function described(
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
