import { createHash } from 'node:crypto';
import { element, type XmlElement } from '../../http/xml';
import type { S3Parts } from './s3Call';

/** The canonical user id that S3 knows the account by; it no longer tells display names. */
export function ownerId({ accountId }: S3Parts): string {
  return createHash('sha256').update(`canonical user of ${accountId}`).digest('hex');
}

export function ownerElement(parts: S3Parts, name = 'Owner'): XmlElement {
  return element(name, [element('ID', ownerId(parts))]);
}
