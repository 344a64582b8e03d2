import type { Reply } from '../../http/reply';
import { element, type XmlElement } from '../../http/xml';
import type { ObjectPart, ObjectRecord } from '../../store/objectRecord';
import { checksumElement } from './checksums';
import { refuseCustomerKeys } from './encryption';
import { storageClassOf } from './objectHeaders';
import { invalidArgument } from './refusals';
import { s3Namespace, xmlReply, type S3Call } from './s3Call';

const mostParts = 1000;
const asked = 'x-amz-object-attributes';

type Writer = (object: ObjectRecord, call: S3Call) => XmlElement | undefined;

/** The attributes by their names, in the order in which they are told. */
const writers: Readonly<Record<string, Writer>> = {
  ETag: ({ etag }) => element('ETag', etag.slice(1, -1)),
  Checksum: writeChecksum,
  ObjectParts: writeParts,
  StorageClass: ({ headers }) => element('StorageClass', storageClassOf(headers)),
  ObjectSize: ({ size }) => element('ObjectSize', size),
};

/** GetObjectAttributes */
export function getAttributes(call: S3Call): Reply {
  const object = call.object();
  refuseCustomerKeys(call.headers);
  const text = call.headers.get(asked) ?? '';
  const names = text.split(',').map((name) => name.trim());
  if (!names.every((name) => Object.hasOwn(writers, name))) {
    throw invalidArgument('Invalid attribute name specified.', asked, text);
  }
  const found = Object.entries(writers)
    .filter(([name]) => names.includes(name))
    .map(([, write]) => write(object, call));
  return xmlReply(element('GetObjectAttributesResponse', found, s3Namespace), {
    'last-modified': object.lastModified.toUTCString(),
  });
}

function writeChecksum({ checksum }: ObjectRecord): XmlElement | undefined {
  if (!checksum) return undefined;
  const { algorithm, value, type } = checksum;
  const [whole = ''] = value.split('-');
  return element('Checksum', [checksumElement(algorithm, whole), element('ChecksumType', type)]);
}

/** Parts are told one by one only where they have checksums (S3 API reference). */
function writeParts({ parts, checksum }: ObjectRecord, call: S3Call): XmlElement | undefined {
  if (!parts) return undefined;
  const detailed = parts.filter((part) => part.checksum !== undefined);
  const after = call.count('part-number-marker', partMarker(call) ?? '0', 10_000);
  const most = call.count('max-parts', call.headers.get('x-amz-max-parts'), mostParts);
  const rest = detailed.filter(({ number }) => number > after);
  const page = rest.slice(0, most);
  const paging = [
    element('PartNumberMarker', after),
    element('NextPartNumberMarker', page.at(-1)?.number ?? 0),
    element('MaxParts', most),
    element('IsTruncated', page.length < rest.length),
  ];
  return element('ObjectParts', [
    element('PartsCount', parts.length),
    ...(detailed.length > 0 ? paging : []),
    ...page.map((part) => partElement(part, checksum?.algorithm)),
  ]);
}

function partMarker({ headers }: S3Call): string | undefined {
  return headers.get('x-amz-part-number-marker');
}

function partElement({ number, size, checksum }: ObjectPart, algorithm?: string): XmlElement {
  return element('Part', [
    element('PartNumber', number),
    element('Size', size),
    checksumElement(algorithm, checksum),
  ]);
}
