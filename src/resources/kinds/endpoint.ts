import {
  DeleteEndpointCommand,
  DescribeEndpointCommand,
  ListEndpointsCommand,
} from '@aws-sdk/client-sagemaker';
import { call, defineKind, describedBy } from '../../core/resources/defineKind';
import { countOf, facts } from '../facts';
import { newestFirst } from '../newestFirst';
import { inferenceComponent } from './inferenceComponent';
import { variant } from './variant';

const byName = ({ name }: { name: string }) => ({ EndpointName: name });

export const endpoint = defineKind({
  id: 'endpoint',
  title: 'Endpoints',
  noun: 'endpoint',
  icon: 'broadcast',
  arn: /^endpoint\/([^/]+)$/,
  list: {
    command: ListEndpointsCommand,
    input: newestFirst,
    find: (NameContains) => ({ NameContains }),
    items: (output) => output.Endpoints,
  },
  toItem: (summary) => ({
    name: summary.EndpointName ?? '',
    arn: summary.EndpointArn,
    status: summary.EndpointStatus,
    createdAt: summary.CreationTime,
    modifiedAt: summary.LastModifiedTime,
  }),
  tones: {
    OutOfService: 'warning',
    Creating: 'busy',
    Updating: 'busy',
    SystemUpdating: 'busy',
    RollingBack: 'busy',
    InService: 'ok',
    Deleting: 'busy',
    Failed: 'failed',
    UpdateRollbackFailed: 'failed',
  },
  describe: describedBy(
    DescribeEndpointCommand,
    byName,
    ({ ProductionVariants = [], EndpointConfigName }) => {
      const counts = ProductionVariants.flatMap((one) => one.CurrentInstanceCount ?? []);
      const total = counts.reduce((sum, count) => sum + count, 0);
      return facts(
        ['Instances', countOf('instance', counts.length > 0 ? total : undefined)],
        ['Configuration', EndpointConfigName],
      );
    },
  ),
  remove: {
    call: call(DeleteEndpointCommand, byName),
    when: ['OutOfService', 'InService', 'Failed', 'UpdateRollbackFailed'],
    note: 'It answers no more requests, and its instances are given back. Its configuration and its models stay.',
  },
  tags: true,
  consolePath: ({ name }) => `endpoints/${encodeURIComponent(name)}`,
  children: [variant, inferenceComponent],
});
