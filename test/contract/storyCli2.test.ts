import { awsCli2 } from '../../scripts/test/awsCli';
import { CliClient } from './story/cliClient';
import { tellStory } from './story/tellStory';

const name = 'AWS CLI 2';

tellStory({
  name,
  environments: [],
  start: async (sandbox, folder) =>
    CliClient.start({ name, program: await awsCli2(), canTail: true }, sandbox, folder),
  protocols: { sagemaker: 'json 1.1', logs: 'json 1.1', cloudwatch: 'query', s3: 'rest-xml' },
});
