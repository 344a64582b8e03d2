import { ServiceError } from '../../http/jsonService';
import type { Reply } from '../../http/reply';
import { element } from '../../http/xml';
import { parseRequestXml, textOf } from './requestXml';
import { s3Namespace, xmlReply, type S3Call } from './s3Call';

export function listBuckets({ parts }: S3Call): Reply {
  const buckets = [...parts.objects.buckets()].map(({ name, created }) =>
    element('Bucket', [
      element('Name', name),
      element('CreationDate', created.toISOString()),
      element('BucketRegion', parts.region),
    ]),
  );
  return xmlReply(
    element(
      'ListAllMyBucketsResult',
      [element('Buckets', buckets), element('Owner', [element('ID', parts.accountId)])],
      s3Namespace,
    ),
  );
}

/** In us-east-1 it is no mistake to create a bucket that one has already. */
export async function createBucket(call: S3Call): Promise<Reply> {
  const { parts, bucketName } = call;
  checkBucketName(bucketName);
  checkLocation(await call.text(), parts.region);
  await parts.objects.createBucket(bucketName);
  return { status: 200, headers: { location: `/${bucketName}` } };
}

export function headBucket(call: S3Call): Reply {
  call.bucket();
  return {
    status: 200,
    headers: { 'content-type': 'application/xml', 'x-amz-bucket-region': call.parts.region },
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
  if (wellFormed && !isAddress && !/\.\.|\.-|-\./.test(name)) return;
  throw new ServiceError('InvalidBucketName', 'The specified bucket is not valid.');
}

function checkLocation(body: string, region: string): void {
  if (body.trim() === '') return;
  const configuration = parseRequestXml(body, 'CreateBucketConfiguration');
  const location = textOf(configuration, 'LocationConstraint');
  if (location === undefined || location === '') return;
  if (location === region) {
    throw new ServiceError(
      'InvalidLocationConstraint',
      'The specified location-constraint is not valid',
    );
  }
  throw new ServiceError(
    'IllegalLocationConstraintException',
    `The ${location} location constraint is incompatible for the region specific endpoint this ` +
      'request was sent to.',
  );
}
