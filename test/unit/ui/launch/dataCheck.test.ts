import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import type { DataSummary, SummaryOptions } from '../../../../src/aws/training/dataSummary';
import { AppError } from '../../../../src/core/errors';
import type {
  DraftChannel,
  LaunchDraft,
  LaunchState,
} from '../../../../src/shared/contracts/launch';
import { LaunchSession } from '../../../../src/ui/launch/launchSession';
import { fakeConnection } from '../../../fakes/fakeKind';
import { launchPorts } from './launchPorts';

interface Asked {
  readonly path: string;
  readonly options: SummaryOptions;
  readonly answer: (found: DataSummary | Error) => void;
}

describe('data of the channels, on the launch page', () => {
  let asked: Asked[];
  let states: LaunchState[];
  let launched: number;
  let session: LaunchSession;
  let draft: LaunchDraft;

  const found: DataSummary = { files: 3, bytes: 5120, names: ['a.csv'], isComplete: true };

  beforeEach(async () => {
    asked = [];
    states = [];
    launched = 0;
    session = new LaunchSession(
      '/projects/penguins/train.py',
      fakeConnection('sandbox').info,
      launchPorts({
        send: (state) => states.push(state),
        launch: () => {
          launched++;
          return Promise.resolve();
        },
        checks: {
          data: (path, options) =>
            new Promise((resolve, reject) => {
              const answer: Asked['answer'] = (result) =>
                result instanceof Error ? reject(result) : resolve(result);
              asked.push({ path, options, answer });
            }),
        },
      }),
    );
    draft = await session.open();
  });

  afterEach(() => session.dispose());

  const last = (): LaunchState => states.at(-1) ?? assert.fail('nothing was sent');

  const settled = async (): Promise<LaunchState> => {
    await new Promise((resolve) => setImmediate(resolve));
    return last();
  };

  const type = (...channels: readonly DraftChannel[]): LaunchDraft => {
    const typed = { ...draft, channels };
    session.edit(typed);
    return typed;
  };

  const answer = (index: number, result: DataSummary | Error): Promise<LaunchState> => {
    asked[index]?.answer(result);
    return settled();
  };

  const lines = () =>
    last()
      .preflight.filter(({ id }) => id.startsWith('data:'))
      .map(({ tone, message }) => `${tone} ${message}`);

  it('are named by what they are, whatever marks of direction their names hold', async () => {
    type({ name: 'train', path: 'da\u202Eta' });
    await settled();
    const { preflight } = await answer(asked.length - 1, {
      ...found,
      names: ['b\u2066.csv', 'c\n'],
    });
    const line = preflight.find(({ id }) => id === 'data:0');
    assert.equal(line?.message, 'train: da�ta · 3 files, 5.1 KB');
    assert.equal(line.detail, 'b�.csv\nc�\n… and 1 more');
  });

  it('that cannot be used are said once, at their field, with what fixes it', async () => {
    type({ name: 'train', path: '/' });
    const message = '/proc/1/fdinfo cannot be read: permission denied.';
    const { errors, preflight, refusal } = await answer(0, new AppError('invalid', message));
    assert.deepEqual(errors, { 'channelPath:0': message });
    const line = preflight.find(({ id }) => id === 'data:0');
    assert.deepEqual(
      [line?.tone, line?.message, line?.field],
      ['error', 'train: the data cannot be used.', 'channelPath:0'],
    );
    assert.deepEqual(
      line?.links?.map(({ id }) => id),
      ['field:channelPath:0', 'data:browse:0', 'data:check'],
    );
    assert.equal(refusal, 'Fix the marked fields first.');
    assert.equal(JSON.stringify(last()).split(message).length, 2, 'the sentence stands once');
  });

  it('are looked at again at a click', async () => {
    type({ name: 'train', path: 'gone' });
    await answer(0, new AppError('notFound', 'The data is not there: gone'));
    session.checkDataAgain();
    assert.deepEqual([lines(), last().errors], [['busy train: reading gone…'], {}]);
    await answer(1, found);
    assert.deepEqual([lines(), last().refusal], [['ok train: gone · 3 files, 5.1 KB'], null]);
  });

  it('that were empty are looked at again as well', async () => {
    type({ name: 'train', path: 'empty' });
    await answer(0, { ...found, files: 0, bytes: 0 });
    assert.match(JSON.stringify(last().errors), /empty has no files/);
    session.checkDataAgain();
    await answer(1, found);
    assert.deepEqual([lines(), last().errors], [['ok train: empty · 3 files, 5.1 KB'], {}]);
  });

  it('tell how far they are read, and are no longer read when the path changes', async () => {
    type({ name: 'train', path: '/' });
    asked[0]?.options.onProgress({ files: 12_000, bytes: 3_000_000_000 });
    assert.deepEqual(lines(), ['busy train: reading /… 12,000 files, 3.0 GB']);
    assert.equal(asked[0]?.options.signal.aborted, false);
    type({ name: 'train', path: '/d' });
    assert.equal(asked[0].options.signal.aborted, true);
    await answer(0, new AppError('invalid', 'late'));
    await answer(1, found);
    assert.deepEqual([lines(), last().errors], [['ok train: /d · 3 files, 5.1 KB'], {}]);
  });

  it('that are too many to count are a warning', async () => {
    type({ name: 'train', path: '/' });
    await answer(0, { ...found, isComplete: false });
    assert.deepEqual(
      [lines(), last().refusal],
      [['warning train: / · more than 3 files, 5.1 KB'], null],
    );
  });

  it('are waited for by a start, which then refuses what cannot be used', async () => {
    const typed = type({ name: 'train', path: 'x' });
    assert.equal(last().refusal, null);
    const starting = session.start(typed);
    await settled();
    assert.equal(last().progress?.message, 'Checking…');
    asked[0]?.answer({ ...found, files: 0, bytes: 0, names: [] });
    await assert.rejects(starting, { reason: 'invalid', message: /^x has no files/ });
    assert.deepEqual([launched, last().failure], [0, null]);
    assert.deepEqual(Object.keys(last().errors), ['channelPath:0']);
  });

  it('are looked for in S3 as they are addressed, and sent there as they are', async () => {
    const typed = type({ name: 'train', path: ' s3://bucket/prefix ' });
    assert.deepEqual(
      asked.map(({ path }) => path),
      ['s3://bucket/prefix'],
    );
    await answer(0, found);
    assert.deepEqual(lines(), ['ok train:  s3://bucket/prefix  · 3 files, 5.1 KB']);
    const { channels } = await session.preview(typed);
    assert.deepEqual(channels, [{ name: 'train', uri: 's3://bucket/prefix' }]);
  });

  it('may lie where only the job is let in', async () => {
    type({ name: 'train', path: 's3://bucket/prefix' });
    await answer(0, new AppError('denied', 'S3 refused access.'));
    assert.deepEqual(
      [lines(), last().refusal],
      [
        [
          'info train: s3://bucket/prefix · not looked at. The role of the job has to be allowed to read it.',
        ],
        null,
      ],
    );
  });

  it('must be there, in S3 too', async () => {
    type({ name: 'train', path: 's3://bucket/prefix' });
    await answer(0, new AppError('notFound', 'The bucket does not exist.'));
    assert.deepEqual(last().errors, { 'channelPath:0': 'The bucket does not exist.' });
    type({ name: 'train', path: 's3://bucket/empty' });
    await answer(1, { files: 0, bytes: 0, names: [], isComplete: true });
    assert.match(last().errors['channelPath:0'] ?? '', /has no files/);
  });

  it('are looked for again in the S3 of another connection', async () => {
    type({ name: 'train', path: 's3://bucket/prefix' }, { name: 'test', path: 'x' });
    await answer(0, found);
    await answer(1, found);
    session.connectionChanged(fakeConnection('profile:x', { runsHere: false }).info);
    assert.deepEqual(asked.map(({ path }) => path).slice(2), ['s3://bucket/prefix']);
  });

  it('are read once for two channels, and not again for another name', async () => {
    type({ name: 'train', path: 'd' }, { name: 'train', path: './d' });
    assert.deepEqual(Object.keys(last().errors), ['channelName:1']);
    await answer(0, found);
    type({ name: 'train', path: 'd' }, { name: 'test', path: './d' });
    assert.deepEqual(
      [asked.length, lines()],
      [1, ['ok train: d · 3 files, 5.1 KB', 'ok test: ./d · 3 files, 5.1 KB']],
    );
  });
});
