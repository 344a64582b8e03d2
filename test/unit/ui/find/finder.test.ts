import assert from 'node:assert/strict';
import { answerWith } from '../../../fakes/fakeVscode';
import { boxes, type FakeBox } from '../../../fakes/fakeBox';
import { AppError } from '../../../../src/core/errors';
import type { ResourceItem } from '../../../../src/core/resources/kind';
import { kindsByArea } from '../../../../src/resources/index';
import { Finder, type FinderPorts } from '../../../../src/ui/find/finder';
import { FakeClock } from '../../../fakes/fakeClock';
import type { SentCommand } from '../../../fakes/fakeSender';
import { memoryConnection } from '../../../fakes/memoryConnection';

const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:model/iris';

describe('finding a resource', () => {
  let clock: FakeClock;
  let sent: (readonly [name: string, asked: unknown])[];
  let answer: (command: SentCommand) => object;
  let loaded: readonly ResourceItem[];
  let loadedOf: Readonly<Record<string, readonly ResourceItem[]>>;
  let consoleUrl: string | undefined;
  let opened: string[];
  let shown: readonly { readonly id: string }[];
  let current: string;

  const finder = (): Finder => {
    const connect = (id: string, region: string) => {
      const connection = memoryConnection(
        (command) => {
          sent.push([command.name, (command.input as { NameContains?: string }).NameContains]);
          return answer(command);
        },
        { consoleUrl },
      );
      opened.push(id);
      const label = id.split(':')[0] ?? '';
      return Promise.resolve({ ...connection, info: { ...connection.info, id, label, region } });
    };
    return new Finder({
      backend: () =>
        Promise.resolve({
          kindsByArea,
          connections: { inRegion: (_id: string, region: string) => `memory:${region}` },
        }),
      chosen: {
        current: { id: current, label: current },
        openById: (id: string) => connect(id, id.split(':')[1] ?? ''),
        openShown: (id: string) =>
          id === 'broken' ? Promise.reject(new Error('no keys')) : connect(id, 'eu-west-1'),
        shown,
      },
      tree: {
        loaded: (_id: string, kindId: string) =>
          kindId === 'model' ? loaded : (loadedOf[kindId] ?? []),
      },
      clock,
    } as unknown as FinderPorts);
  };
  const seen = (box: FakeBox): readonly string[] =>
    box.items.map(({ label, description }) => [label, description].filter(Boolean).join(' | '));
  /** Uses the box whenever it is shown: once for each deed. */
  const using = (...deeds: readonly ((box: FakeBox) => Promise<void> | void)[]): void => {
    const left = [...deeds];
    boxes.use = (box) => setImmediate(() => void (left.shift() ?? assert.fail('shown again'))(box));
  };

  beforeEach(() => {
    clock = new FakeClock();
    sent = [];
    answer = () => ({});
    loaded = [{ name: 'iris', arn }];
    loadedOf = {};
    consoleUrl = 'https://console/';
    opened = [];
    shown = [{ id: 'memory' }];
    current = 'memory';
  });

  afterEach(() => {
    boxes.use = undefined;
  });

  it('shows loaded rows at once, and those of the service by kind', async () => {
    answer = ({ name }) =>
      name === 'ListEndpointsCommand'
        ? { Endpoints: [{ EndpointName: 'iris-prod', EndpointStatus: 'InService' }] }
        : {};
    using(async (box) => {
      assert.deepEqual(seen(box), ['Models (1)', 'iris | Models']);
      box.type('iris');
      await clock.advance(1000);
      assert.deepEqual(seen(box), [
        ...['Models (1)', 'iris | Models'],
        ...['Endpoints (1)', 'iris-prod | Endpoints · InService'],
      ]);
      box.accept('iris-prod');
    });
    const found = await finder().find();
    assert.deepEqual(
      [found?.act, found?.row.kindId, found?.row.item.name],
      [...['open', 'endpoint', 'iris-prod']],
    );
    assert.equal(sent.length, 13, 'each kind once, and two of those below others');
    const narrow = sent.filter(([, asked]) => asked === 'iris');
    assert.equal(narrow.length, 12, 'all but the pipelines by name');
  });

  it('finds what stands below others: by one list where there is one, else as far as it is loaded', async () => {
    const step = (parent: string) => ({ name: 'train', parent, status: 'Succeeded' });
    loadedOf = { pipelineStep: [step('monday'), step('tuesday')] };
    answer = ({ name, input }) => {
      assert.ok(!/Steps|Executions|Candidates/.test(name), 'those lists need a parent');
      const { ModelPackageType } = input as { readonly ModelPackageType?: string };
      return name === 'ListModelPackagesCommand'
        ? {
            ModelPackageSummaryList: [
              {
                ModelPackageGroupName: 'train-models',
                ModelPackageVersion: 3,
                ModelPackageArn: arn.replace('model/iris', 'model-package/train-models/3'),
                ModelPackageDescription: ModelPackageType,
              },
            ],
          }
        : {};
    };
    using(async (box) => {
      box.type('train');
      await clock.advance(1000);
      assert.deepEqual(seen(box), [
        ...['Versions (1)', 'Version 3 | Versions · train-models'],
        ...[
          'Steps (2)',
          'train | Steps · monday · Succeeded',
          'train | Steps · tuesday · Succeeded',
        ],
      ]);
      box.accept('Version 3');
    });
    const { item } = { ...(await finder().find())?.row };
    assert.deepEqual([item?.name, item?.parent], ['train-models/3', 'train-models']);
    assert.deepEqual(item?.facts, [{ label: 'Stage', value: 'Versioned' }]);
  });

  it('keeps what is ready to be taken, unless the very name that was typed comes', async () => {
    answer = ({ name }) =>
      name === 'ListEndpointsCommand'
        ? { Endpoints: ['iris-prod', 'iris-pro'].map((EndpointName) => ({ EndpointName })) }
        : {};
    const active = (box: FakeBox) => box.activeItems.map(({ label }) => label);
    using(async (box) => {
      box.focus('iris');
      box.type('iri');
      await clock.advance(1000);
      assert.deepEqual(active(box), ['iris']);
      box.focus('iris-prod');
      box.type('iris-pro');
      await clock.advance(1000);
      assert.deepEqual(active(box), ['iris-pro']);
      box.hide();
    });
    await finder().find();
    using(async (box) => {
      box.type('iris-pro');
      box.focus('iris');
      await clock.advance(1000);
      assert.deepEqual(active(box), ['iris-pro']);
      box.hide();
    });
    await finder().find();
  });

  it('takes the best row when Enter was pressed while rows were on their way', async () => {
    using((box) => {
      box.accept();
      box.focus('iris');
    });
    assert.equal((await finder().find())?.row.item.name, 'iris');
    using((box) => {
      box.accept();
      box.type('churn');
      box.focus('iris');
      box.hide();
    });
    assert.equal(await finder().find(), undefined);
  });

  it('says so where there is nothing, and what could not be read, once', async () => {
    loaded = [];
    using(async (box) => {
      assert.deepEqual(seen(box), ['Type a part of its name']);
      box.type('iris');
      await clock.advance(1000);
      assert.deepEqual(seen(box), ['Nothing was found.']);
      answer = () => {
        throw new AppError('expired', 'Sign in again.');
      };
      box.type('churn');
      await clock.advance(1000);
      assert.deepEqual(seen(box), ['Sign in again.']);
      box.accept('Sign in again.');
      box.hide();
    });
    assert.equal(await finder().find(), undefined);
  });

  it('copies the ARN or opens the console by the buttons of a row', async () => {
    using((box) => box.press('iris', 'Copy ARN'));
    assert.equal((await finder().find())?.act, 'copyArn');
    using((box) => box.press('iris', 'Open in AWS Console'));
    assert.equal((await finder().find())?.act, 'console');
    consoleUrl = undefined;
    using((box) => {
      assert.equal(box.items.find(({ label }) => label === 'iris')?.buttons?.length, 1);
      box.hide();
    });
    await finder().find();
  });

  it('searches every connection that is shown, and says which cannot be', async () => {
    shown = [{ id: 'memory' }, { id: 'other' }, { id: 'broken' }];
    answer = ({ name }) =>
      name === 'ListEndpointsCommand' ? { Endpoints: [{ EndpointName: 'iris-prod' }] } : {};
    using(async (box) => {
      box.type('iris-prod');
      await clock.advance(1000);
      const rows = seen(box);
      assert.ok(rows.includes('Error: no keys'));
      assert.deepEqual(
        rows.filter((row) => row.startsWith('iris-prod')),
        ['memory', 'other'].map((label) => `iris-prod | Endpoints · ${label} · eu-west-1`),
      );
      box.hide();
    });
    await finder().find();
    assert.deepEqual(opened.toSorted(), ['memory', 'other']);
  });

  it('searches the others where the chosen one cannot be opened, and fails where there are none', async () => {
    shown = [{ id: 'broken' }, { id: 'other' }];
    current = 'broken';
    answer = ({ name }) =>
      name === 'ListEndpointsCommand' ? { Endpoints: [{ EndpointName: 'iris-prod' }] } : {};
    using(async (box) => {
      box.type('iris-prod');
      await clock.advance(1000);
      assert.ok(seen(box).includes('Error: no keys'));
      box.accept('iris-prod');
    });
    assert.equal((await finder().find())?.row.connectionId, 'other');
    shown = [{ id: 'broken' }];
    await assert.rejects(finder().find(), { message: 'no keys' });
  });

  it('searches another region, too, when that is asked for', async () => {
    answerWith((choices) => choices.find(({ label }) => label === 'us-east-2'));
    using(
      (box) => box.pressTitle(0),
      async (box) => {
        box.type('iris');
        await clock.advance(1000);
        assert.deepEqual(
          seen(box).filter((row) => row.startsWith('iris')),
          ['iris | Models · eu-west-1', 'iris | Models · us-east-2'],
        );
        box.hide();
      },
    );
    await finder().find();
    assert.deepEqual(opened, ['memory', 'memory:us-east-2']);
    assert.equal(sent.length, 26);
  });

  it('offers for a command only what can do it, without a word typed', async () => {
    answer = ({ name }) =>
      name === 'ListTrainingJobsCommand'
        ? {
            TrainingJobSummaries: [
              { TrainingJobName: 'runs', TrainingJobStatus: 'InProgress' },
              { TrainingJobName: 'ended', TrainingJobStatus: 'Completed' },
            ],
          }
        : {};
    const texts = { title: 'Stop', none: 'Nothing runs.' };
    using(async (box) => {
      await clock.advance(0);
      assert.deepEqual(seen(box), ['Training (1)', 'runs | Training · InProgress']);
      box.accept('runs');
    });
    assert.equal((await finder().pick('stop', texts))?.item.name, 'runs');
    const asked = sent.map(([name]) => name);
    assert.ok(asked.length === 6 && !asked.includes('ListModelsCommand'), asked.join());
    consoleUrl = undefined;
    using((box) => {
      assert.deepEqual(seen(box), ['Nothing runs.']);
      box.hide();
    });
    assert.equal(await finder().pick('console', texts), undefined);
  });
});
