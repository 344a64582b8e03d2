import type { Reply } from '../../http/reply';
import { element, type XmlElement } from '../../http/xml';
import type { Upload } from '../../store/objectRecord';
import { compareUtf8 } from '../../store/sortedKeys';
import { encodingElement, keyEncoder, prefixElements, type EncodeKey } from './listEncoding';
import { groupOf } from './listPage';
import { storageClassOf } from './objectHeaders';
import { ownerElement } from './owner';
import { s3Namespace, xmlReply, type S3Call } from './s3Call';

const mostUploads = 1000;

interface UploadQuery {
  readonly prefix: string;
  readonly delimiter: string;
  readonly keyMarker: string;
  /** Of the upload to `keyMarker` after which the page begins; empty: after all of them. */
  readonly idMarker: string;
  readonly limit: number;
}

interface UploadPage {
  readonly uploads: readonly Upload[];
  readonly prefixes: readonly string[];
  /** The last entry of a page after which there is more; a common prefix has no id. */
  readonly next: { readonly key: string; readonly id: string } | undefined;
}

/** ListMultipartUploads */
export function listUploads(call: S3Call): Reply {
  const { name } = call.bucket();
  const keyMarker = call.query('key-marker') ?? '';
  const query: UploadQuery = {
    prefix: call.query('prefix') ?? '',
    delimiter: call.query('delimiter') ?? '',
    keyMarker,
    idMarker: keyMarker === '' ? '' : (call.query('upload-id-marker') ?? ''),
    limit: call.count('max-uploads', call.query('max-uploads'), mostUploads),
  };
  const page = uploadPage(call.parts.objects.uploads(name), query);
  const encode = keyEncoder(call);
  return xmlReply(
    element(
      'ListMultipartUploadsResult',
      [
        element('Bucket', name),
        element('KeyMarker', encode(keyMarker)),
        element('UploadIdMarker', query.idMarker),
        page.next && element('NextKeyMarker', encode(page.next.key)),
        page.next && element('NextUploadIdMarker', page.next.id),
        query.delimiter === '' ? undefined : element('Delimiter', encode(query.delimiter)),
        element('Prefix', encode(query.prefix)),
        element('MaxUploads', query.limit),
        encodingElement(call),
        element('IsTruncated', page.next !== undefined),
        ...page.uploads.map((upload) => uploadElement(upload, encode, call)),
        ...prefixElements(page.prefixes, encode),
      ],
      s3Namespace,
    ),
  );
}

/** A page of uploads by key, those to one key by their time; keys below a delimiter rolled up. */
function uploadPage(all: readonly Upload[], query: UploadQuery): UploadPage {
  const { prefix, delimiter, limit } = query;
  const uploads: Upload[] = [];
  const prefixes: string[] = [];
  let last = { key: '', id: '' };
  for (const upload of behindMarker(all.toSorted(compareUploads), query)) {
    if (!upload.key.startsWith(prefix)) continue;
    const group = groupOf(upload.key, prefix, delimiter);
    if (group !== undefined && (group === last.key || group === query.keyMarker)) continue;
    if (uploads.length + prefixes.length === limit) {
      return { uploads, prefixes, next: limit === 0 ? undefined : last };
    }
    if (group === undefined) uploads.push(upload);
    else prefixes.push(group);
    last = group === undefined ? { key: upload.key, id: upload.id } : { key: group, id: '' };
  }
  return { uploads, prefixes, next: undefined };
}

function behindMarker(
  sorted: readonly Upload[],
  { keyMarker, idMarker }: UploadQuery,
): readonly Upload[] {
  const marked = sorted.findIndex(({ key, id }) => key === keyMarker && id === idMarker);
  if (marked >= 0) return sorted.slice(marked + 1);
  return sorted.filter(({ key }) => compareUtf8(key, keyMarker) > 0);
}

function compareUploads(a: Upload, b: Upload): number {
  return (
    compareUtf8(a.key, b.key) ||
    a.initiated.getTime() - b.initiated.getTime() ||
    compareUtf8(a.id, b.id)
  );
}

function uploadElement(upload: Upload, encode: EncodeKey, { parts }: S3Call): XmlElement {
  const asked = upload.checksum?.implied ? undefined : upload.checksum;
  return element('Upload', [
    element('Key', encode(upload.key)),
    element('UploadId', upload.id),
    ownerElement(parts, 'Initiator'),
    ownerElement(parts),
    element('StorageClass', storageClassOf(upload.headers)),
    element('Initiated', upload.initiated.toISOString()),
    asked && element('ChecksumAlgorithm', asked.algorithm.toUpperCase()),
    asked && element('ChecksumType', asked.type),
  ]);
}
