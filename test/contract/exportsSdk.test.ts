import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import fc from 'fast-check';
import { capture, cleanEnvironment } from '../../scripts/processes';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { exportRequest } from '../../src/core/training/exports/exportRequest';
import { fitRequest } from '../../src/core/training/exports/fitRequest';
import { isList, isObject, type Json } from '../../src/core/training/exports/json';
import { requestShape, type Shape } from '../../src/core/training/exports/requestShape';
import { sdk2Limits, sdk3Limits } from '../../src/core/training/exports/sdkLimits';
import { anyRequests, membersOf } from './anyRequests';
import { needs } from './environments';
import { launchPlans } from './launchPlans';
import { temporaryFolder } from './sandboxServer';

const seed = Number(process.env['PLANS_SEED'] ?? 1);
const requests = [
  ...fc
    .sample(launchPlans, { numRuns: 200, seed })
    .map((plan, index) => ({ TrainingJobName: `plan-${index}`, ...plan })),
  ...fc.sample(anyRequests, { numRuns: 200, seed }),
];

describe('a training job’s request as code of the SageMaker Python SDKs', function () {
  this.timeout(180_000);
  needs('sdk2', 'sdk3');

  it('is tried with every member that the service has', () => {
    const tried = new Set(requests.flatMap((request) => membersOf(request)));
    assert.deepEqual(
      shapeMembers(requestShape).filter((member) => !tried.has(member)),
      [],
    );
  });

  it('sends by version 2 what its table of limits says', () => compare('sdk2'));

  it('sends by version 3 what its table of limits says', () => compare('sdk3'));

  async function compare(sdk: 'sdk2' | 'sdk3'): Promise<void> {
    const limits = { sdk2: sdk2Limits, sdk3: sdk3Limits }[sdk];
    const sent = await run(sdk);
    assert.equal(sent.length, requests.length);
    for (const [index, request] of requests.entries()) {
      const about = `request ${index} of seed ${seed}`;
      const { sent: expected, lost, added } = fitRequest(request, limits);
      assert.deepEqual(sorted(sent[index] ?? null), sorted(expected), about);
      const code = exportRequest(request, sdk, 'us-east-1');
      const named = code.split('\n').filter((line) => line.startsWith('# - '));
      const notes = [...lost, ...added].map(({ path: at, why }) => `# - ${at}: ${why}`);
      assert.deepEqual(named, notes, about);
    }
  }

  /** What each script has sent, or what went wrong with it. */
  async function run(sdk: 'sdk2' | 'sdk3'): Promise<readonly Json[]> {
    const folder = await temporaryFolder();
    try {
      const file = path.join(folder.path, 'scripts.json');
      const scripts = requests.map((request) => exportRequest(request, sdk, 'us-east-1'));
      await fs.writeFile(file, JSON.stringify(scripts));
      const python = path.join(await pythonEnvironment(sdk), 'python');
      const env = cleanEnvironment({ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' });
      const script = path.join(__dirname, 'python', 'exports_sdk.py');
      const output = await capture(python, [script, file], { env });
      return JSON.parse(output.trim().split('\n').at(-1) ?? '') as readonly Json[];
    } finally {
      await folder.remove();
    }
  }
});

/** Version 2 keeps the collections of a hook in a set, so they come in any order. */
function sorted(request: Json): Json {
  const hook = isObject(request) ? request['DebugHookConfig'] : undefined;
  const collections = isObject(hook) ? hook['CollectionConfigurations'] : undefined;
  if (!isObject(request) || !isObject(hook) || !isList(collections)) {
    return request;
  }
  const texts = collections.map((each) => JSON.stringify(each)).sort();
  const inOrder = texts.map((each) => JSON.parse(each) as Json);
  return { ...request, DebugHookConfig: { ...hook, CollectionConfigurations: inOrder } };
}

/** Every member of the service's model. */
function shapeMembers(shape: Shape, path_ = ''): readonly string[] {
  if (shape.kind === 'list') {
    return shapeMembers(shape.item, `${path_}[]`);
  }
  const members = shape.kind === 'structure' ? [...shape.members] : [];
  return members.flatMap(([name, member]) => {
    const at = path_ === '' ? name : `${path_}.${name}`;
    return [at, ...shapeMembers(member.shape, at)];
  });
}
