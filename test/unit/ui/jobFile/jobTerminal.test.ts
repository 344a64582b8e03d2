import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import { JobTerminal, type TerminalJob } from '../../../../src/ui/jobFile/jobTerminal';
import { FakeClock } from '../../../fakes/fakeClock';
import { FakeKind, fakeConnection, job } from '../../../fakes/fakeKind';

/** One host that has printed these lines. */
const logsOf = (lines: readonly string[]) => ({
  streams: () => Promise.resolve(['birds/algo-1-1']),
  read: (_stream: object, token?: string) =>
    Promise.resolve({
      events:
        token === undefined ? lines.map((message, timestamp) => ({ timestamp, message })) : [],
      token: 'end',
    }),
});

describe('the terminal of a job', () => {
  let clock: FakeClock;
  let kind: FakeKind;
  let started: () => Promise<TerminalJob>;
  let written: string;
  let codes: number[];
  let left: string[];
  let terminal: JobTerminal;

  beforeEach(() => {
    clock = new FakeClock();
    kind = new FakeKind();
    kind.items = [job('birds', 'InProgress')];
    const connection = { ...fakeConnection(), logs: logsOf(['epoch 1', '\u001B[2Jepoch 2']) };
    started = () => Promise.resolve({ connection, name: 'birds' } as unknown as TerminalJob);
    [written, codes, left] = ['', [], []];
    terminal = new JobTerminal({
      clock,
      start: (report) => {
        report('Packing…');
        return started();
      },
      kind: () => Promise.resolve(kind),
      left: ({ name }) => left.push(name),
      failed: () => undefined,
    });
    terminal.onDidWrite((text) => (written += text));
    terminal.onDidClose((code) => codes.push(code));
  });

  const end = async (status: string, more: object = {}): Promise<void> => {
    kind.items = [job('birds', status)];
    kind.descriptions = { birds: more };
    await clock.advance(20_000);
  };

  it('says what is started, prints what the job prints, and ends with 0 where it completes', async () => {
    terminal.open();
    await clock.advance(3000);
    assert.deepEqual(codes, []);
    await end('Completed');
    assert.deepEqual(codes, [0]);
    const lines = written.split('\r\n');
    assert.deepEqual(lines.slice(0, 2), [
      'Packing…',
      'Started birds in Local sandbox · us-east-1.',
    ]);
    // Without the sequence that would clear the terminal.
    assert.ok(lines.includes('epoch 1') && lines.includes('epoch 2'), written);
    assert.ok(lines.includes('Status: Completed'), written);
    assert.deepEqual(left, []);
  });

  it('ends with 1 and the reason where the job fails or cannot be started', async () => {
    terminal.open();
    await clock.advance(1000);
    await end('Failed', { FailureReason: 'AlgorithmError: no data' });
    assert.deepEqual(codes, [1]);
    assert.match(written, /AlgorithmError: no data\r\n/);

    started = () => Promise.reject(new AppError('invalid', 'There is no such script.'));
    terminal.open();
    await clock.advance(0);
    assert.deepEqual(codes, [1, 1]);
    assert.match(written, /There is no such script\.\r\n$/);
  });

  it('leaves the job alone when it is interrupted or closed, and says so', async () => {
    terminal.open();
    await clock.advance(1000);
    terminal.handleInput('x');
    terminal.handleInput('\u0003');
    await clock.advance(0);
    assert.deepEqual(codes, [130]);
    assert.match(written, /The job goes on: birds\r\n$/);
    terminal.close();
    assert.deepEqual(left, []);
  });

  it('tells a person who closes it that the job goes on', async () => {
    terminal.open();
    await clock.advance(1000);
    terminal.close();
    assert.deepEqual(left, ['birds']);
  });
});
