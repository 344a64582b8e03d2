import {
  DeleteModelPackageCommand,
  DescribeModelPackageCommand,
  ListModelPackagesCommand,
} from '@aws-sdk/client-sagemaker';
import { call, defineChildKind, describedBy } from '../../core/resources/defineKind';
import { afterKind } from '../arn';
import { facts, firstOf, imageName } from '../facts';
import { newestFirst } from '../newestFirst';

/** A version has no name of its own: the service takes its ARN for one. */
const byArn = ({ arn, name }: { arn?: string | undefined; name: string }) => ({
  ModelPackageName: arn ?? name,
});

/** The versions of a model group. */
export const modelPackage = defineChildKind({
  id: 'modelPackage',
  title: 'Versions',
  noun: 'model version',
  icon: 'versions',
  arn: /^model-package\/(.+)$/,
  list: {
    command: ListModelPackagesCommand,
    input: ({ name }) => ({
      ModelPackageGroupName: name,
      ...newestFirst,
    }),
    items: (output) => output.ModelPackageSummaryList,
    everywhere: {
      // Without a type the service lists only those that belong to no group.
      input: { ModelPackageType: 'Versioned', ...newestFirst },
      find: (NameContains) => ({ NameContains }),
      parent: ({ ModelPackageGroupName }) => ModelPackageGroupName,
    },
  },
  toItem: (summary) => ({
    name: afterKind(summary.ModelPackageArn),
    title: versionTitle(summary.ModelPackageVersion),
    arn: summary.ModelPackageArn,
    status: summary.ModelPackageStatus,
    createdAt: summary.CreationTime,
    facts: facts(
      ['Approval', approvals[summary.ModelApprovalStatus ?? '']],
      ['Stage', summary.ModelLifeCycle?.Stage ?? summary.ModelPackageDescription],
    ),
  }),
  tones: {
    Pending: 'busy',
    InProgress: 'busy',
    Completed: 'ok',
    Failed: 'failed',
    Deleting: 'busy',
  },
  describe: describedBy(
    DescribeModelPackageCommand,
    byArn,
    ({ InferenceSpecification: { Containers = [] } = {} }) =>
      facts(
        ['Image', firstOf(Containers.map(({ Image }) => imageName(Image)))],
        ['Model data', firstOf(Containers.map(({ ModelDataUrl }) => ModelDataUrl))],
      ),
  ),
  remove: {
    call: call(DeleteModelPackageCommand, byArn),
    when: ['Completed', 'Failed'],
    note: 'Its archive in S3 and its image stay; the number of the version is not given again.',
  },
  tags: true,
});

const versionTitle = (version?: number): string | undefined =>
  version === undefined ? undefined : `Version ${version}`;

const approvals: Readonly<Record<string, string>> = {
  Approved: 'approved',
  Rejected: 'rejected',
  PendingManualApproval: 'waiting for approval',
};
