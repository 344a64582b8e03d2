import assert from 'node:assert/strict';
import { answerWith, press, shown, workbench } from '../../fakes/fakeVscode';
import { tryElsewhere, type TryElsewhereServices } from '../../../src/commands/afterElsewhere';
import type { Connection } from '../../../src/aws/connection';
import { AppError } from '../../../src/core/errors';
import type { ResourceRow } from '../../../src/ids';
import type { LaunchDraft } from '../../../src/shared/contracts/launch';
import { noSettings } from '../../../src/shared/contracts/launchSettings';
import type { Original } from '../../../src/ui/clone/original';
import { boxes, type FakeBox } from '../../fakes/fakeBox';
import { FakeKind, fakeConnection, job } from '../../fakes/fakeKind';

const row: ResourceRow = {
  connectionId: 'profile:prod:us-east-1',
  kindId: 'trainingJob',
  item: job('penguins', 'Failed'),
};
const lacking = {
  FailureReason: 'CapacityError: Unable to provision requested ML compute capacity.',
  ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 },
  StoppingCondition: { MaxRuntimeInSeconds: 3600 },
};
const draft: LaunchDraft = {
  ...{ jobName: 'a', values: {}, extra: [], channels: [], sourceFolder: '.', alsoPacked: [] },
  ...{ maxRuntimeMinutes: 60, installRequirements: false, leftOutMetrics: [] },
  settings: noSettings,
};
const prices = {
  ...{ region: 'us-east-1', currency: 'USD', date: '2026-11-01', storage: null },
  training: { 'ml.g5.xlarge': 1.4, 'ml.g6.xlarge': 1.1, 'ml.g5.2xlarge': 1.5, 'ml.g6e.xlarge': 2 },
};

interface Request {
  readonly ResourceConfig: object;
}

describe('trying another type or region', () => {
  let kind: FakeKind;
  let created: Request[];
  let pages: unknown[];
  let remembered: LaunchDraft | undefined;
  let quotas: ReadonlyMap<string, object> | AppError;
  let kept: unknown;
  let seen: FakeBox | undefined;
  let regions: string[];

  const services = (): TryElsewhereServices =>
    ({
      backend: () =>
        Promise.resolve({
          kinds: [kind],
          prices: {
            known: () => Promise.resolve(prices),
            current: () => Promise.resolve(prices),
          },
          account: {
            quotas: (_connection: object, asked: { show(found: object): void }) =>
              quotas instanceof AppError
                ? Promise.reject(quotas)
                : Promise.resolve(quotas).then((found) => asked.show(found)),
          },
          connections: {
            inRegion: (id: string, region: string) =>
              region === 'nowhere-1' ? undefined : id.replace('us-east-1', region),
          },
          training: {
            again: (_c: object, name: string, options: { change(request: object): Request }) => {
              created.push(options.change({ ...lacking, TrainingJobName: name }));
              return Promise.resolve(`${name}-2`);
            },
          },
        }),
      chosen: {
        shown: regions.map((region) => ({ id: region, label: 'Local sandbox', region })),
        openById: (id: string) =>
          Promise.resolve(fakeConnection(id, { billable: true, runsHere: false })).then(
            (opened) => ({
              ...opened,
              info: { ...opened.info, region: id.split(':')[2] ?? '' },
              identity: () => Promise.resolve({ accountId: '123456789012', arn: '' }),
              account: () => Promise.resolve({ id: '123456789012' }),
            }),
          ),
      },
      rows: { one: () => Promise.resolve(row) },
      launcher: { usePython: () => Promise.resolve() },
      clock: { now: () => Date.UTC(2026, 10, 21, 10, 2, 33, 5) },
      launchedJobs: {
        repeated: (_job: object, _name: string, change: (form: unknown) => unknown) =>
          Promise.resolve(void (kept = change(remembered))),
        find: () => remembered && { script: '/project/train.py', draft: remembered },
      },
      openLaunchPage: (...page: unknown[]) => Promise.resolve(pages.push(page)),
      openClonePage: (there: Connection, { jobName: job, request }: Original, here: Connection) => {
        const { ResourceConfig, CheckpointConfig } = request as unknown as typeof lacking & {
          readonly CheckpointConfig: { readonly S3Uri: string };
        };
        const original = { ...ResourceConfig, job, checkpoints: CheckpointConfig.S3Uri };
        return Promise.resolve(pages.push([there.info.id, original, here.info.id]));
      },
      started: () => Promise.resolve(),
    }) as unknown as TryElsewhereServices;

  const choose = (label: string): void => {
    boxes.use = (box) => {
      seen = box;
      setImmediate(() => box.accept(label));
    };
  };
  const run = (): Promise<void> => tryElsewhere(services(), { row });

  beforeEach(() => {
    kind = new FakeKind();
    kind.descriptions['penguins'] = lacking;
    [created, pages, remembered, quotas] = [[], [], undefined, new Map()];
    regions = ['us-east-1', 'eu-west-1'];
    seen = undefined;
    shown.length = 0;
    workbench.settings = {};
  });

  afterEach(() => {
    press(undefined);
    answerWith(() => undefined);
    boxes.use = undefined;
  });

  it('offers types like the one that was lacking, with price and quota, and other regions', async () => {
    quotas = new Map([
      ['ml.g6.xlarge', { most: 4 }],
      ['ml.g5.2xlarge', { most: 0 }],
    ]);
    choose('nothing');
    await run();
    const items = (seen?.items ?? []) as readonly { label: string; detail?: string }[];
    assert.deepEqual(items[0], {
      ...{ label: 'ml.g6.xlarge', value: { kind: 'type', type: 'ml.g6.xlarge' } },
      ...{ description: '4 vCPU, 16 GiB, 1 × L4', detail: '$1.10/h · quota of 4' },
    });
    const labels = items.map(({ label }) => label);
    assert.ok(!labels.includes('ml.g5.2xlarge'), 'the account may have none of these');
    assert.ok(!labels.some((label) => label.startsWith('ml.m5')));
    assert.deepEqual(labels.slice(-3), [
      ...['in another region', '$(globe) eu-west-1', '$(globe) Another region…'],
    ]);
    assert.deepEqual(created, []);
  });

  it('creates the job on the chosen type, after the usual question', async () => {
    choose('ml.g6.xlarge');
    await assert.rejects(run(), { reason: 'cancelled' });
    assert.deepEqual(created, [], 'nobody has agreed');
    assert.match(shown[0]?.message ?? '', /penguins-2026-11-21-10-02-33-005/, 'the new one');
    assert.match(shown[0]?.detail ?? '', /2 × ml\.g6\.xlarge, at most 1 h 0 m/);
    assert.match(shown[0]?.detail ?? '', /on ml\.g6\.xlarge instead of ml\.g5\.xlarge\.$/);
    press('Start');
    await run();
    assert.deepEqual(
      created.map(({ ResourceConfig }) => ResourceConfig),
      [{ InstanceType: 'ml.g6.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 }],
    );
  });

  it('remembers the form of the new job with the type that it has', async () => {
    remembered = {
      ...draft,
      settings: { ...noSettings, fields: { instanceType: 'ml.g5.xlarge' } },
    };
    choose('ml.g6.xlarge');
    press('Start');
    await run();
    const settings = { ...noSettings, fields: { instanceType: 'ml.g6.xlarge' } };
    assert.deepEqual(kept, { ...draft, settings });
    remembered = undefined;
    await run();
    assert.equal(kept, undefined);
  });

  it('says why quotas are not known, and offers the types all the same', async () => {
    quotas = new AppError('denied', 'servicequotas:ListServiceQuotas is not allowed.');
    boxes.use = (box) => {
      seen = box;
      setTimeout(() => box.hide(), 20);
    };
    await run();
    const labels = (seen?.items ?? []).map(({ label }) => label);
    assert.equal(labels[0], 'servicequotas:ListServiceQuotas is not allowed.');
    assert.equal(labels[1], 'ml.g6.xlarge');
  });

  it('opens the launch page in the region where the form names something of the first one', async () => {
    remembered = { ...draft, channels: [{ name: 'train', path: 's3://bucket/train/' }] };
    choose('$(globe) eu-west-1');
    await run();
    assert.deepEqual(pages, [
      ['/project/train.py', { connectionId: 'profile:prod:eu-west-1', draft: remembered }],
    ]);
    assert.match(
      shown[0]?.message ?? '',
      /belongs to us-east-1.*eu-west-1.*s3:\/\/bucket\/train\//,
    );
  });

  it('asks which region where none that is shown is meant, and says when there is no other', async () => {
    remembered = draft;
    choose('$(globe) Another region…');
    answerWith(() => ({ label: 'nowhere-1', value: 'nowhere-1' }) as { label: string });
    await assert.rejects(run(), { reason: 'invalid', message: /has one region alone/ });
  });

  it('opens the page of the request there where the script is not known here', async () => {
    kind.descriptions['penguins'] = {
      ...lacking,
      OutputDataConfig: { S3OutputPath: 's3://old/' },
      CheckpointConfig: { S3Uri: 's3://old/checkpoints/' },
    };
    choose('$(globe) eu-west-1');
    await run();
    assert.deepEqual(pages, [
      [
        'profile:prod:eu-west-1',
        { ...lacking.ResourceConfig, job: 'penguins', checkpoints: 's3://old/checkpoints/' },
        'profile:prod:us-east-1',
      ],
    ]);
    assert.deepEqual(shown, [], 'the page tells what belongs to the first region');
  });

  it('asks which type is to be another where a job has several', async () => {
    const group = (InstanceGroupName: string, InstanceType: string) => ({
      ...{ InstanceGroupName, InstanceType, InstanceCount: 1 },
    });
    const InstanceGroups = [group('a', 'ml.g5.xlarge'), group('b', 'ml.m5.large')];
    kind.descriptions['penguins'] = { ...lacking, ResourceConfig: { InstanceGroups } };
    const offered = answerWith((choices) => choices[1]);
    choose('nothing');
    await run();
    assert.deepEqual(
      offered.map(({ label }) => label),
      ['ml.g5.xlarge', 'ml.m5.large'],
    );
    assert.match(seen?.placeholder ?? '', /ml\.m5\.large/);
  });
});
