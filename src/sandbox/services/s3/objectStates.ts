import type { Reply } from '../../http/reply';
import { element, withAttributes } from '../../http/xml';
import { ownerElement, ownerId } from './owner';
import { invalidRequest } from './refusals';
import { s3Namespace, xmlReply, type S3Call, type S3Parts } from './s3Call';

/** GetObjectAcl */
export function getObjectAcl(call: S3Call): Reply {
  call.object();
  return ownerMayAll(call.parts);
}

/** The list that every bucket and object has whose owner is enforced. */
export function ownerMayAll(parts: S3Parts): Reply {
  const grantee = withAttributes(element('Grantee', [element('ID', ownerId(parts))]), {
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xsi:type': 'CanonicalUser',
  });
  const grant = element('Grant', [grantee, element('Permission', 'FULL_CONTROL')]);
  return xmlReply(
    element(
      'AccessControlPolicy',
      [ownerElement(parts), element('AccessControlList', [grant])],
      s3Namespace,
    ),
  );
}

/** GetObjectRetention and GetObjectLegalHold, in a bucket without object lock. */
export function lockState(call: S3Call): never {
  call.object();
  throw invalidRequest('Bucket is missing Object Lock Configuration');
}
