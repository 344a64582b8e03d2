import type { Reply } from '../../http/reply';
import { element, type XmlElement } from '../../http/xml';
import { encodingElement, keyEncoder, prefixElements } from './listEncoding';
import { describeObject, readQuery } from './listing';
import { listPage } from './listPage';
import { s3Namespace, xmlReply, type S3Call } from './s3Call';

/** ListObjectVersions: nothing here has more than one version, and that is called `null`. */
export function listVersions(call: S3Call): Reply {
  const bucket = call.bucket();
  const marker = call.query('key-marker') ?? '';
  const query = readQuery(call, marker);
  const { contents, prefixes, next } = listPage(bucket.objects, query);
  const encode = keyEncoder(call);
  const endsWithKey = next !== undefined && contents.at(-1)?.key === next;
  return xmlReply(
    element(
      'ListVersionsResult',
      [
        element('Name', bucket.name),
        element('Prefix', encode(query.prefix)),
        element('KeyMarker', encode(marker)),
        element('VersionIdMarker', call.query('version-id-marker') ?? ''),
        next === undefined ? undefined : element('NextKeyMarker', encode(next)),
        endsWithKey ? element('NextVersionIdMarker', 'null') : undefined,
        element('MaxKeys', query.limit),
        query.delimiter === '' ? undefined : element('Delimiter', encode(query.delimiter)),
        encodingElement(call),
        element('IsTruncated', next !== undefined),
        ...contents.map((object): XmlElement =>
          element('Version', [
            element('VersionId', 'null'),
            element('IsLatest', true),
            ...describeObject(object, encode, call),
          ]),
        ),
        ...prefixElements(prefixes, encode),
      ],
      s3Namespace,
    ),
  );
}
