import assert from 'node:assert/strict';
import { Answers } from '../../../../src/aws/preflight/answers';
import { AppError } from '../../../../src/core/errors';
import { FakeClock } from '../../../fakes/fakeClock';

const question = { key: 'quotas', waits: 20_000, keeps: 60_000 };

describe('Answers', () => {
  let clock: FakeClock;
  let answers: Answers;
  let asked: number;
  const { signal } = new AbortController();

  const count = (): Promise<number> => Promise.resolve(++asked);

  beforeEach(() => {
    clock = new FakeClock();
    answers = new Answers(clock);
    asked = 0;
  });

  it('asks once for all who wait, and again when the answer is old', async () => {
    const both = [answers.ask(question, count, signal), answers.ask(question, count, signal)];
    assert.deepEqual(await Promise.all(both), [1, 1]);
    await clock.advance(60_000);
    assert.equal(await answers.ask(question, count, signal), 1);
    await clock.advance(1);
    assert.equal(await answers.ask(question, count, signal), 2);
    assert.equal(await answers.ask({ ...question, key: 'other' }, count, signal), 3);
  });

  it('asks again after a failure', async () => {
    const fails = () => Promise.reject(new AppError('throttled', 'Too many.'));
    await assert.rejects(answers.ask(question, fails, signal), { reason: 'throttled' });
    assert.equal(await answers.ask(question, count, signal), 1);
  });

  it('gives up what takes too long, and stops it', async () => {
    let stopped = false;
    const never = (own: AbortSignal) =>
      new Promise<number>(() => own.addEventListener('abort', () => (stopped = true)));
    const waiting = answers.ask(question, never, signal);
    const given = assert.rejects(waiting, {
      reason: 'network',
      message: 'There was no answer within 20 seconds.',
    });
    await clock.advance(20_000);
    await given;
    assert.equal(stopped, true);
    assert.equal(await answers.ask(question, count, signal), 1);
  });

  it('goes on as long as somebody waits, and stops soon after the last', async () => {
    let stopped = false;
    const never = (own: AbortSignal) =>
      new Promise<number>(() => own.addEventListener('abort', () => (stopped = true)));
    const [first, second] = [new AbortController(), new AbortController()];
    const waiting = [first, second].map((one) =>
      assert.rejects(answers.ask(question, never, one.signal), { reason: 'cancelled' }),
    );
    first.abort();
    await waiting[0];
    assert.equal(stopped, false);
    second.abort();
    await waiting[1];
    await clock.advance(4_999);
    assert.equal(stopped, false);
    await clock.advance(1);
    assert.equal(stopped, true);
    assert.equal(await answers.ask(question, count, signal), 1);
  });

  it('goes on for who asks the same again a moment later, as after an edit', async () => {
    let finish: (answer: number) => void = () => undefined;
    const slow = (own: AbortSignal) =>
      new Promise<number>((resolve, reject) => {
        asked++;
        finish = resolve;
        own.addEventListener('abort', () => reject(new Error('stopped')));
      });
    const edit = new AbortController();
    const first = assert.rejects(answers.ask(question, slow, edit.signal));
    edit.abort();
    await first;
    await clock.advance(400);
    const again = answers.ask(question, slow, signal);
    await clock.advance(10_000);
    finish(7);
    assert.equal(await again, 7);
    assert.equal(asked, 1);
  });

  it('forgets old answers, also to what nobody asks again', async () => {
    for (let index = 0; index < 10; index++) {
      await answers.ask({ ...question, key: `bucket ${index}` }, count, signal);
    }
    assert.equal(answers.size, 10);
    await clock.advance(60_001);
    await answers.ask(question, count, signal);
    assert.equal(answers.size, 1);
  });
});
