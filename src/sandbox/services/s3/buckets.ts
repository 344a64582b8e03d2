import { S3Error } from '../../http/s3Error';
import type { Reply } from '../../http/reply';
import { element } from '../../http/xml';
import { compareUtf8 } from '../../store/sortedKeys';
import { readToken, toToken } from './listing';
import { ownerElement } from './owner';
import { invalidArgument, notImplemented } from './refusals';
import { childrenOf, parseRequestXml, textOf, type XmlNode } from './requestXml';
import { s3Namespace, xmlReply, type S3Call } from './s3Call';

const mostBuckets = 10_000;

/** ListBuckets; in pages where the caller asks for them. */
export function listBuckets(call: S3Call): Reply {
  const { parts } = call;
  const prefix = call.query('prefix') ?? '';
  const token = call.query('continuation-token');
  const after = token === undefined ? '' : readToken(token);
  const limit = readMaxBuckets(call);
  const inRegion = (call.query('bucket-region') ?? parts.region) === parts.region;
  const found = parts.objects
    .buckets()
    .filter(({ name }) => inRegion && name.startsWith(prefix) && compareUtf8(name, after) > 0);
  const page = found.slice(0, limit);
  const isPaged = call.query('max-buckets') !== undefined || prefix !== '';
  const last = page.length < found.length ? page.at(-1) : undefined;
  return xmlReply(
    element(
      'ListAllMyBucketsResult',
      [
        ownerElement(parts),
        element(
          'Buckets',
          page.map(({ name, created }) =>
            element('Bucket', [
              element('Name', name),
              element('CreationDate', created.toISOString()),
              isPaged ? element('BucketRegion', parts.region) : undefined,
            ]),
          ),
        ),
        prefix === '' ? undefined : element('Prefix', prefix),
        last && element('ContinuationToken', toToken(last.name)),
      ],
      s3Namespace,
    ),
  );
}

function readMaxBuckets(call: S3Call): number {
  const text = call.query('max-buckets');
  if (text === undefined) return mostBuckets;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostBuckets) return limit;
  throw invalidArgument(
    `Argument max-buckets must be an integer between 1 and ${mostBuckets}`,
    'max-buckets',
    text,
  );
}

/** In us-east-1 it is no mistake to create a bucket that one has already. */
export async function createBucket(call: S3Call): Promise<Reply> {
  const { parts, bucketName } = call;
  checkBucketName(bucketName);
  checkBucketHeaders(call.headers);
  checkConfiguration(await call.text(), parts.region);
  await parts.objects.createBucket(bucketName);
  return { status: 200, headers: { location: `/${bucketName}` } };
}

export function headBucket(call: S3Call): Reply {
  call.bucket();
  return {
    status: 200,
    headers: {
      'content-type': 'application/xml',
      'x-amz-bucket-region': call.parts.region,
      'x-amz-access-point-alias': 'false',
    },
  };
}

export async function deleteBucket(call: S3Call): Promise<Reply> {
  await call.parts.objects.deleteBucket(call.bucket().name);
  return { status: 204 };
}

/** us-east-1 is an empty constraint. */
export function getLocation(call: S3Call): Reply {
  call.bucket();
  return xmlReply(element('LocationConstraint', '', s3Namespace));
}

/** S3 user guide, "General purpose bucket naming rules". */
function checkBucketName(name: string): void {
  const wellFormed = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name);
  const isAddress = /^\d+\.\d+\.\d+\.\d+$/.test(name);
  const isReserved =
    /^(xn--|sthree-|amzn-s3-demo-)/.test(name) ||
    /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name);
  if (wellFormed && !isAddress && !isReserved && !/\.\.|\.-|-\./.test(name)) return;
  throw new S3Error('InvalidBucketName', 'The specified bucket is not valid.', 400, {
    BucketName: name,
  });
}

/** What a new bucket has anyway may be asked for. */
function checkBucketHeaders(headers: ReadonlyMap<string, string>): void {
  const acl = headers.get('x-amz-acl') ?? 'private';
  const grants = [...headers.keys()].some((name) => name.startsWith('x-amz-grant-'));
  if (grants || acl !== 'private') {
    throw new S3Error(
      'InvalidBucketAclWithObjectOwnership',
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    );
  }
  const ownership = headers.get('x-amz-object-ownership') ?? 'BucketOwnerEnforced';
  if (ownership !== 'BucketOwnerEnforced') throw notImplemented(`ObjectOwnership ${ownership}`);
  if (headers.get('x-amz-bucket-object-lock-enabled')?.toLowerCase() === 'true') {
    throw notImplemented('object lock');
  }
}

function checkConfiguration(body: string, region: string): void {
  if (body.trim() === '') return;
  const configuration = parseRequestXml(body, 'CreateBucketConfiguration');
  refuseDirectory(configuration);
  const location = textOf(configuration, 'LocationConstraint');
  if (location === undefined || location === '') return;
  if (location === region) {
    throw new S3Error(
      'InvalidLocationConstraint',
      'The specified location-constraint is not valid',
      400,
      { LocationConstraint: location },
    );
  }
  throw new S3Error(
    'IllegalLocationConstraintException',
    `The ${location} location constraint is incompatible for the region specific endpoint this ` +
      'request was sent to.',
  );
}

function refuseDirectory(configuration: XmlNode): void {
  const unknown = ['Bucket', 'Location', 'Tags'].find(
    (name) => childrenOf(configuration, name).length > 0,
  );
  if (unknown !== undefined) throw notImplemented(`${unknown} in CreateBucketConfiguration`);
}
