import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import fc from 'fast-check';
import { capture, cleanEnvironment } from '../../scripts/processes';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { localChannels } from '../../src/core/training/launchChannel';
import { buildTrainingRequest } from '../../src/core/training/request';
import { checkFields } from '../../src/core/training/spec/checkFields';
import { checkRequest } from '../../src/core/training/spec/checkRequest';
import { randomLaunches } from '../fakes/randomLaunches';
import { temporaryFolder } from './sandboxServer';
import { needs } from './environments';
import { spoiledRequest } from './spoiledRequest';

const seed = Number(process.env['PLANS_SEED'] ?? 1);
const target = {
  region: 'us-east-1',
  bucket: 'sagemaker-us-east-1-000000000000',
  roleArn: 'arn:aws:iam::000000000000:role/R',
  environment: {},
};

const requests = fc.sample(randomLaunches, { numRuns: 400, seed }).map((launch) => {
  const channels = localChannels(launch).map(({ name }) => ({ name, uri: `s3://mine/${name}` }));
  const uploaded = { submitUri: 's3://mine/sourcedir.tar.gz', channels };
  return buildTrainingRequest(launch, uploaded, target);
});

describe('the requests of random launches', () => {
  needs('aws');

  it('are valid against botocore’s model, and nothing is said against them', async () => {
    assert.deepEqual(
      requests.flatMap((request) => checkRequest(request)),
      [],
    );
    assert.deepEqual((await modelProblems(requests)).flat(), []);
  });

  it('are refused, once spoiled, exactly where botocore’s model refuses them', async () => {
    const spoiled = fc.sample(spoiledRequest(requests), { numRuns: 2000, seed });
    const expected = await modelProblems(spoiled);
    const refused = expected.filter((problems) => problems.length > 0).length;
    assert.ok(refused > 500 && refused < 2000, `${refused} of 2000 are refused`);
    const different = spoiled.flatMap((request, index) => {
      const ours = checkFields(request, 'whole').map(({ message }) => message);
      const theirs = expected[index] ?? [];
      return ours.length > 0 === theirs.length > 0 ? [] : [{ ours, theirs }];
    });
    assert.deepEqual(different, []);
  });
});

async function modelProblems(inputs: readonly object[]): Promise<readonly string[][]> {
  const folder = await temporaryFolder();
  try {
    const file = path.join(folder.path, 'requests.jsonl');
    const lines = inputs.map((input) => JSON.stringify({ operation: 'CreateTrainingJob', input }));
    await fs.writeFile(file, lines.join('\n'));
    const program = path.join(await pythonEnvironment('aws'), 'python');
    const script = path.join(__dirname, 'python', 'request_problems.py');
    const env = cleanEnvironment({ PYTHONDONTWRITEBYTECODE: '1' });
    return JSON.parse(await capture(program, [script, file], { env })) as string[][];
  } finally {
    await folder.remove();
  }
}
