import { JsClient } from './story/jsClient';
import { tellStory } from './story/tellStory';

tellStory({
  name: 'JavaScript SDK',
  environments: [],
  start: (sandbox) => Promise.resolve(new JsClient(sandbox)),
  protocols: { sagemaker: 'json 1.1', logs: 'json 1.1', cloudwatch: 'json 1.0', s3: 'rest-xml' },
});
