import { S3Error } from '../../http/s3Error';
import type { ServiceError } from '../../http/jsonService';
import type { Reply } from '../../http/reply';
import { decodeQuery } from '../../http/requestHead';
import { element } from '../../http/xml';
import type { Tag } from '../../store/objectRecord';
import { invalidArgument, noSuchKey } from './refusals';
import { childrenOf, malformed, parseRequestXml, textOf } from './requestXml';
import { s3Namespace, xmlReply, type S3Call } from './s3Call';

const mostOfObject = 10;
const mostOfBucket = 50;

/** GetObjectTagging: an object without tags has an empty set. */
export function getObjectTags(call: S3Call): Reply {
  return tagReply(call.object().tags ?? []);
}

export async function putObjectTags(call: S3Call): Promise<Reply> {
  const { name } = call.bucket();
  const tags = readTags(await call.text());
  if (tags.length > mostOfObject) throw tooManyOfObject();
  await tagObject(call, name, tags);
  return { status: 200 };
}

export async function deleteObjectTags(call: S3Call): Promise<Reply> {
  await tagObject(call, call.bucket().name, []);
  return { status: 204 };
}

/** GetBucketTagging: a bucket without tags has no set. */
export function getBucketTags(call: S3Call): Reply {
  const { name, tags } = call.bucket();
  if (tags.length > 0) return tagReply(tags);
  throw new S3Error('NoSuchTagSet', 'The TagSet does not exist', 404, { BucketName: name });
}

export async function putBucketTags(call: S3Call): Promise<Reply> {
  const { name } = call.bucket();
  const tags = readTags(await call.text());
  if (tags.length > mostOfBucket) {
    throw new S3Error('BadRequest', `Bucket tag count cannot be greater than ${mostOfBucket}`);
  }
  await call.parts.objects.tagBucket(name, tags);
  return { status: 204 };
}

export async function deleteBucketTags(call: S3Call): Promise<Reply> {
  await call.parts.objects.tagBucket(call.bucket().name, []);
  return { status: 204 };
}

/** The tags in `x-amz-tagging`, written like a query. */
export function tagsOfHeader(headers: ReadonlyMap<string, string>): Tag[] | undefined {
  const text = headers.get('x-amz-tagging');
  if (text === undefined || text === '') return undefined;
  const tags = text.split('&').map((pair) => {
    const [key = '', value = '', ...more] = pair.split('=').map(decodeQuery);
    if (key === '' || more.length > 0) {
      throw invalidArgument(
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query " +
          'parameters without tag name duplicates.',
        'x-amz-tagging',
        text,
      );
    }
    return { key, value };
  });
  if (tags.length > mostOfObject) throw tooManyOfObject();
  checkTags(tags);
  return tags;
}

async function tagObject(call: S3Call, bucket: string, tags: readonly Tag[]): Promise<void> {
  if (await call.parts.objects.tagObject(bucket, call.key, tags)) return;
  throw noSuchKey(call.key);
}

function readTags(body: string): Tag[] {
  const [set] = childrenOf(parseRequestXml(body, 'Tagging'), 'TagSet');
  if (set === undefined) throw malformed();
  const tags = childrenOf(set, 'Tag').map((node) => {
    const key = textOf(node, 'Key');
    const value = textOf(node, 'Value');
    if (key === undefined || value === undefined) throw malformed();
    return { key, value };
  });
  checkTags(tags);
  return tags;
}

/** S3 user guide, "Categorizing your storage using tags". */
function checkTags(tags: readonly Tag[]): void {
  for (const { key, value } of tags) {
    if (key === '' || key.length > 128) {
      throw new S3Error('InvalidTag', 'The TagKey you have provided is invalid', 400, {
        TagKey: key,
      });
    }
    if (value.length > 256) {
      throw new S3Error('InvalidTag', 'The TagValue you have provided is invalid', 400, {
        TagKey: key,
        TagValue: value,
      });
    }
    if (key.startsWith('aws:')) {
      throw new S3Error('InvalidTag', 'System tags cannot be added/updated by requester');
    }
  }
  if (new Set(tags.map(({ key }) => key)).size < tags.length) {
    throw new S3Error('InvalidTag', 'Cannot provide multiple Tags with the same key');
  }
}

function tooManyOfObject(): ServiceError {
  return new S3Error('BadRequest', `Object tags cannot be greater than ${mostOfObject}`);
}

function tagReply(tags: readonly Tag[]): Reply {
  const list = tags.map(({ key, value }) =>
    element('Tag', [element('Key', key), element('Value', value)]),
  );
  return xmlReply(element('Tagging', [element('TagSet', list)], s3Namespace));
}
