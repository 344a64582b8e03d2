import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as sdk from '@aws-sdk/client-sagemaker';
import type { Capability, ItemKind, ResourceKind } from '../../../src/core/resources/kind';
import { FakeSender } from '../../fakes/fakeSender';
import { everyKind, rowOf } from './everyKind';

interface InService {
  /** What the operations of a kind are called after. */
  readonly resource?: string;
  /** The SDK's enum of its statuses. */
  readonly statuses: object;
  /** Those whose names do not follow from the resource's. */
  readonly calls?: Readonly<Partial<Record<Deed, string>>>;
}

type Deed = 'describe' | 'start' | 'stop' | 'remove';

const verbs = { describe: 'Describe', start: 'Start', stop: 'Stop', remove: 'Delete' } as const;

/** What the service has of a kind; one without an entry fails the loop below. */
const inService: Readonly<Record<string, InService>> = {
  trainingJob: { resource: 'TrainingJob', statuses: sdk.TrainingJobStatus },
  model: { resource: 'Model', statuses: {} },
  endpoint: { resource: 'Endpoint', statuses: sdk.EndpointStatus },
  variant: { statuses: sdk.VariantStatus },
  inferenceComponent: { resource: 'InferenceComponent', statuses: sdk.InferenceComponentStatus },
  endpointConfig: { resource: 'EndpointConfig', statuses: {} },
  tuningJob: {
    resource: 'HyperParameterTuningJob',
    statuses: sdk.HyperParameterTuningJobStatus,
  },
  trial: {
    statuses: sdk.TrainingJobStatus,
    calls: { describe: 'DescribeTrainingJob', stop: 'StopTrainingJob' },
  },
  processingJob: { resource: 'ProcessingJob', statuses: sdk.ProcessingJobStatus },
  transformJob: { resource: 'TransformJob', statuses: sdk.TransformJobStatus },
  autoMLJob: {
    resource: 'AutoMLJob',
    statuses: sdk.AutoMLJobStatus,
    calls: { describe: 'DescribeAutoMLJobV2' },
  },
  candidate: { statuses: sdk.CandidateStatus },
  modelPackageGroup: { resource: 'ModelPackageGroup', statuses: sdk.ModelPackageGroupStatus },
  modelPackage: { resource: 'ModelPackage', statuses: sdk.ModelPackageStatus },
  notebookInstance: { resource: 'NotebookInstance', statuses: sdk.NotebookInstanceStatus },
  pipeline: { resource: 'Pipeline', statuses: {}, calls: { start: 'StartPipelineExecution' } },
  pipelineExecution: {
    resource: 'PipelineExecution',
    statuses: sdk.PipelineExecutionStatus,
    // It starts a new one, which is the pipeline's.
    calls: { start: '' },
  },
  pipelineStep: { statuses: sdk.StepStatus },
};

/** The operation that the service has for a deed, by its name; empty where there is none. */
function operation(kind: ItemKind, deed: Deed): string {
  const { resource, calls } = inService[kind.id] ?? assert.fail(`say what ${kind.id} is`);
  const name = calls?.[deed] ?? (resource === undefined ? '' : `${verbs[deed]}${resource}`);
  return `${name}Command` in sdk ? name : '';
}

/** In every status that there is, and in none. */
const rows = (kind: ItemKind) => [
  rowOf(),
  ...Object.values(inService[kind.id]?.statuses ?? {}).map((status) => rowOf(status as string)),
];

describe('resource kinds', () => {
  it('have ids of their own', () => {
    const ids = everyKind.map(({ kind }) => kind.id);
    assert.deepEqual([...new Set(ids)], ids);
  });

  for (const { kind, listed, path } of everyKind) {
    describe([...path, kind.id].join(' → '), () => {
      itIsAKind(kind);
      itListsInPages(listed);
      itFindsNames(listed, path.length === 0 && kind.id !== 'pipeline');
      itDoesWhatTheServiceHas(kind);
      itHasSaneCapabilities(kind);
    });
  }
});

function itIsAKind(kind: ItemKind): void {
  it('has an icon that codicons has', async () => {
    const styles = await readFile(
      new URL('../../../node_modules/@vscode/codicons/dist/codicon.css', import.meta.url),
      'utf8',
    );
    assert.match(styles, new RegExp(`\\.codicon-${kind.icon}:before`));
  });

  it('knows every status of the service, and takes another one as idle', () => {
    const { statuses } = inService[kind.id] ?? assert.fail(`say what ${kind.id} is`);
    assert.deepEqual(kind.statuses?.toSorted(), Object.values(statuses).toSorted());
    assert.equal(kind.tone(rowOf('NotThoughtOfYet')), 'idle');
    assert.equal(kind.tone(rowOf()), 'idle');
  });

  it('tells what goes on from what wants somebody to look, and from what is well', () => {
    for (const row of rows(kind)) {
      const { status = '' } = row;
      const bad = /Fail|^OutOfService$|^PendingMaintenance$/.test(status);
      const busy = !bad && /ing(?![a-z])|^InProgress$|^InMaintenance$/.test(status);
      const tone = kind.tone(row);
      assert.equal(tone === 'failed' || tone === 'warning', bad, status);
      assert.equal(tone === 'busy', busy, status);
      assert.equal(tone === 'ok', /^(Complete|Succee|InService)/.test(status), status);
    }
  });
}

function itListsInPages(listed: ResourceKind): void {
  it('asks for the newest first in whole pages, and passes the token on', async () => {
    const api = new FakeSender(() => ({ NextToken: 'second' }));
    const first = await listed.list(api);
    assert.deepEqual(first, { items: [], nextToken: 'second' });
    await listed.list(api, first.nextToken);
    const [head, next] = api.sent.map(({ input }) => input as Record<string, unknown>);
    assert.ok(head && next);
    if (api.sent[0]?.name.startsWith('List')) {
      assert.equal(head['MaxResults'], 100);
      assert.equal(head['SortOrder'], 'Descending');
    }
    assert.ok(!('NextToken' in head));
    assert.deepEqual(next, { ...head, NextToken: 'second' });
  });

  it('has no rows where the answer has none', async () => {
    const page = await listed.list(new FakeSender(() => ({})));
    assert.deepEqual(page, { items: [], nextToken: undefined });
  });

  it('passes an abort on', async () => {
    await assert.rejects(listed.list(new FakeSender(), undefined, AbortSignal.abort()));
  });
}

/** Pipelines are asked for by the beginning of their names alone, which would hide the others. */
function itFindsNames(listed: ResourceKind, canBeAsked: boolean): void {
  it('asks for names where the service can be asked, page by page', async () => {
    const api = new FakeSender(() => ({ NextToken: 'second' }));
    await listed.list(api);
    await listed.find?.(api, 'iris');
    await listed.find?.(api, 'iris', 'second');
    const [all, head, next] = api.sent.map(({ input }) => input as Record<string, unknown>);
    const isAsked = api.sent.length > 1;
    assert.equal(isAsked, canBeAsked);
    if (isAsked) {
      assert.deepEqual(head, { ...all, NameContains: 'iris' });
      assert.deepEqual(next, { ...head, NextToken: 'second' });
    }
  });
}

function itDoesWhatTheServiceHas(kind: ItemKind): void {
  for (const deed of ['describe', 'start', 'stop', 'remove'] as const) {
    it(`${deed}: by the operation that the service has for it`, async () => {
      const expected = operation(kind, deed);
      const api = new FakeSender();
      await kind[deed]?.(api, rowOf());
      const names = api.sent.map(({ name }) => name);
      assert.deepEqual(names, expected === '' ? [] : [`${expected}Command`]);
      assert.equal(deed in kind, deed === 'describe' || expected !== '', deed);
    });
  }

  it('names the row in every command, and nothing else', async () => {
    const api = new FakeSender();
    const row = rowOf();
    for (const deed of ['describe', 'start', 'stop', 'remove'] as const) {
      await kind[deed]?.(api, row);
    }
    for (const { name, input } of api.sent) {
      const said = Object.values(input).filter((value) => value !== undefined);
      assert.ok(said.length === 1 && (said[0] === row.name || said[0] === row.arn), name);
    }
  });

  it('says beforehand what is kept, lost or paid for', () => {
    assert.equal('start' in kind, kind.startNote !== undefined);
    assert.equal('stop' in kind, kind.stopNote !== undefined);
    assert.equal('remove' in kind, kind.removalNote !== undefined);
  });
}

function itHasSaneCapabilities(kind: ItemKind): void {
  it('offers what it can do in some status, and nothing else', () => {
    const offered = new Set(rows(kind).flatMap((row) => kind.capabilities(row)));
    const means: readonly (readonly [Capability, string])[] = [
      ['describe', 'describe'],
      ['start', 'start'],
      ['stop', 'stop'],
      ['delete', 'remove'],
      ['console', 'consolePath'],
    ];
    for (const [capability, mean] of means) {
      assert.equal(offered.has(capability), mean in kind, capability);
    }
    for (const row of rows(kind)) {
      const now = kind.capabilities(row);
      assert.deepEqual([...new Set(now)], now);
    }
  });

  it('neither deletes, starts nor repeats what is busy, and stops nothing that has ended', () => {
    for (const row of rows(kind)) {
      const offered = kind.capabilities(row);
      const tone = kind.tone(row);
      const done = offered.filter((name) => ['delete', 'again', 'start'].includes(name));
      assert.ok(tone !== 'busy' || done.length === 0, row.status);
      const runs = tone === 'busy' || row.status === 'InService';
      assert.ok(runs || !offered.includes('stop'), row.status);
    }
  });

  it('takes tags where the service does, and where there is an ARN', () => {
    const created = kind.id === 'trial' ? 'TrainingJob' : inService[kind.id]?.resource;
    const takes = created !== undefined && `Create${created}Command` in sdk;
    assert.equal(kind.capabilities(rowOf()).includes('tags'), takes);
    assert.ok(!kind.capabilities({ name: 'some-name' }).includes('tags'));
  });

  it('has console links that survive any name', () => {
    const path = kind.consolePath?.({ name: 'a/b#c' });
    assert.ok(path === undefined || path.endsWith('/a%2Fb%23c'), path);
  });
}
