import type { Reply } from '../../http/reply';
import { hostIdOf, S3Error } from '../../http/s3Error';
import type { Respond } from '../../http/serviceCall';
import { getAttributes } from './attributes';
import * as buckets from './buckets';
import { configurationOperation } from './configuration';
import { copyObject } from './copyObject';
import { copySourceHeader } from './copySource';
import { listObjects, listObjectsV2 } from './listing';
import { listVersions } from './listVersions';
import { listUploads } from './listUploads';
import * as multipart from './multipart';
import { getObjectAcl, lockState } from './objectStates';
import { readObject } from './objectReads';
import { patientReply } from './patientReply';
import { deleteObject, deleteObjects, putObject } from './objectWrites';
import { invalidArgument, notImplemented } from './refusals';
import { S3Call, type S3Parts } from './s3Call';
import * as tags from './tags';
import * as uploadParts from './uploadParts';

type S3Operation = (call: S3Call) => Reply | Promise<Reply>;
type ByMethod = Readonly<Record<string, S3Operation>>;

/** What a parameter of the query makes of a request for a bucket. */
const ofBucket: Readonly<Record<string, ByMethod>> = {
  delete: { POST: deleteObjects },
  location: { GET: buckets.getLocation },
  tagging: { GET: tags.getBucketTags, PUT: tags.putBucketTags, DELETE: tags.deleteBucketTags },
  uploads: { GET: listUploads },
  versions: { GET: listVersions },
};

/** The same for an object. */
const ofObject: Readonly<Record<string, ByMethod>> = {
  acl: { GET: getObjectAcl },
  attributes: { GET: getAttributes },
  'legal-hold': { GET: lockState },
  retention: { GET: lockState },
  tagging: { GET: tags.getObjectTags, PUT: tags.putObjectTags, DELETE: tags.deleteObjectTags },
  uploadId: {
    GET: uploadParts.listParts,
    PUT: uploadParts.uploadPart,
    POST: multipart.completeUpload,
    DELETE: multipart.abortUpload,
  },
  uploads: { POST: multipart.createUpload },
};

/** Parameters that select operations that are not here. */
const missing = ['renameObject', 'restore', 'select', 'session', 'torrent', 'encryption'];

/** They read or write all bytes of an object that is already here. */
const longOperations = new Set<S3Operation>([
  copyObject,
  uploadParts.copyPart,
  multipart.completeUpload,
]);

/** S3 over REST-XML with path-style addresses. */
export function s3Service(parts: S3Parts): Respond {
  return async (serviceCall) => {
    const call = new S3Call(parts, serviceCall);
    const operation = chooseOperation(call);
    const answer = Promise.resolve(operation(call));
    const isLong = longOperations.has(operation);
    const reply = await (isLong ? patientReply(answer, serviceCall.refuse) : answer);
    return {
      ...reply,
      headers: { 'x-amz-id-2': hostIdOf(serviceCall.requestId), ...reply.headers },
    };
  };
}

function chooseOperation(call: S3Call): S3Operation {
  if (call.bucketName === '') return choose(call, { GET: buckets.listBuckets }, 'SERVICE');
  return call.key === '' ? chooseOfBucket(call) : chooseOfObject(call);
}

function chooseOfBucket(call: S3Call): S3Operation {
  const selected = select(call, ofBucket) ?? configurationOperation(call);
  if (selected) return selected;
  refuseMissing(call);
  const byMethod = {
    GET: call.query('list-type') === '2' ? listObjectsV2 : listObjects,
    HEAD: buckets.headBucket,
    PUT: buckets.createBucket,
    DELETE: buckets.deleteBucket,
  };
  return choose(call, byMethod, 'BUCKET');
}

function chooseOfObject(call: S3Call): S3Operation {
  const version = call.query('versionId') ?? 'null';
  if (version !== 'null') {
    throw invalidArgument('Invalid version id specified', 'versionId', version);
  }
  const selected = select(call, ofObject);
  if (selected === uploadParts.uploadPart && isCopy(call)) return uploadParts.copyPart;
  if (selected) return selected;
  refuseMissing(call);
  if (call.method === 'PUT' && call.query('partNumber') !== undefined) refuse(call, 'partNumber');
  const byMethod = {
    GET: readObject,
    HEAD: readObject,
    PUT: isCopy(call) ? copyObject : putObject,
    DELETE: deleteObject,
  };
  return choose(call, byMethod, 'OBJECT');
}

function isCopy({ headers }: S3Call): boolean {
  return headers.has(copySourceHeader);
}

function select(call: S3Call, table: Readonly<Record<string, ByMethod>>): S3Operation | undefined {
  const name = call.parameters.find((parameter) => Object.hasOwn(table, parameter));
  const byMethod = name === undefined ? undefined : table[name];
  if (!byMethod) return undefined;
  return byMethod[call.method] ?? refuse(call, name ?? '');
}

function refuseMissing(call: S3Call): void {
  const name = call.parameters.find((parameter) => missing.includes(parameter));
  if (name !== undefined) refuse(call, name);
}

function refuse(call: S3Call, name: string): never {
  throw notImplemented(`${call.method} with ?${name}`);
}

function choose(call: S3Call, byMethod: ByMethod, resource: string): S3Operation {
  const operation = Object.hasOwn(byMethod, call.method) ? byMethod[call.method] : undefined;
  if (operation) return operation;
  throw new S3Error(
    'MethodNotAllowed',
    'The specified method is not allowed against this resource.',
    405,
    { Method: call.method, ResourceType: resource },
  );
}
