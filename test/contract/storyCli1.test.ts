import * as path from 'node:path';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { CliClient } from './story/cliClient';
import { tellStory } from './story/tellStory';

const name = 'AWS CLI 1';

// It has no `logs tail`: that command is version 2's.
tellStory({
  name,
  environments: ['cli1'],
  start: async (sandbox, folder) => {
    const program = path.join(await pythonEnvironment('cli1'), 'aws');
    const checksumOptions = ['--checksum-algorithm', 'SHA256'];
    return CliClient.start({ name, program, checksumOptions, canTail: false }, sandbox, folder);
  },
  protocols: { sagemaker: 'json 1.1', logs: 'json 1.1', cloudwatch: 'json 1.0', s3: 'rest-xml' },
});
