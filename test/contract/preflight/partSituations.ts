import { accountId } from '../../fakes/checkedAccount';
import type { ScriptedSituation } from './situation';

const roleAccess: readonly ScriptedSituation[] = [
  {
    ...{ name: 'a role that may do all', id: 'roleAccess', tone: 'ok', account: {} },
    says: /policies of the role Trainer allow/,
  },
  {
    ...{ name: 'a role that may not write logs', id: 'roleAccess', tone: 'warning' },
    account: { decisions: { 'logs:PutLogEvents': { decision: 'implicitDeny' } } },
    ...{ says: /logs:PutLogEvents.*choose another role, or add/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a role that is denied its data', id: 'roleAccess', tone: 'warning' },
    account: { decisions: { 's3:GetObject': { decision: 'explicitDeny' } } },
    ...{ says: /s3:GetObject.*choose another role, or add/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'data that a bucket policy may allow', id: 'roleAccess', tone: 'info' },
    account: { decisions: { 's3:PutObject': { decision: 'implicitDeny' } } },
    ...{ says: /s3:PutObject.*cannot be told/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'objects that need a tag', id: 'roleAccess', tone: 'info' },
    account: {
      decisions: { 's3:GetObject': { missing: ['s3:ExistingObjectTag/SageMaker'] } },
    },
    ...{ says: /s3:GetObject.*cannot be told/, fix: 'chooseRole' },
  },
];

const inNetwork: readonly ScriptedSituation[] = [
  {
    ...{ name: 'a role that may not reach the network', id: 'roleAccess', tone: 'warning' },
    account: { decisions: { 'ec2:CreateNetworkInterface': { decision: 'implicitDeny' } } },
    asks: { isInVpc: true },
    ...{ says: /ec2:CreateNetworkInterface.*choose another role/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a role that need not reach the network', id: 'roleAccess', tone: 'ok' },
    account: { decisions: { 'ec2:CreateNetworkInterface': { decision: 'implicitDeny' } } },
    says: /allow what the job needs/,
  },
  {
    ...{ name: 'a role that is denied the key of the storage', id: 'roleAccess', tone: 'warning' },
    account: { decisions: { 'kms:CreateGrant': { decision: 'explicitDeny' } } },
    asks: { volumeKey: '12345678-90ab-cdef-1234-567890abcdef' },
    ...{ says: /kms:CreateGrant.*choose another role/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a key of the results that its own policy may allow', id: 'roleAccess' },
    ...{ tone: 'info', account: { decisions: { 'kms:Encrypt': { decision: 'implicitDeny' } } } },
    asks: { outputKey: `arn:aws:kms:eu-west-1:${accountId}:key/1` },
    ...{ says: /kms:Encrypt.*cannot be told/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a key by its alias, which names none', id: 'roleAccess', tone: 'ok' },
    account: { decisions: { 'kms:Encrypt': { decision: 'explicitDeny' } } },
    ...{ asks: { outputKey: 'alias/results' }, says: /allow what the job needs/ },
  },
];

const bucket = `sagemaker-eu-west-1-${accountId}`;

const buckets: readonly ScriptedSituation[] = [
  {
    ...{ name: 'a bucket that somebody else took', id: `bucket:${bucket}`, tone: 'error' },
    account: { buckets: { [bucket]: { status: 403 } } },
    ...{ says: /ask for s3:ListBucket on it, or choose another connection/, fix: 'signIn' },
  },
  {
    ...{ name: 'a bucket of its own that the job does not use', id: `bucket:${bucket}` },
    ...{ tone: 'none', account: { buckets: { [bucket]: { status: 403 } } } },
    ...{ asks: { ownBucket: false, output: 's3://results/' }, says: /(?:)/ },
  },
  {
    ...{ name: 'a bucket of its own that may be created', id: `bucket:${bucket}`, tone: 'ok' },
    account: { buckets: { [bucket]: { status: 404 } } },
    says: /will be created/,
  },
  {
    ...{ name: 'a bucket of its own that the output names', id: `bucket:${bucket}`, tone: 'ok' },
    account: { buckets: { [bucket]: { status: 404 } } },
    ...{ asks: { ownBucket: false, output: `s3://${bucket}/` }, says: /will be created/ },
  },
  {
    ...{ name: 'a bucket of its own that may not be created', id: `bucket:${bucket}` },
    tone: 'error',
    account: {
      buckets: { [bucket]: { status: 404 } },
      decisions: { 's3:CreateBucket': { decision: 'implicitDeny' } },
    },
    ...{ says: /ask for s3:CreateBucket, or choose another connection/, fix: 'signIn' },
  },
  {
    ...{ name: 'a bucket of its own whose creation nobody judges', id: `bucket:${bucket}` },
    ...{ tone: 'info', account: { buckets: { [bucket]: { status: 404 } }, decisions: 'refuses' } },
    ...{ says: /cannot be told.*ask for s3:CreateBucket/, fix: 'signIn' },
  },
  {
    ...{ name: 'data of others that only the role may read', id: 'bucket:theirs', tone: 'info' },
    account: { buckets: { theirs: { status: 403 } } },
    asks: { inputs: ['s3://theirs/train/'] },
    ...{ says: /choose another bucket or let the role/, fix: 'editField' },
  },
  {
    ...{ name: 'a redirect to another region', id: 'bucket:results', tone: 'error' },
    account: { buckets: { results: { status: 301, region: 'us-east-2' } } },
    asks: { output: 's3://results/jobs' },
    ...{ says: /is in us-east-2.*choose a bucket of eu-west-1/, fix: 'chooseRegion' },
  },
  {
    ...{ name: 'a signature for another region', id: 'bucket:results', tone: 'error' },
    account: { buckets: { results: { status: 400, region: 'ap-south-1' } } },
    asks: { output: 's3://results/jobs' },
    ...{ says: /is in ap-south-1.*choose a bucket of eu-west-1/, fix: 'chooseRegion' },
  },
  {
    ...{ name: 'a bucket whose region is not said', id: 'bucket:results', tone: 'info' },
    account: { buckets: { results: { status: 200 } } },
    asks: { output: 's3://results/jobs' },
    ...{ says: /choose a bucket of eu-west-1/, fix: 'chooseBucket' },
  },
  {
    ...{ name: 'a bucket that does not answer', id: `bucket:${bucket}`, tone: 'info' },
    account: { buckets: { [bucket]: 'cut' } },
    ...{ says: /cannot be told.*choose another connection/, fix: 'signIn' },
  },
  {
    ...{ name: 'checkpoints in a bucket that is missing', id: 'bucket:saved', tone: 'error' },
    account: { buckets: { saved: { status: 404 } } },
    asks: { checkpoint: 's3://saved/here' },
    ...{ says: /correct the address, or create/, fix: 'editField' },
  },
];

const images: readonly ScriptedSituation[] = [
  {
    ...{ name: 'an image of another account that lets nobody look', id: 'image', tone: 'info' },
    account: { images: 'refuses' },
    asks: { image: '999999999999.dkr.ecr.eu-west-1.amazonaws.com/theirs:2' },
    ...{ says: /cannot be told.*choose another image/, fix: 'editField' },
  },
  {
    ...{ name: 'an image of another account that is missing', id: 'image', tone: 'error' },
    account: { images: 'ImageNotFoundException' },
    asks: { image: '999999999999.dkr.ecr.eu-west-1.amazonaws.com/theirs:2' },
    ...{ says: /choose another image, or push/, fix: 'editField' },
  },
  {
    ...{ name: 'an image that the registry fetches when it is pulled', id: 'image', tone: 'info' },
    account: { images: 'RepositoryNotFoundException', cacheRules: ['hub'] },
    asks: { image: `${accountId}.dkr.ecr.eu-west-1.amazonaws.com/hub/library/python:3` },
    ...{ says: /cannot be told.*choose another image/, fix: 'editField' },
  },
  {
    ...{ name: 'a missing image that no rule is about', id: 'image', tone: 'error' },
    account: { images: 'RepositoryNotFoundException', cacheRules: ['hub'] },
    asks: { image: `${accountId}.dkr.ecr.eu-west-1.amazonaws.com/hubs/python:3` },
    ...{ says: /choose another image, or push/, fix: 'editField' },
  },
  {
    ...{ name: 'a missing image that unseen rules may be about', id: 'image', tone: 'info' },
    account: { images: 'RepositoryNotFoundException', cacheRules: 'refuses' },
    asks: { image: `${accountId}.dkr.ecr.eu-west-1.amazonaws.com/hub/python:3` },
    ...{ says: /cannot be told.*choose another image/, fix: 'editField' },
  },
  {
    ...{ name: 'an image of another registry', id: 'image', tone: 'warning', account: {} },
    asks: { image: 'docker.io/library/python:3.12' },
    ...{ says: /choose one that is, unless/, fix: 'editField' },
  },
];

const times: readonly ScriptedSituation[] = [
  {
    ...{ name: 'spot without checkpoints', id: 'spotCheckpoints', tone: 'warning', account: {} },
    asks: {
      times: {
        ...{ maxRuntime: 3600, spot: { maxWait: 3600 }, hasCheckpoints: false },
        isHeterogeneous: false,
      },
    },
    ...{ says: /add a folder for checkpoints/, fix: 'editField' },
  },
  {
    ...{ name: 'a wait that is shorter than the runtime', id: 'maxWait', tone: 'error' },
    account: {},
    asks: {
      times: {
        ...{ maxRuntime: 3600, spot: { maxWait: 3599 }, hasCheckpoints: true },
        isHeterogeneous: false,
      },
    },
    ...{ says: /choose a longer wait or a shorter runtime/, fix: 'editField' },
  },
  {
    ...{ name: 'a runtime above 28 days', id: 'maxRuntime', tone: 'error', account: {} },
    asks: {
      times: { maxRuntime: 28 * 86_400 + 1, hasCheckpoints: false, isHeterogeneous: false },
    },
    ...{ says: /28 days.*choose a shorter/, fix: 'editField' },
  },
  {
    ...{ name: 'six days without a known quota', id: 'maxRuntime', tone: 'warning' },
    account: { applied: 'refuses' },
    asks: { times: { maxRuntime: 6 * 86_400, hasCheckpoints: false, isHeterogeneous: false } },
    ...{ says: /5 days.*request a higher quota/, fix: 'editField' },
  },
  {
    ...{ name: 'six days where the quota is raised', id: 'maxRuntime', tone: 'none' },
    account: { applied: { 'Longest run time for a training job': 28 * 86_400 } },
    asks: { times: { maxRuntime: 6 * 86_400, hasCheckpoints: false, isHeterogeneous: false } },
    says: /(?:)/,
  },
  {
    ...{ name: 'a runtime above the account’s quota', id: 'maxRuntime', tone: 'error' },
    account: { applied: { 'Longest run time for a training job': 86_400 } },
    asks: { times: { maxRuntime: 86_401, hasCheckpoints: false, isHeterogeneous: false } },
    ...{ says: /is 1 day: choose a shorter/, fix: 'editField' },
  },
  {
    ...{ name: 'spot that is to stay warm', id: 'keepAlive', tone: 'warning', account: {} },
    asks: {
      times: {
        ...{ maxRuntime: 60, spot: { maxWait: 60 }, hasCheckpoints: true, keepAlive: 60 },
        isHeterogeneous: false,
      },
    },
    ...{ says: /leave the keep-alive time out/, fix: 'editField' },
  },
];

const ofAws = 'eu-west-1.amazonaws.com/pytorch-training:2.8.0-gpu-py312';
const mixed: readonly ScriptedSituation[] = [
  {
    ...{ name: 'an image for GPUs on groups of which one has some', id: 'processor', tone: 'none' },
    account: {},
    asks: {
      image: `763104351884.dkr.ecr.${ofAws}`,
      instances: ['ml.m5.large', 'ml.g5.xlarge'].map((type) => ({ type, count: 1 })),
    },
    says: /(?:)/,
  },
  {
    ...{ name: 'an image for CPUs on groups of which the last has GPUs', id: 'processor' },
    ...{ tone: 'warning', account: {} },
    asks: {
      image: `763104351884.dkr.ecr.${ofAws.replace('gpu', 'cpu')}`,
      instances: ['ml.m5.large', 'ml.g5.xlarge'].map((type) => ({ type, count: 1 })),
    },
    ...{ says: /GPUs of ml\.g5\.xlarge stay unused: choose an image for GPUs/, fix: 'editField' },
  },
];

/** What a job reads, writes and runs, and for how long. */
export const partSituations: readonly ScriptedSituation[] = [
  ...roleAccess,
  ...inNetwork,
  ...buckets,
  ...images,
  ...mixed,
  ...times,
];
