import assert from 'node:assert/strict';
import { resourceKinds } from '../../src/resources';
import { fault, json } from '../fakes/fakeService';
import { signInStandIn } from '../fakes/signInStandIn';
import { always, late } from './faults/faultScripts';
import { FaultSuite } from './faults/faultSuite';
import type { FaultyAccount } from './faults/faultyAccount';
import { WholeAccount } from './faults/wholeAccount';

const kindIds = resourceKinds.map(({ id }) => id);

const keysOf = (id: string) => [`aws_access_key_id = ${id}`, 'aws_secret_access_key = s'];

const signerOf = (headers: { readonly authorization?: string | undefined }): string =>
  /Credential=(\w+)/.exec(headers.authorization ?? '')?.[1] ?? '';

describe('an account', function () {
  this.timeout(60_000);
  const suite = new FaultSuite();
  const opened: WholeAccount[] = [];

  afterEach(() => opened.splice(0).forEach((whole) => whole.dispose()));

  async function open(
    account: FaultyAccount,
    { count = 230, lines }: { readonly count?: number; readonly lines?: readonly string[] } = {},
  ): Promise<WholeAccount> {
    const connection = await suite.open(account.endpoint, lines);
    const whole = new WholeAccount(account, connection, { count });
    opened.push(whole);
    return whole;
  }

  it('whose kinds are denied in part shows the others, and names each missing permission', async () => {
    const whole = await open(await suite.account());
    const denied = ['trainingJob', 'model', 'endpointConfig', 'pipeline'];
    whole.fail(always(fault('AccessDeniedException', 'No.')), denied);
    const problems = await whole.problems();
    assert.deepEqual(
      [...problems],
      kindIds
        .filter((id) => denied.includes(id))
        .map((id) => [id, `sagemaker:${whole.operation(id)} is not allowed. No.`]),
    );
    const others = kindIds.filter((id) => !denied.includes(id));
    await Promise.all(others.map((id) => whole.world.model.readAll(id)));
    for (const id of others) {
      assert.equal(whole.world.model.loaded(id).length, 230);
    }
    // What is allowed at last is there after one retry.
    whole.fail(() => undefined);
    await whole.world.model.refresh();
    await whole.readAll();
    await whole.assertComplete();
  });

  it('that goes out of reach keeps its rows, says so, and is complete when it is back', async () => {
    const account = await suite.account();
    const whole = await open(account);
    await whole.unfold();
    await whole.readAll();
    await account.goAway();
    await assert.rejects(whole.world.model.refresh(), {
      reason: 'network',
      message: /^SageMaker could not be reached\. Nothing listens at 127\.0\.0\.1:\d+\.$/,
    });
    assert.deepEqual([...(await whole.problems()).keys()], kindIds);
    assert.equal(whole.world.model.loaded('model').length, 230);
    await account.comeBack();
    await whole.world.model.refresh();
    await whole.assertComplete();
  });

  it('that is out of reach from the start is complete when it is back', async () => {
    const account = await suite.account();
    const whole = await open(account);
    await account.goAway();
    assert.deepEqual([...(await whole.problems()).keys()], kindIds);
    await account.comeBack();
    await whole.world.model.refresh();
    await whole.readAll();
    await whole.assertComplete();
  });

  it('whose host has no address says so, and is there after an edit of the profile', async () => {
    const account = await suite.account();
    const whole = await open(account);
    await suite.write({ mine: 'http://sagemaker.invalid' });
    const read = whole.world.model.rowsOf('model');
    // By the network that the test runs in: the name is unknown, or nobody can tell.
    const message = /^SageMaker could not be reached\. .*check the network/;
    await assert.rejects(read, { reason: 'network', message });
    await suite.write({ mine: account.endpoint });
    await whole.unfold();
    await whole.readAll();
    await whole.assertComplete();
  });

  it('that takes ten seconds for every answer shows its kinds meanwhile, and then its rows', async () => {
    const account = await suite.account();
    const whole = await open(account, { count: 5 });
    whole.fail((request) => late(10_000)(account.answer(request)));
    const begun = Date.now();
    const groups = whole.groups();
    await whole.world.clock.advance(1000); // The views' own patience, in their time.
    assert.equal((await groups).length, kindIds.length);
    assert.ok(Date.now() - begun < 5000);
    const rows = whole.unfold();
    await whole.world.clock.advance(1000);
    await rows;
    assert.ok(Date.now() - begun >= 10_000);
    await whole.assertComplete();
    assert.equal(account.received.length, kindIds.length);
  });

  it('that does not know the keys any more goes on where it was with those that are written', async () => {
    const account = await suite.account();
    const whole = await open(account, { lines: keysOf('AKIDONE') });
    await whole.unfold();
    const expired = fault('ExpiredTokenException', 'Expired');
    account.fault = ({ headers }) => (signerOf(headers) === 'AKIDONE' ? expired : undefined);
    for (const { id } of resourceKinds) {
      await assert.rejects(whole.world.model.readAll(id), { reason: 'expired' });
    }
    assert.equal((await whole.problems()).size, kindIds.length);
    await suite.write({ mine: account.endpoint }, keysOf('AKIDTWO'));
    const before = account.received.length;
    await whole.readAll();
    await whole.assertComplete();
    // Two pages of each kind that were not read before.
    assert.equal(account.received.length, before + 2 * kindIds.length);
  });

  it('whose keys are written anew while a call is under way needs nobody’s help', async () => {
    const account = await suite.account();
    const whole = await open(account, { lines: keysOf('AKIDONE') });
    await whole.unfold();
    const expired = fault('ExpiredTokenException', 'Expired');
    account.fault = ({ headers }) =>
      signerOf(headers) === 'AKIDONE'
        ? (request, response) => {
            void suite
              .write({ mine: account.endpoint }, keysOf('AKIDTWO'))
              .then(() => expired(request, response));
          }
        : undefined;
    await whole.readAll();
    await whole.assertComplete();
  });

  it('whose role’s keys end between two pages is read on with others, and asked for them once', async () => {
    const account = await suite.account();
    const sts = await suite.home.service(signInStandIn);
    const whole = await open(account, {
      lines: [
        ...['role_arn = arn:aws:iam::123456789012:role/first', 'source_profile = base'],
        ...['services = own', '[profile base]', ...keysOf('AKIDBASE')],
        ...['[services own]', 'sts =', `  endpoint_url = ${sts.endpoint}`],
      ],
    });
    await whole.unfold();
    assert.equal(sts.received.length, 1);
    const ended = new Set(account.received.map(({ headers }) => headers['x-amz-security-token']));
    let refusals = 0;
    const expired = fault('ExpiredTokenException', 'Expired');
    // The stand-in gives the same keys again; the first call with them in each list is refused.
    account.fault = () => (refusals++ < 1 ? expired : undefined);
    await whole.readAll();
    await whole.assertComplete();
    assert.equal(ended.size, 1);
    assert.equal(sts.received.length, 2);
  });

  it('whose clock is an hour off is read as if it were not', async () => {
    const account = await suite.account();
    const whole = await open(account);
    const hour = 3_600_000;
    account.clockOffset = hour;
    let refused = 0;
    const tooOld = json(
      { __type: 'InvalidSignatureException', message: 'Signature expired: it is too old.' },
      403,
    );
    account.fault = ({ headers }) => {
      const [, day = '', time = ''] =
        /^(\d{8})T(\d{6})Z$/.exec(String(headers['x-amz-date'])) ?? [];
      const text = `${day}${time}`.replace(
        /(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/,
        '$1-$2-$3T$4:$5:$6Z',
      );
      const isOff = Math.abs(Date.parse(text) - (Date.now() + hour)) > 300_000;
      refused += isOff ? 1 : 0;
      return isOff ? tooOld : undefined;
    };
    await whole.unfold();
    await whole.readAll();
    await whole.assertComplete();
    // Those that went out before the first answer; none after it.
    assert.ok(refused > 0 && refused <= kindIds.length, String(refused));
  });
});
