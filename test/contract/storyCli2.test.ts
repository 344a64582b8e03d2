import { awsCli2 } from '../../scripts/test/awsCli';
import { newerModels } from './newerModels';
import { CliClient } from './story/cliClient';
import { tellStory } from './story/tellStory';

const name = 'AWS CLI 2';

tellStory({
  name,
  environments: [],
  start: async (sandbox, folder) => {
    const [program, models] = [await awsCli2(), await newerModels(folder)];
    return CliClient.start({ name, program, canTail: true, models }, sandbox, folder);
  },
  protocols: { sagemaker: 'json 1.1', logs: 'json 1.1', cloudwatch: 'query', s3: 'rest-xml' },
});
