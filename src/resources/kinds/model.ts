import {
  DeleteModelCommand,
  DescribeModelCommand,
  ListModelsCommand,
} from '@aws-sdk/client-sagemaker';
import { call, defineKind, describedBy } from '../../core/resources/defineKind';
import { facts, firstOf, imageName } from '../facts';
import { newestFirst } from '../newestFirst';

const byName = ({ name }: { name: string }) => ({ ModelName: name });

export const model = defineKind({
  id: 'model',
  title: 'Models',
  noun: 'model',
  icon: 'package',
  arn: /^model\/([^/]+)$/,
  list: {
    command: ListModelsCommand,
    input: newestFirst,
    find: (NameContains) => ({ NameContains }),
    items: (output) => output.Models,
  },
  toItem: (summary) => ({
    name: summary.ModelName ?? '',
    arn: summary.ModelArn,
    createdAt: summary.CreationTime,
  }),
  tones: {},
  describe: describedBy(DescribeModelCommand, byName, ({ PrimaryContainer, Containers = [] }) => {
    const containers = PrimaryContainer ? [PrimaryContainer] : Containers;
    return facts(
      ['Image', firstOf(containers.map(({ Image }) => imageName(Image)))],
      ['Model data', firstOf(containers.map(({ ModelDataUrl }) => ModelDataUrl))],
    );
  }),
  remove: {
    call: call(DeleteModelCommand, byName),
    when: 'always',
    note: 'Its archive in S3 and its image stay. Endpoints that have loaded it go on; those that start an instance later cannot load it.',
  },
  tags: true,
  consolePath: ({ name }) => `models/${encodeURIComponent(name)}`,
});
