import type { ServiceError } from '../../http/jsonService';
import { S3Error } from '../../http/s3Error';
import type { Refusal } from '../../store/objectChanges';
import type { ObjectRecord } from '../../store/objectRecord';
import { noSuchKey, preconditionFailed } from './refusals';

/** Tells whether an `If-Match` or `If-None-Match` header names this entity tag. */
export function matchesEtag(header: string, etag: string): boolean {
  return header
    .split(',')
    .map((tag) => tag.trim())
    .some((tag) => tag === '*' || tag === etag || `"${tag}"` === etag);
}

/** S3's conditional writes; judged at the moment of the change. */
export function writeCondition(headers: ReadonlyMap<string, string>, key: string): Refusal {
  const ifMatch = headers.get('if-match');
  const ifNoneMatch = headers.get('if-none-match');
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new S3Error(
      'NotImplemented',
      'A header you provided implies functionality that is not implemented',
      501,
      { Header: 'If-None-Match', additionalMessage: 'We only accept * here' },
    );
  }
  return (present) => {
    if (present && ifNoneMatch !== undefined) return preconditionFailed('If-None-Match');
    return mismatch(ifMatch, present, key);
  };
}

/** The condition of a delete, also of one among many; S3 user guide, "Conditional deletes". */
export function deleteCondition(ifMatch: string | undefined, key: string): Refusal {
  return (present) => mismatch(ifMatch, present, key);
}

function mismatch(
  ifMatch: string | undefined,
  present: ObjectRecord | undefined,
  key: string,
): ServiceError | undefined {
  if (ifMatch === undefined) return undefined;
  if (!present) return noSuchKey(key);
  return matchesEtag(ifMatch, present.etag) ? undefined : preconditionFailed('If-Match');
}

/** Names of the four conditions of a read, with what stands before them in a copy. */
const conditionNames = [
  'if-match',
  'if-unmodified-since',
  'if-none-match',
  'if-modified-since',
] as const;

/**
 * The condition that does not hold for a read, by RFC 9110, section 13.2.2: the entity tags win over
 * the times.
 */
export function failedCondition(
  headers: ReadonlyMap<string, string>,
  { etag, lastModified }: ObjectRecord,
  prefix = '',
): (typeof conditionNames)[number] | undefined {
  const [ifMatch, unmodifiedSince, ifNoneMatch, modifiedSince] = conditionNames.map((name) =>
    headers.get(prefix + name),
  );
  if (ifMatch !== undefined) {
    if (!matchesEtag(ifMatch, etag)) return 'if-match';
  } else if (isAfter(lastModified, unmodifiedSince)) return 'if-unmodified-since';
  if (ifNoneMatch !== undefined) {
    return matchesEtag(ifNoneMatch, etag) ? 'if-none-match' : undefined;
  }
  const unread = Number.isNaN(Date.parse(modifiedSince ?? ''));
  return unread || isAfter(lastModified, modifiedSince) ? undefined : 'if-modified-since';
}

/** HTTP dates have whole seconds; one that cannot be read is no condition. */
function isAfter(modified: Date, text: string | undefined): boolean {
  const since = Date.parse(text ?? '');
  return !Number.isNaN(since) && Math.floor(modified.getTime() / 1000) > Math.floor(since / 1000);
}
