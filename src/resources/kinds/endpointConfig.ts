import {
  DeleteEndpointConfigCommand,
  DescribeEndpointConfigCommand,
  ListEndpointConfigsCommand,
} from '@aws-sdk/client-sagemaker';
import { call, defineKind, describedBy } from '../../core/resources/defineKind';
import { facts, firstOf, instances } from '../facts';
import { newestFirst } from '../newestFirst';

const byName = ({ name }: { name: string }) => ({ EndpointConfigName: name });

export const endpointConfig = defineKind({
  id: 'endpointConfig',
  title: 'Endpoint configurations',
  noun: 'endpoint configuration',
  icon: 'settings-gear',
  arn: /^endpoint-config\/([^/]+)$/,
  list: {
    command: ListEndpointConfigsCommand,
    input: newestFirst,
    find: (NameContains) => ({ NameContains }),
    items: (output) => output.EndpointConfigs,
  },
  toItem: (summary) => ({
    name: summary.EndpointConfigName ?? '',
    arn: summary.EndpointConfigArn,
    createdAt: summary.CreationTime,
  }),
  tones: {},
  describe: describedBy(DescribeEndpointConfigCommand, byName, ({ ProductionVariants = [] }) =>
    facts(
      ['Instances', firstOf(ProductionVariants.map(capacity))],
      ['Models', firstOf(ProductionVariants.map(({ ModelName }) => ModelName))],
    ),
  ),
  remove: {
    call: call(DeleteEndpointConfigCommand, byName),
    when: 'always',
    note: 'Endpoints and models stay. Of an endpoint that still uses it, the type of its instances can no longer be told.',
  },
  tags: true,
  consolePath: ({ name }) => `endpointConfig/${encodeURIComponent(name)}`,
});

interface Variant {
  readonly InstanceType?: string | undefined;
  readonly InitialInstanceCount?: number | undefined;
  readonly ServerlessConfig?: { readonly MemorySizeInMB?: number | undefined } | undefined;
}

function capacity(variant: Variant): string | undefined {
  const { InstanceType, InitialInstanceCount, ServerlessConfig } = variant;
  return ServerlessConfig
    ? `serverless, ${ServerlessConfig.MemorySizeInMB ?? 0} MB`
    : instances({ InstanceType, InstanceCount: InitialInstanceCount });
}
