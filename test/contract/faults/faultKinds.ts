import { scriptedKinds, type ScriptedKind } from '../../fakes/scriptedKinds';

const account = 'arn:aws:sagemaker:us-east-1:123456789012:';

/** A kind whose list tells no more than names and times, beside its status. */
const plain = (
  [title, arn, member]: readonly [title: string, arn: string, member: string],
  status = '',
): ScriptedKind => ({
  list: { operation: `List${title}s`, member },
  identity: [`${title}Name`, `${title}Name`],
  status,
  row: (name, state, seconds) => ({
    [`${title}Name`]: name,
    [`${title}Arn`]: `${account}${arn}/${name}`,
    ...(status !== '' && { [status]: state }),
    CreationTime: seconds,
    ...(title !== 'Model' && title !== 'EndpointConfig' && { LastModifiedTime: seconds + 60 }),
  }),
});

/** The variants of an endpoint are part of its description. */
const variants: ScriptedKind = {
  list: { operation: 'DescribeEndpoint', member: 'ProductionVariants' },
  below: ['EndpointName', 'parent'],
  identity: ['VariantName', ''],
  status: '',
  row: (name) => ({ VariantName: name, CurrentWeight: 1, CurrentInstanceCount: 2 }),
};

/** Every kind of resource as the service lists it. */
export const faultKinds: Readonly<Record<string, ScriptedKind>> = {
  ...scriptedKinds,
  model: plain(['Model', 'model', 'Models']),
  endpoint: plain(['Endpoint', 'endpoint', 'Endpoints'], 'EndpointStatus'),
  endpointConfig: plain(['EndpointConfig', 'endpoint-config', 'EndpointConfigs']),
  notebookInstance: plain(
    ['NotebookInstance', 'notebook-instance', 'NotebookInstances'],
    'NotebookInstanceStatus',
  ),
  pipeline: plain(['Pipeline', 'pipeline', 'PipelineSummaries']),
  variant: variants,
};

/** What a description needs besides, where it is the list. */
export const besidesList: Readonly<Record<string, object>> = {
  DescribeEndpoint: {
    EndpointName: 'parent',
    EndpointArn: `${account}endpoint/parent`,
    EndpointConfigName: 'config',
    EndpointStatus: 'InService',
    CreationTime: 1_763_700_000,
    LastModifiedTime: 1_763_700_060,
  },
};
