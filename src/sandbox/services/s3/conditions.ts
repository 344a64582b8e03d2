import { ServiceError } from '../../http/jsonService';
import type { Refusal } from '../../store/objects';

/** Tells whether an `If-Match` or `If-None-Match` header names this entity tag. */
export function matchesEtag(header: string, etag: string): boolean {
  return header
    .split(',')
    .map((tag) => tag.trim())
    .some((tag) => tag === '*' || tag === etag || `"${tag}"` === etag);
}

/** S3's conditional writes; judged at the moment of the change. */
export function writeCondition(headers: ReadonlyMap<string, string>): Refusal {
  const ifMatch = headers.get('if-match');
  const ifNoneMatch = headers.get('if-none-match');
  return (present) => {
    if (present === undefined) {
      return ifMatch === undefined ? undefined : noSuchKey();
    }
    const differs = ifMatch !== undefined && !matchesEtag(ifMatch, present.etag);
    const exists = ifNoneMatch !== undefined && matchesEtag(ifNoneMatch, present.etag);
    return differs || exists ? preconditionFailed() : undefined;
  };
}

export function noSuchKey(): ServiceError {
  return new ServiceError('NoSuchKey', 'The specified key does not exist.', 404);
}

export function preconditionFailed(): ServiceError {
  return new ServiceError(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    412,
  );
}
