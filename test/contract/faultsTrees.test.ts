import assert from 'node:assert/strict';
import { AppError } from '../../src/core/errors';
import { everyKind } from '../unit/resources/everyKind';
import { FaultedList } from './faults/faultedList';
import { always, lasting, passing, sometimes } from './faults/faultScripts';
import { FaultSuite } from './faults/faultSuite';
import { Answers, type WrittenAnswer } from './answers';
import { needs } from './environments';
import type { Fault, Witness } from './faults/faultyAccount';
import { temporaryFolder } from './sandboxServer';

const none: Fault = () => undefined;

/** How often a person would ask again, at most, where three calls of ten fail. */
const patience = 5;

describe('the trees, while the service', function () {
  this.timeout(60_000);
  needs('aws'); // First: it lies in the home folder, which the suite takes another of.
  const suite = new FaultSuite();
  const answered: WrittenAnswer[] = [];

  const hear: Witness = ({ operation, headers }, body) => {
    answered.push({
      ...{ client: 'scripted', service: 'sagemaker', operation, status: 200 },
      request: { 'content-type': String(headers['content-type']) },
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: Buffer.from(JSON.stringify(body)).toString('base64'),
    });
  };

  /** Has a person look at every kind at once, each in an account of its own, in quick time. */
  async function eachKind(
    faultOf: (index: number) => Fault,
    look: (list: FaultedList) => Promise<void>,
    factor = 20,
  ): Promise<void> {
    suite.hurry(factor);
    const accounts = await Promise.all(everyKind.map(() => suite.account(hear)));
    const endpoints = everyKind.map(({ kind }, index) => [
      kind.id,
      accounts[index]?.endpoint ?? '',
    ]);
    await suite.write(Object.fromEntries(endpoints) as Record<string, string>);
    const store = suite.home.connections();
    const looks = everyKind.map(async (listed, index) => {
      const account = accounts[index] ?? assert.fail('no account');
      const connection = await store.open(`profile:${listed.kind.id}:us-east-1`);
      const fault = faultOf(index);
      await look(await FaultedList.below(listed, account, { connection, fault }));
    });
    const failed = (await Promise.allSettled(looks)).flatMap((one, index) =>
      one.status === 'rejected' ? `${everyKind[index]?.kind.id ?? ''}: ${String(one.reason)}` : [],
    );
    assert.deepEqual(failed, []);
  }

  it('answers as its model says, show every row once and in order', async () => {
    answered.length = 0;
    await eachKind(
      () => none,
      async (list) => {
        await list.readAll();
        await list.assertComplete();
      },
    );
    const folder = await temporaryFolder();
    try {
      const answers = await Answers.below(folder.path);
      for (const answer of answered) {
        await answers.write(answer);
      }
      const { checked, problems } = await answers.check();
      assert.ok(checked > 2 * everyKind.length);
      // The SDK's model knows these, botocore's of the tests not yet.
      const newer =
        /NotebookInstanceStatus is none of the model's values: '(Pending|In)Maintenance'/;
      assert.deepEqual(
        problems.filter((problem) => !newer.test(problem)),
        [],
      );
    } finally {
      await folder.remove();
    }
  });

  for (const [does, script] of Object.entries(passing)) {
    it(`${does}, end in complete lists`, () =>
      eachKind(
        (index) => sometimes(script, 0.3, index),
        async (list) => {
          await list.retryUntilComplete(patience);
          await list.assertComplete();
        },
      ));
  }

  for (const [does, { script, reason, says, factor }] of Object.entries(lasting)) {
    it(`${does}, explain it, and are complete when it is over`, () =>
      eachKind(
        () => always(script),
        async (list) => {
          const explained = await list.explained();
          assert.equal(explained?.error.message, says.replace('{operation}', list.operation));
          assert.equal(explained.error.reason, reason);
          // Where waiting does not help, another connection may.
          const acts = reason === 'expired' ? ['retry', 'choose'] : ['retry'];
          assert.deepEqual(explained.actions, acts);
          assert.equal((await list.rows()).length, 1 + acts.length);
          list.fault = none;
          await list.retryUntilComplete(1);
          await list.assertComplete();
        },
        factor,
      ));

    it(`${does} from the second page on, keep the first and go on behind it`, () =>
      eachKind(
        () => none,
        async (list) => {
          const before = (await list.names()).length;
          list.fault = always(script);
          if (before < 100) {
            return; // It has but one page.
          }
          await assert.rejects(list.readAll(), (error) => AppError.is(error, reason));
          assert.ok(await list.explained());
          assert.equal((await list.names()).length, before);
          await list.assertPart();
          list.fault = none;
          const asked = list.account.asked(list.operation).length;
          await list.readAll();
          await list.assertComplete();
          assert.equal(list.account.asked(list.operation).length, asked + 2);
        },
        factor,
      ));
  }
});
