import assert from 'node:assert/strict';
import { cancelProgress, press, shown, typing } from '../../fakes/fakeVscode';
import { actOn, type ActName, type ActServices } from '../../../src/commands/acts';
import { Rows } from '../../../src/commands/rows';
import { AppError } from '../../../src/core/errors';
import { findKind } from '../../../src/core/resources/findKind';
import type { ResourceItem } from '../../../src/core/resources/kind';
import type { ResourceRow } from '../../../src/ids';
import { resourceKinds } from '../../../src/resources/index';
import type { SentCommand } from '../../fakes/fakeSender';
import { memoryConnection } from '../../fakes/memoryConnection';

const row = (kindId: string, name: string, item: Partial<ResourceItem> = {}): ResourceRow => ({
  connectionId: 'memory',
  kindId,
  item: { name, ...item },
});
const job = (name: string, status: string): ResourceRow => row('trainingJob', name, { status });

const noSelection = { with: () => [], together: () => [] };
const noFinder = { pick: () => assert.fail('there are rows') };

describe('starting, stopping and deleting', () => {
  let answer: (command: SentCommand) => unknown;
  let isProtected: boolean;
  let logged: string[];
  let refreshed: number;
  let connection: ReturnType<typeof memoryConnection>;
  let other: ReturnType<typeof memoryConnection>;

  const services = (): ActServices => ({
    backend: () => Promise.resolve({ kinds: resourceKinds } as never),
    chosen: { openById: (id) => Promise.resolve(id === 'memory' ? connection : other) },
    rows: new Rows(noSelection, noFinder, ({ kindId, item }) =>
      Promise.resolve(findKind(resourceKinds, kindId)?.capabilities(item) ?? []),
    ),
    output: { error: (what: string) => logged.push(what) } as never,
    tree: {
      refresh: () => {
        refreshed++;
        return Promise.resolve();
      },
    },
    lookAgain: () => undefined,
  });
  const act = (name: ActName, selection: readonly ResourceRow[]): Promise<void> => {
    connection = memoryConnection((command) => answer(command), { protected: isProtected });
    return actOn(services(), name, { row: selection[0], selection });
  };
  const sent = (): readonly string[] => connection.sagemaker.sent.map(({ name }) => name);

  beforeEach(() => {
    answer = () => ({});
    isProtected = false;
    logged = [];
    refreshed = 0;
    shown.length = 0;
    typing.texts = [];
    typing.asked.length = 0;
  });

  afterEach(() => press(undefined));

  it('asks once about all kinds, with what each loses and what is left out', async () => {
    await act('remove', [
      job('one', 'Completed'),
      job('two', 'Failed'),
      job('three', 'InProgress'),
      row('endpoint', 'iris', { status: 'InService' }),
      row('modelPackage', 'churn/3', { title: 'Version 3', status: 'Completed' }),
    ]);
    assert.deepEqual(shown, [
      {
        severity: 'warning',
        message: 'Delete 4 resources?',
        buttons: ['Delete'],
        detail: [
          'In Memory · eu-west-1.',
          'Training (2): one, two\nThe job goes with its settings and its history; its logs, its model and its uploads stay.',
          'Endpoints (1): iris\nIt answers no more requests, and its instances are given back. Its configuration and its models stay.',
          'Versions (1): Version 3\nIts archive in S3 and its image stay; the number of the version is not given again.',
          'This cannot be undone.',
          'Left out, because it does not apply to them now: three (InProgress)',
        ].join('\n\n'),
      },
    ]);
    assert.deepEqual(sent(), [], 'nobody has agreed');
  });

  it('counts the names that there is no room for', async () => {
    const many = Array.from({ length: 30 }, (_, index) => job(`job-${index}`, 'InProgress'));
    await act('stop', many);
    assert.match(shown[0]?.detail ?? '', /Training \(30\): job-0, .*, job-9 and 20 more\n/);
  });

  it('does to each what its kind does', async () => {
    press('Stop');
    await act('stop', [
      job('one', 'InProgress'),
      row('tuningJob', 'sweep', { status: 'InProgress' }),
      row('pipelineExecution', 'abc', { arn: 'arn:x', status: 'Executing' }),
    ]);
    const commands = ['TrainingJob', 'HyperParameterTuningJob', 'PipelineExecution'];
    assert.deepEqual(
      sent(),
      commands.map((name) => `Stop${name}Command`),
    );
    assert.equal(refreshed, 1);
    press('Start');
    await act('start', [row('notebookInstance', 'desk', { status: 'Stopped' })]);
    assert.deepEqual(sent(), ['StartNotebookInstanceCommand']);
    assert.match(shown.at(-1)?.message ?? '', /^Start the notebook instance desk\?$/);
  });

  it('goes on after failures and tells all of them together', async () => {
    press('Stop');
    answer = ({ input }) => {
      if (JSON.stringify(input).includes('bad')) {
        throw new AppError('denied', 'You may not.');
      }
      return {};
    };
    const names = ['bad-1', 'good', 'bad-2', 'bad-3', 'bad-4'];
    const rows = names.map((name) => job(name, 'InProgress'));
    await assert.rejects(act('stop', rows), {
      reason: 'denied',
      message:
        '4 of 5 failed; the log tells all. bad-1: You may not. bad-2: You may not. bad-3: You may not.',
    });
    assert.equal(sent().length, 5);
    assert.deepEqual([logged.length, refreshed], [4, 1]);
  });

  it('begins nothing more once the keys have expired', async () => {
    press('Stop');
    answer = () => {
      throw new AppError('expired', 'Sign in again.');
    };
    const rows = Array.from({ length: 20 }, (_, index) => job(`job-${index}`, 'InProgress'));
    await assert.rejects(act('stop', rows), { reason: 'expired' });
    assert.ok(sent().length <= 4, `${sent().length} calls`);
  });

  it('begins nothing more once cancelled, and says how far it came', async () => {
    press('Stop');
    answer = () => cancelProgress();
    const rows = Array.from({ length: 20 }, (_, index) => job(`job-${index}`, 'InProgress'));
    await act('stop', rows);
    assert.ok(sent().length <= 4, `${sent().length} calls`);
    assert.match(shown.at(-1)?.message ?? '', /^Cancelled after \d of 20\.$/);
  });

  it('has the name typed in a protected account, of several their count', async () => {
    isProtected = true;
    press('Delete');
    await act('remove', [row('model', 'iris')]);
    assert.deepEqual(sent(), [], 'nothing was typed');
    typing.texts = ['iris'];
    await act('remove', [row('model', 'iris')]);
    assert.deepEqual(sent(), ['DeleteModelCommand']);
    typing.texts = ['iris'];
    await act('remove', [row('model', 'iris'), row('model', 'churn')]);
    assert.deepEqual(sent(), [], 'not what was asked for');
    typing.texts = ['2'];
    await act('remove', [row('model', 'iris'), row('model', 'churn')]);
    assert.equal(sent().length, 2);
    const asked = typing.asked.at(-1) ?? assert.fail();
    assert.equal(asked.prompt, 'Memory is protected. Type how many there are to go on: 2');
    assert.deepEqual(
      [asked.validateInput('2'), asked.validateInput('3')],
      [undefined, asked.prompt],
    );
  });

  describe('in several connections at once', () => {
    const there = (name: string): ResourceRow => ({
      ...row('model', name),
      connectionId: 'profile:other:us-east-1',
    });
    const otherSent = (): readonly string[] => other.sagemaker.sent.map(({ name }) => name);

    beforeEach(() => {
      const { info, ...rest } = memoryConnection(() => ({}));
      other = { ...rest, info: { ...info, id: 'profile:other:us-east-1', label: 'other' } };
    });

    it('says what will happen in each account, and does it there', async () => {
      press('Delete');
      await act('remove', [row('model', 'iris'), there('iris'), there('churn')]);
      const detail = shown[0]?.detail?.split('\n\n').map((part) => part.split('\n')[0]);
      assert.deepEqual(detail, [
        'In Memory · eu-west-1.',
        'Models (1): iris',
        'In other · eu-west-1.',
        'Models (2): iris, churn',
        'This cannot be undone.',
      ]);
      assert.deepEqual([sent().length, otherSent().length], [1, 2]);
    });

    it('asks for the count where one of them is protected, whichever is clicked', async () => {
      isProtected = true;
      press('Delete');
      await act('remove', [there('iris'), row('model', 'iris')]);
      assert.deepEqual([sent(), otherSent()], [[], []]);
      assert.match(typing.asked.at(-1)?.prompt ?? '', /^Memory is protected\. Type how many/);
      await act('remove', [there('iris')]);
      assert.equal(otherSent().length, 1, 'which is not');
    });

    it('waits for the account that decides whether it is protected', async () => {
      const { info } = other;
      let isKnown = false;
      other = Object.defineProperty(
        {
          ...other,
          account: () => Promise.resolve({ id: '123456789012' }).finally(() => (isKnown = true)),
        },
        'info',
        {
          get: () => ({ ...info, traits: { ...info.traits, runsHere: false, protected: isKnown } }),
        },
      );
      press('Delete');
      await act('remove', [there('iris')]);
      assert.deepEqual([isKnown, otherSent()], [true, []]);
      assert.match(typing.asked.at(-1)?.prompt ?? '', /is protected/);
    });

    it('goes on in one when the keys of the other have expired', async () => {
      press('Delete');
      answer = () => {
        throw new AppError('expired', 'Sign in again.');
      };
      const names = Array.from({ length: 10 }, (_, index) => `model-${index}`);
      const rows = names.flatMap((name) => [row('model', name), there(name)]);
      await assert.rejects(act('remove', rows), { reason: 'expired' });
      assert.equal(otherSent().length, 10);
      assert.ok(sent().length <= 4, `${sent().length} calls`);
    });
  });
});
