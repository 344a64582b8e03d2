import { Boto3Client } from './story/boto3Client';
import { tellStory } from './story/tellStory';

tellStory({
  name: 'boto3',
  environments: [],
  start: (sandbox) => Boto3Client.start(sandbox),
  protocols: { sagemaker: 'json 1.1', logs: 'json 1.1', cloudwatch: 'json 1.0', s3: 'rest-xml' },
});
