import { S3Error } from '../../http/s3Error';
import type { Reply } from '../../http/reply';
import { element, type XmlElement } from '../../http/xml';
import { ownerMayAll } from './objectStates';
import { notImplemented } from './refusals';
import { s3Namespace, xmlReply, type S3Call } from './s3Call';

/** How an unconfigured bucket answers for one part of its configuration. */
interface Configuration {
  /** What the operations on it are called behind `Get`, `Put` and `Delete`. */
  readonly name: string;
  readonly get?: (call: S3Call) => Reply;
  /** Whether nothing is what there is to delete. */
  readonly isAbsent?: true;
}

/**
 * The parts of a bucket's configuration by the parameter that selects them. None can be set here, so
 * each answers as S3 does for a bucket that was just made (S3 API reference; defaults of April 2023).
 */
const configurations: Readonly<Record<string, Configuration>> = {
  abac: { name: 'BucketAbac', get: document('AbacStatus', [element('Status', 'Disabled')]) },
  accelerate: {
    name: 'BucketAccelerateConfiguration',
    get: document('AccelerateConfiguration', []),
  },
  acl: { name: 'BucketAcl', get: ({ parts }) => ownerMayAll(parts) },
  analytics: listed('Analytics', 'ListBucketAnalyticsConfigurationResult'),
  cors: absent('BucketCors', 'NoSuchCORSConfiguration', 'The CORS configuration does not exist'),
  encryption: {
    name: 'BucketEncryption',
    get: document('ServerSideEncryptionConfiguration', [
      element('Rule', [
        element('ApplyServerSideEncryptionByDefault', [element('SSEAlgorithm', 'AES256')]),
        element('BucketKeyEnabled', false),
      ]),
    ]),
    isAbsent: true,
  },
  'intelligent-tiering': listed(
    'IntelligentTiering',
    'ListBucketIntelligentTieringConfigurationsOutput',
  ),
  inventory: listed('Inventory', 'ListInventoryConfigurationsResult'),
  lifecycle: absent(
    'BucketLifecycleConfiguration',
    'NoSuchLifecycleConfiguration',
    'The lifecycle configuration does not exist',
  ),
  logging: { name: 'BucketLogging', get: document('BucketLoggingStatus', []) },
  metadataConfiguration: { name: 'BucketMetadataConfiguration' },
  metadataTable: { name: 'BucketMetadataTableConfiguration' },
  metrics: listed('Metrics', 'ListMetricsConfigurationsResult'),
  notification: {
    name: 'BucketNotificationConfiguration',
    get: document('NotificationConfiguration', []),
  },
  'object-lock': {
    name: 'ObjectLockConfiguration',
    get: refusing(
      'ObjectLockConfigurationNotFoundError',
      'Object Lock configuration does not exist for this bucket',
    ),
  },
  ownershipControls: {
    name: 'BucketOwnershipControls',
    get: document('OwnershipControls', [
      element('Rule', [element('ObjectOwnership', 'BucketOwnerEnforced')]),
    ]),
  },
  policy: absent('BucketPolicy', 'NoSuchBucketPolicy', 'The bucket policy does not exist'),
  policyStatus: {
    name: 'BucketPolicyStatus',
    get: refusing('NoSuchBucketPolicy', 'The bucket policy does not exist'),
  },
  publicAccessBlock: {
    name: 'PublicAccessBlock',
    get: document(
      'PublicAccessBlockConfiguration',
      ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'].map(
        (name) => element(name, true),
      ),
    ),
  },
  replication: absent(
    'BucketReplication',
    'ReplicationConfigurationNotFoundError',
    'The replication configuration was not found',
  ),
  requestPayment: {
    name: 'BucketRequestPayment',
    get: document('RequestPaymentConfiguration', [element('Payer', 'BucketOwner')]),
  },
  versioning: { name: 'BucketVersioning', get: document('VersioningConfiguration', []) },
  website: absent(
    'BucketWebsite',
    'NoSuchWebsiteConfiguration',
    'The specified bucket does not have a website configuration',
  ),
};

/** The operation that a request for a bucket's configuration means. */
export function configurationOperation(call: S3Call): ((call: S3Call) => Reply) | undefined {
  const parameter = call.parameters.find((name) => Object.hasOwn(configurations, name));
  const configuration = parameter === undefined ? undefined : configurations[parameter];
  if (!configuration) return undefined;
  const { name, get, isAbsent } = configuration;
  if (call.method === 'GET' && get) return get;
  if (call.method === 'DELETE' && isAbsent) return nothingToDelete;
  const verbs: Readonly<Record<string, string>> = { GET: 'Get', PUT: 'Put', DELETE: 'Delete' };
  throw notImplemented(`${verbs[call.method] ?? call.method}${name}`);
}

function nothingToDelete(call: S3Call): Reply {
  call.bucket();
  return { status: 204 };
}

function document(root: string, children: readonly XmlElement[]): (call: S3Call) => Reply {
  return (call) => {
    call.bucket();
    return xmlReply(element(root, children, s3Namespace));
  };
}

function refusing(code: string, message: string): (call: S3Call) => never {
  return (call) => {
    throw new S3Error(code, message, 404, { BucketName: call.bucket().name });
  };
}

function absent(name: string, code: string, message: string): Configuration {
  return { name, get: refusing(code, message), isAbsent: true };
}

/** Of these a bucket can have many; without an id all are listed. */
function listed(name: string, root: string): Configuration {
  const list = document(root, [element('IsTruncated', false)]);
  const one = refusing('NoSuchConfiguration', 'The specified configuration does not exist.');
  return {
    name: `Bucket${name}Configuration`,
    get: (call) => (call.query('id') === undefined ? list(call) : one(call)),
  };
}
