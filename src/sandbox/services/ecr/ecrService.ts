import { ServiceError, type CallContext, type JsonService } from '../../http/jsonService';
import { checkedOperations } from '../model/checkedOperations';
import model from '../model/ecr.json';

/** The fields that count of the three requests. */
interface Input {
  readonly registryId?: string;
  readonly repositoryName?: string;
  readonly repositoryNames?: readonly string[];
}

/** The container registry of the sandbox's account, in which there is no repository. */
export const ecrService: JsonService = {
  target: 'AmazonEC2ContainerRegistry_V20150921',
  operations: checkedOperations(
    model,
    {
      DescribeRepositories: (input, call) => describeRepositories(input, call),
      DescribeImages: (input, call) => Promise.reject(noRepository(input, call)),
      ListImages: (input, call) => Promise.reject(noRepository(input, call)),
    },
    'InvalidParameterException',
  ),
};

function describeRepositories(input: Input, call: CallContext): Promise<object> {
  const [repositoryName] = input.repositoryNames ?? [];
  if (repositoryName === undefined) return Promise.resolve({ repositories: [] });
  return Promise.reject(noRepository({ ...input, repositoryName }, call));
}

function noRepository(input: Input, call: CallContext): ServiceError {
  const { repositoryName: name = '', registryId: registry = call.accountId } = input;
  return new ServiceError(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${registry}'`,
  );
}
