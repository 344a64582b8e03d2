import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import type { LaunchDraft, LaunchState } from '../../../../src/shared/contracts/launch';
import { LaunchSession, type LaunchPorts } from '../../../../src/ui/launch/launchSession';
import { FakeClock } from '../../../fakes/fakeClock';
import { fakeConnection } from '../../../fakes/fakeKind';
import { inspected, launchPorts } from './launchPorts';

const script = `import argparse, os
parser = argparse.ArgumentParser()
parser.add_argument('--epochs', type=int, default=20)
parser.add_argument('--train', default=os.environ['SM_CHANNEL_TRAIN'])
args = parser.parse_args()
`;

describe('the form of a launch session', () => {
  let text: string;
  let states: LaunchState[];
  let launched: TrainingLaunch[];
  let kept: LaunchDraft | undefined;
  let ports: LaunchPorts;
  let session: LaunchSession;

  const create = (changes: Partial<LaunchPorts> = {}, traits: object = {}): LaunchSession => {
    ports = launchPorts({
      inspect: () => inspected(text),
      remembered: () => ({ draft: kept }),
      remember: (draft) => (kept = draft),
      send: (state) => states.push(state),
      launch: (launch) => {
        launched.push(launch);
        return Promise.resolve();
      },
      ...changes,
    });
    const { info } = fakeConnection('sandbox', traits);
    return new LaunchSession('/projects/penguins/train.py', '/projects/penguins', info, ports);
  };

  const last = (): LaunchState => {
    const state = states.at(-1);
    assert.ok(state);
    return state;
  };

  beforeEach(() => {
    text = script;
    states = [];
    launched = [];
    kept = undefined;
    session = create();
  });

  afterEach(() => session.dispose());

  it('does not come back with what could not be launched', async () => {
    const draft = await session.open();
    session.edit({ ...draft, values: { epochs: '7' } });
    session.edit({
      ...draft,
      values: { epochs: '7x' },
      extra: [{ name: '', value: '' }],
      channels: [
        { name: 'train', path: 'no/such/folder' },
        { name: '', path: '' },
      ],
      maxRuntimeMinutes: 0,
    });
    session = create();
    const reopened = await session.open();
    assert.deepEqual(reopened, { ...draft, values: { epochs: '7' } });
    assert.deepEqual(last().errors, {});
  });

  it('comes back with what was launched, also where its data are gone', async () => {
    const draft = await session.open();
    const launch = { ...draft, channels: [{ name: 'train', path: 'gone' }] };
    session = create({ remembered: () => ({ launch }) });
    assert.deepEqual((await session.open()).channels, launch.channels);
    session = create({ remembered: () => ({ draft: launch, launch }) });
    assert.deepEqual((await session.open()).channels, launch.channels);
  });

  it('makes everything as the script says it, and tells whether that would change anything', async () => {
    const draft = await session.open();
    assert.equal(last().isChanged, false);
    session.edit({ ...draft, jobName: 'mine' });
    assert.equal(last().isChanged, false);
    session.edit({ ...draft, values: { epochs: '7' }, channels: [], maxRuntimeMinutes: 5 });
    assert.equal(last().isChanged, true);
    const { draftVersion } = last();
    await session.reset();
    assert.deepEqual([last().draft, last().isChanged], [draft, false]);
    assert.ok(last().draftVersion > draftVersion);
  });

  it('takes the image of the release that the files beside the script ask for', async () => {
    const shown = async (version: string, isExact: boolean) => {
      const declared = { version, isExact, source: 'requirements' } as const;
      session = create({ inspect: () => inspected('import torch\n', declared) });
      await session.start(await session.open());
      return [last().framework?.label, last().framework?.origin, launched.at(-1)?.image];
    };
    const origin = 'from the import in line 1; requirements.txt asks for';
    const [label, told, image] = await shown('2.1.0', true);
    assert.deepEqual([label, told], ['PyTorch 2.1', `${origin} 2.1.0`]);
    assert.match(image ?? '', /pytorch-training:2\.1\.0-cpu-py310$/);
    assert.deepEqual((await shown('1.4', true)).slice(0, 2), [
      ...['PyTorch 2.8', `${origin} 1.4, for which no image is known`],
    ]);
    assert.deepEqual((await shown('2.0', false)).slice(0, 2), [
      ...['PyTorch 2.8', `${origin} releases from 2.0`],
    ]);
  });

  it('says what the script could use of its machines, which does not stand in the way', async () => {
    text = "import torch\nmodel.cuda()\nopen('/opt/ml/model/x', 'w')\n";
    const told = async () => {
      await session.open();
      const lines = last().preflight.filter(({ id }) => id.startsWith('line:'));
      return [lines.map(({ tone, id }) => `${tone} ${id}`), last().refusal];
    };
    assert.deepEqual(await told(), [['warning line:3:hardCodedPath'], null]);
    session = create({}, { runsHere: false });
    assert.deepEqual(await told(), [['warning line:3:hardCodedPath', 'info line:2:gpu'], null]);
  });

  it('offers the arguments of a class of a library by their names', async () => {
    text = `from transformers import HfArgumentParser, TrainingArguments
args = HfArgumentParser(TrainingArguments).parse_args_into_dataclasses()
`;
    await session.open();
    const [offered] = last().offered;
    assert.equal(offered?.from, 'transformers.TrainingArguments');
    assert.ok(offered.names.includes('learning_rate'));
    assert.deepEqual(last().arguments, []);
  });

  it('asks for the metrics that the script prints, but for those that are left out', async () => {
    text = "print(f'loss={loss} accuracy={accuracy}')\n";
    const draft = await session.open();
    assert.deepEqual(
      last().metrics.map(({ name, line }) => [name, line]),
      [
        ['loss', 1],
        ['accuracy', 1],
      ],
    );
    await session.start({ ...draft, leftOutMetrics: ['loss'] });
    assert.deepEqual(
      launched[0]?.metrics.map(({ name }) => name),
      ['accuracy'],
    );
    session = create();
    assert.deepEqual((await session.open()).leftOutMetrics, ['loss']);
    text = "print(f'accuracy={accuracy}')\n";
    session = create();
    assert.deepEqual((await session.open()).leftOutMetrics, []);
  });

  it('takes no row that was only begun for a channel', async () => {
    const draft = await session.open();
    await session.start({ ...draft, channels: [...draft.channels, { name: '', path: '' }] });
    assert.deepEqual(
      launched[0]?.channels.map(({ name }) => name),
      ['train'],
    );
  });

  it('marks a name that is taken before the start, once the typing pauses', async () => {
    const clock = new FakeClock();
    const asked: string[] = [];
    const nameTaken = (name: string) => {
      asked.push(name);
      return Promise.resolve(name === 'taken');
    };
    session = create({ clock, nameTaken });
    const draft = await session.open();
    await clock.advance(1000);
    assert.equal(asked.length, 0);
    for (const jobName of ['t', 'ta', 'not good!', 'taken']) {
      session.edit({ ...draft, jobName });
    }
    assert.deepEqual(last().errors, {});
    await clock.advance(1000);
    assert.equal(asked.join(), 'taken');
    assert.match(last().errors['jobName'] ?? '', /already a training job “taken”/);
    assert.ok(last().refusal);
    await assert.rejects(session.start({ ...draft, jobName: 'taken' }), { reason: 'invalid' });
    session.edit({ ...draft, jobName: 'free' });
    assert.deepEqual(last().errors, {});
    await clock.advance(1000);
    assert.equal(asked.at(-1), 'free');
    assert.deepEqual(last().errors, {});
  });

  it('says nothing of a name where the service does not answer, and asks another one again', async () => {
    const clock = new FakeClock();
    let names = 0;
    const nameTaken = () => {
      names++;
      return Promise.reject(new AppError('network', 'No answer.'));
    };
    session = create({ clock, nameTaken });
    const draft = await session.open();
    session.edit({ ...draft, jobName: 'mine' });
    await clock.advance(1000);
    assert.deepEqual([names, last().errors], [1, {}]);
    session.connectionChanged(fakeConnection('profile:x').info);
    await clock.advance(1000);
    assert.equal(names, 2);
  });
});
