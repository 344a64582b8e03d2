import {
  DeleteModelPackageGroupCommand,
  DescribeModelPackageGroupCommand,
  ListModelPackageGroupsCommand,
} from '@aws-sdk/client-sagemaker';
import { call, defineKind, describedBy } from '../../core/resources/defineKind';
import { facts } from '../facts';
import { newestFirst } from '../newestFirst';
import { modelPackage } from './modelPackage';

const byName = ({ name }: { name: string }) => ({ ModelPackageGroupName: name });

export const modelPackageGroup = defineKind({
  id: 'modelPackageGroup',
  title: 'Registry',
  noun: 'model group',
  icon: 'library',
  arn: /^model-package-group\/([^/]+)$/,
  list: {
    command: ListModelPackageGroupsCommand,
    input: newestFirst,
    find: (NameContains) => ({ NameContains }),
    items: (output) => output.ModelPackageGroupSummaryList,
  },
  toItem: (summary) => ({
    name: summary.ModelPackageGroupName ?? '',
    arn: summary.ModelPackageGroupArn,
    status: summary.ModelPackageGroupStatus,
    createdAt: summary.CreationTime,
    facts: facts(['Description', summary.ModelPackageGroupDescription]),
  }),
  tones: {
    Pending: 'busy',
    InProgress: 'busy',
    Completed: 'ok',
    Failed: 'failed',
    Deleting: 'busy',
    DeleteFailed: 'warning',
  },
  describe: describedBy(DescribeModelPackageGroupCommand, byName, ({ CreatedBy }) =>
    facts(['Created by', CreatedBy?.UserProfileName]),
  ),
  remove: {
    call: call(DeleteModelPackageGroupCommand, byName),
    when: ['Completed', 'Failed', 'DeleteFailed'],
    note: 'The service refuses it while the group has versions.',
  },
  tags: true,
  children: [modelPackage],
});
