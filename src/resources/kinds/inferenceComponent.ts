import {
  DeleteInferenceComponentCommand,
  DescribeInferenceComponentCommand,
  ListInferenceComponentsCommand,
} from '@aws-sdk/client-sagemaker';
import { call, defineChildKind, describedBy } from '../../core/resources/defineKind';
import { facts } from '../facts';
import { newestFirst } from '../newestFirst';

const byName = ({ name }: { name: string }) => ({ InferenceComponentName: name });

export const inferenceComponent = defineChildKind({
  id: 'inferenceComponent',
  title: 'Inference components',
  noun: 'inference component',
  icon: 'layers',
  arn: /^inference-component\/([^/]+)$/,
  list: {
    command: ListInferenceComponentsCommand,
    input: ({ name }) => ({
      EndpointNameEquals: name,
      ...newestFirst,
    }),
    items: (output) => output.InferenceComponents,
    everywhere: {
      input: newestFirst,
      find: (NameContains) => ({ NameContains }),
      parent: ({ EndpointName }) => EndpointName,
    },
  },
  toItem: (summary) => ({
    name: summary.InferenceComponentName ?? '',
    arn: summary.InferenceComponentArn,
    status: summary.InferenceComponentStatus,
    createdAt: summary.CreationTime,
    modifiedAt: summary.LastModifiedTime,
    facts: facts(['Variant', summary.VariantName]),
  }),
  tones: {
    InService: 'ok',
    Creating: 'busy',
    Updating: 'busy',
    Failed: 'failed',
    Deleting: 'busy',
  },
  describe: describedBy(
    DescribeInferenceComponentCommand,
    byName,
    ({ RuntimeConfig, Specification }) =>
      facts(
        ['Copies', copies(RuntimeConfig?.CurrentCopyCount, RuntimeConfig?.DesiredCopyCount)],
        ['Model', Specification?.ModelName],
      ),
  ),
  remove: {
    call: call(DeleteInferenceComponentCommand, byName),
    when: ['InService', 'Failed'],
    note: 'Its copies answer no more requests. The endpoint, its instances and the model stay.',
  },
  tags: true,
});

function copies(current?: number, desired = current): string | undefined {
  if (current === undefined) {
    return undefined;
  }
  return current === desired ? `copies: ${current}` : `copies: ${current} of ${desired}`;
}
