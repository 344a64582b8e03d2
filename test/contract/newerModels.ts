import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { capture } from '../../scripts/processes';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';

/**
 * SageMaker's model from the pinned botocore, as `aws configure add-model` would keep it, for AWS_DATA_PATH: the
 * one in Debian's CLI is older than DeleteTrainingJob.
 */
export async function newerModels(folder: string): Promise<string> {
  const python = path.join(await pythonEnvironment('aws'), 'python');
  const botocore = await capture(python, ['-c', 'import botocore; print(botocore.__path__[0])']);
  const version = path.join('sagemaker', '2017-07-24');
  const packed = path.join(botocore.trim(), 'data', version, 'service-2.json.gz');
  const models = path.join(folder, 'models');
  await fs.mkdir(path.join(models, version), { recursive: true });
  const model = gunzipSync(await fs.readFile(packed));
  await fs.writeFile(path.join(models, version, 'service-2.json'), model);
  return models;
}
