import type { Reply } from '../../http/reply';
import type { Respond } from '../../http/serviceCall';
import * as buckets from './buckets';
import { listObjects, listObjectsV2 } from './listing';
import * as multipart from './multipart';
import { deleteObject, deleteObjects, putObject } from './objectWrites';
import { readObject } from './objectReads';
import { notImplemented, S3Call, type S3Parts } from './s3Call';

type S3Operation = (call: S3Call) => Reply | Promise<Reply>;

/** Parameters that select another operation than the plain one of a bucket or an object. */
const otherResources = new Set([
  'accelerate',
  'acl',
  'analytics',
  'attributes',
  'cors',
  'encryption',
  'intelligent-tiering',
  'inventory',
  'legal-hold',
  'lifecycle',
  'logging',
  'metrics',
  'notification',
  'object-lock',
  'ownershipControls',
  'partNumber',
  'policy',
  'policyStatus',
  'publicAccessBlock',
  'renameObject',
  'replication',
  'requestPayment',
  'restore',
  'retention',
  'select',
  'session',
  'tagging',
  'torrent',
  'uploadId',
  'uploads',
  'versioning',
  'versions',
  'website',
]);

/** S3 over REST-XML with path-style addresses. */
export function s3Service(parts: S3Parts): Respond {
  return async (serviceCall) => {
    const call = new S3Call(parts, serviceCall);
    return chooseOperation(call)(call);
  };
}

function chooseOperation(call: S3Call): S3Operation {
  if (call.bucketName === '') return choose(call, { GET: buckets.listBuckets });
  return call.key === '' ? chooseOfBucket(call) : chooseOfObject(call);
}

function chooseOfBucket(call: S3Call): S3Operation {
  if (call.method === 'GET' && call.query('location') !== undefined) return buckets.getLocation;
  if (call.method === 'POST' && call.query('delete') !== undefined) return deleteObjects;
  const list = call.query('list-type') === '2' ? listObjectsV2 : listObjects;
  return choose(call, {
    GET: list,
    HEAD: buckets.headBucket,
    PUT: buckets.createBucket,
    DELETE: buckets.deleteBucket,
  });
}

function chooseOfObject(call: S3Call): S3Operation {
  if (call.method === 'POST' && call.query('uploads') !== undefined) {
    return multipart.createUpload;
  }
  if (call.query('uploadId') !== undefined) {
    const operation = ofUpload(call.method);
    if (operation) return operation;
  }
  return choose(call, {
    GET: readObject,
    HEAD: readObject,
    PUT: putObject,
    DELETE: deleteObject,
  });
}

function ofUpload(method: string): S3Operation | undefined {
  if (method === 'PUT') return multipart.uploadPart;
  if (method === 'POST') return multipart.completeUpload;
  return method === 'DELETE' ? multipart.abortUpload : undefined;
}

function choose(call: S3Call, byMethod: Readonly<Record<string, S3Operation>>): S3Operation {
  const other = call.parameters.find((name) => otherResources.has(name));
  if (other !== undefined) throw notImplemented(`${call.method} with ?${other}`);
  if ((call.query('versionId') ?? 'null') !== 'null') throw notImplemented('object versions');
  const operation = Object.hasOwn(byMethod, call.method) ? byMethod[call.method] : undefined;
  if (!operation) throw notImplemented(`${call.method} here`);
  return operation;
}
