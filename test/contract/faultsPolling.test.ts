import assert from 'node:assert/strict';
import { resourceKinds } from '../../src/resources';
import { always, lasting, sometimes } from './faults/faultScripts';
import { FaultSuite } from './faults/faultSuite';
import { WholeAccount } from './faults/wholeAccount';

/** DESIGN: so many calls a minute at most, whatever is followed. */
const budget = 6;

/** What can be at work; the others are read when somebody asks. */
const busyKinds = resourceKinds.filter((kind) =>
  kind.statuses?.some((status) => kind.tone({ name: '', status }) === 'busy'),
);

describe('views that follow every kind of an account', function () {
  this.timeout(60_000);
  const suite = new FaultSuite();
  let whole: WholeAccount;
  let begun: number;

  beforeEach(async () => {
    const account = await suite.account();
    whole = new WholeAccount(account, await suite.open(account.endpoint), {
      count: 3,
      isBusy: true,
    });
    await whole.unfold();
    begun = whole.world.clock.now();
  });

  afterEach(() => whole.dispose());

  /** Creates something that nobody asks for. */
  const createNews = (): void => busyKinds.forEach(({ id }) => whole.create(id, 'news'));

  const isNews = (kindId: string): boolean =>
    whole.world.model.shown(kindId, { name: 'news' }) !== undefined;

  const stale = (): readonly string[] =>
    busyKinds.map(({ id }) => id).filter((kindId) => !isNews(kindId));

  it('ask within the budget, and see of each what is new', async () => {
    createNews();
    await whole.pass(300);
    assert.deepEqual(stale(), []);
    assert.ok(whole.mostInMinute(begun) <= budget, String(whole.mostInMinute(begun)));
  });

  it('ask nothing while they are hidden', async () => {
    whole.setVisible(false);
    await whole.pass(300);
    assert.equal(whole.mostInMinute(begun), 0);
  });

  for (const [does, { script }] of Object.entries(lasting)) {
    it(`ask less while the service ${does}, and recover by themselves`, async () => {
      suite.hurry(80);
      whole.fail(always(script));
      createNews();
      await whole.pass(240);
      assert.ok(whole.mostInMinute(begun) <= budget, String(whole.mostInMinute(begun)));
      assert.ok(whole.calls.length > busyKinds.length);
      // Rows that were there stay there.
      assert.equal(whole.world.model.loaded('endpoint').length, 3);
      whole.fail(() => undefined);
      await whole.pass(400);
      assert.deepEqual(stale(), []);
      assert.deepEqual([...(await whole.problems())], []);
    });
  }

  it('that could read nothing, ask again until they can', async () => {
    suite.hurry(40);
    const { script } = lasting['answers every call with a 503'] ?? assert.fail('not there');
    whole.world.model.reset();
    whole.fail(always(script));
    assert.equal((await whole.problems()).size, resourceKinds.length);
    begun = whole.world.clock.now();
    await whole.pass(300);
    assert.ok(whole.mostInMinute(begun) <= budget, String(whole.mostInMinute(begun)));
    whole.fail(() => undefined);
    await whole.pass(300);
    await whole.assertComplete();
  });

  it('ask within the budget while three of ten calls fail, and see what is new', async () => {
    suite.hurry(40);
    const { script } = lasting['answers every call with a 503'] ?? assert.fail('not there');
    whole.fail(sometimes(script, 0.3, 1));
    createNews();
    await whole.pass(600);
    assert.ok(whole.mostInMinute(begun) <= budget, String(whole.mostInMinute(begun)));
    assert.deepEqual(stale(), []);
  });
});
