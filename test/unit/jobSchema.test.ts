import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { apiWords } from '../../scripts/jobSchema/apiWords';
import { jobSchemaFile, jobSchemaText } from '../../scripts/jobSchema/jobSchemaFile';
import model from '../../src/core/training/model/createTrainingJob.json';
import { checkJobFile } from '../../src/core/training/spec/file/checkJobFile';
import { isJobText } from '../../src/core/training/spec/file/jobFileKind';
import { launchToSpec } from '../../src/core/training/spec/file/launchToSpec';
import { localChannels } from '../../src/core/training/launchChannel';
import { buildTrainingRequest } from '../../src/core/training/request';
import { randomLaunches } from '../fakes/randomLaunches';

const good: readonly object[] = [
  {},
  { $schema: './job.schema.json', kind: 'TrainingJob', script: 'train.py' },
  {
    script: '${file}',
    framework: 'pytorch',
    inputMode: '${config:mode}',
    role: '${env:ROLE}',
    maxRuntime: '${config:time}',
    spot: { maxWait: '2d' },
    keepAlive: 600,
    hyperparameters: { layers: [64, 32], none: null },
    channels: { train: 'data', val: { uri: 's3://b/k', shuffleSeed: 7 } },
  },
  {
    script: 'a.py',
    RoleArn: '${env:ROLE}',
    VpcConfig: null,
    ResourceConfig: { InstanceType: 'ml.new9.huge', VolumeSizeInGB: null },
    Tags: [{ Key: 'a', Value: '' }],
    HyperParameters: { epochs: null, a: 'b' },
    DebugHookConfig: { LocalPath: '/x' },
  },
  { algorithm: {}, image: 'x' },
];

/** With what is wrong with each. */
const bad: readonly (readonly [file: object, place: string])[] = [
  [{ Script: 'a.py' }, ''],
  [{ kind: 'ProcessingJob' }, '/kind'],
  [{ script: '' }, '/script'],
  [{ framework: 5 }, '/framework'],
  [{ inputMode: 'Fast' }, '/inputMode'],
  [{ maxRuntime: '2 hours' }, '/maxRuntime'],
  [{ spot: {} }, '/spot'],
  [{ instanceCount: 0 }, '/instanceCount'],
  [{ channels: { train: { pth: 'x' } } }, '/channels/train'],
  [{ distribution: { kind: 'horovod' } }, '/distribution'],
  [{ environment: { A: 1 } }, '/environment/A'],
  [{ RoleArn: 'me' }, '/RoleArn'],
  [{ ResourceConfig: { InstanceTyp: 'ml.m5.large' } }, '/ResourceConfig'],
  [{ ResourceConfig: { InstanceType: 'm5.large' } }, '/ResourceConfig'],
  [{ ResourceConfig: { KeepAlivePeriodInSeconds: 21_601 } }, '/ResourceConfig'],
  [{ Tags: [{ Key: 'a' }] }, '/Tags/0'],
  [{ Tags: [null] }, '/Tags/0'],
  [{ InputDataConfig: [] }, '/InputDataConfig'],
  [{ HyperParameters: { epochs: 5 } }, '/HyperParameters/epochs'],
  [{ AlgorithmSpecification: { TrainingInputMode: 'Fast' } }, '/AlgorithmSpecification'],
];

describe('the schema of job files', () => {
  /** What the schema offers and explains, and what an editor is told to complain of. */
  let offered: ReturnType<Ajv['compile']>;
  let complains: ReturnType<Ajv['compile']>;

  const errorsOf = (file: object) => (offered(file) === true ? [] : (offered.errors ?? []));

  before(async () => {
    const schema = JSON.parse(await fs.readFile(jobSchemaFile, 'utf8')) as {
      readonly if: object;
      readonly definitions: object;
    };
    const { if: fields, definitions } = schema;
    // `defaultSnippets` and `markdownDescription` are VS Code's.
    const ajv = new Ajv({ allErrors: true, strict: false });
    [offered, complains] = [ajv.compile({ ...fields, definitions }), ajv.compile(schema)];
  });

  it('is as scripts/jobSchema.ts writes it', async () => {
    assert.equal(await fs.readFile(jobSchemaFile, 'utf8'), await jobSchemaText());
  });

  it('has words for every field of the API, and for no other', () => {
    const structures = Object.entries(model.shapes).flatMap(([name, shape]) =>
      'members' in shape ? [[name, Object.keys(shape.members)] as const] : [],
    );
    assert.deepEqual(
      Object.fromEntries(
        Object.entries(apiWords).map(([name, words]) => [name, Object.keys(words).sort()]),
      ),
      Object.fromEntries(structures.map(([name, fields]) => [name, [...fields].sort()])),
    );
  });

  for (const file of good) {
    it(`accepts ${JSON.stringify(file).slice(0, 80)}`, () => {
      assert.deepEqual(errorsOf(file), []);
    });
  }

  for (const [file] of bad) {
    it(`has one of the editor and the workbench complain of ${JSON.stringify(file)}`, () => {
      const text = JSON.stringify({ algorithm: 'xgboost', ...file });
      const own = isJobText(text) ? checkJobFile(text, () => 'registry/image') : [];
      assert.equal(complains(file), own.length > 0);
    });
  }

  for (const [file, place] of bad) {
    it(`refuses ${JSON.stringify(file).slice(0, 80)}`, () => {
      const places = errorsOf(file).map(({ instancePath }) => instancePath);
      assert.ok(places.length > 0);
      assert.ok(
        places.every((one) => one.startsWith(place)),
        places.join(' '),
      );
    });
  }

  it('accepts whatever launch is saved, and whatever request is sent', () => {
    const target = { region: 'us-east-1', bucket: 'mine', environment: {} };
    const roleArn = 'arn:aws:iam::000000000000:role/R';
    fc.assert(
      fc.property(randomLaunches, (launch) => {
        assert.deepEqual(errorsOf(launchToSpec(launch, { relative: (path) => path })), []);
        const channels = localChannels(launch).map(({ name }) => ({ name, uri: `s3://b/${name}` }));
        const uploaded = { submitUri: 's3://b/code', channels };
        assert.deepEqual(
          errorsOf(buildTrainingRequest(launch, uploaded, { ...target, roleArn })),
          [],
        );
      }),
      { numRuns: 200 },
    );
  });
});
