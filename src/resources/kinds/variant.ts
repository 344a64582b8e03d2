import { DescribeEndpointCommand } from '@aws-sdk/client-sagemaker';
import { defineChildKind } from '../../core/resources/defineKind';
import { countOf, facts } from '../facts';

/** The variants of an endpoint, which only its description tells. */
export const variant = defineChildKind({
  id: 'variant',
  title: 'Variants',
  noun: 'variant',
  icon: 'server',
  list: {
    command: DescribeEndpointCommand,
    input: ({ name }) => ({ EndpointName: name }),
    items: ({ ProductionVariants = [], ShadowProductionVariants = [] }) => [
      ...ProductionVariants.map((one) => ({ ...one, isShadow: false })),
      ...ShadowProductionVariants.map((one) => ({ ...one, isShadow: true })),
    ],
  },
  toItem: (summary) => ({
    name: summary.VariantName ?? '',
    status: summary.VariantStatus?.[0]?.Status,
    facts: facts(
      ['Capacity', capacity(summary)],
      ['Traffic', summary.isShadow ? 'shadow' : weight(summary.CurrentWeight)],
    ),
  }),
  tones: {
    Creating: 'busy',
    Updating: 'busy',
    Deleting: 'busy',
    ActivatingTraffic: 'busy',
    Baking: 'busy',
  },
  describe: 'list',
});

const weight = (value?: number): string | undefined =>
  value === undefined ? undefined : `weight ${value}`;

interface Capacity {
  readonly CurrentInstanceCount?: number | undefined;
  readonly DesiredInstanceCount?: number | undefined;
  readonly CurrentServerlessConfig?:
    | { readonly MemorySizeInMB?: number | undefined; readonly MaxConcurrency?: number | undefined }
    | undefined;
}

function capacity(summary: Capacity): string | undefined {
  const { CurrentInstanceCount, DesiredInstanceCount, CurrentServerlessConfig } = summary;
  return CurrentServerlessConfig
    ? `serverless, ${CurrentServerlessConfig.MemorySizeInMB ?? 0} MB, at most ${CurrentServerlessConfig.MaxConcurrency ?? 0} at once`
    : countOf('instance', CurrentInstanceCount, DesiredInstanceCount);
}
