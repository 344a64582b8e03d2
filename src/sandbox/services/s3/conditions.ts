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
    if (ifMatch !== undefined && !present) {
      return new ServiceError('NoSuchKey', 'The specified key does not exist.', 404);
    }
    const failed =
      (ifMatch !== undefined && present && !matchesEtag(ifMatch, present.etag)) ||
      (ifNoneMatch !== undefined && present && matchesEtag(ifNoneMatch, present.etag));
    if (!failed) return undefined;
    return new ServiceError(
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
      412,
    );
  };
}
