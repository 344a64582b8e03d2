import assert from 'node:assert/strict';
import type { Connection } from '../../src/aws/connection';
import type { ErrorReason } from '../../src/core/errors';
import { json, reset, silent, truncated, type Script } from '../fakes/fakeService';
import { queryFault, signInExcept, signInStandIn } from '../fakes/signInStandIn';
import {
  baseProfile,
  called,
  failure,
  list,
  profileId,
  ProfileWorld,
  role,
} from '../unit/aws/credentials/profileWorld';
import { html, late, nothing, sometimes } from './faults/faultScripts';
import { QuickTime } from './faults/quickTime';
import { sts, ways, type Way } from './faults/waysToKeys';

/** Faults of the network and of what stands in it, whatever the protocol. */
const anywhere: Readonly<Record<string, Script>> = {
  'answers with a 503': html(503),
  'cuts every connection': reset,
  'cuts every answer in its middle': truncated,
  'answers with HTML': html(200),
  'answers with an empty body': nothing,
  'never answers': silent,
};

const sleep = (milliseconds = 0): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Profiles and their stand-in for each test of a suite, in quick time. */
function quickWorld(): ProfileWorld {
  const world = new ProfileWorld();
  let time: QuickTime | undefined;

  beforeEach(() => void (time = QuickTime.start(60)));
  afterEach(() => time?.stop());
  return world;
}

/** Has the stand-in answer a call by the script, until what is returned is called. */
async function serveFault(world: ProfileWorld, call: string, script: Script): Promise<() => void> {
  let isHealed = false;
  const faulty = signInExcept(call, script);
  await world.serve((request, response) => (isHealed ? signInStandIn : faulty)(request, response));
  return () => (isHealed = true);
}

async function opened(
  world: ProfileWorld,
  { write, variables, connectionId = profileId }: Way,
): Promise<Connection> {
  await write(world);
  const { endpoint } = world.service;
  const around = variables && {
    ...{ AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'us-east-1' },
    ...variables(endpoint),
  };
  return await world.home.connections(around).open(connectionId);
}

describe('a connection by', function () {
  this.timeout(60_000);
  const world = quickWorld();

  /** A connection whose way to keys fails until `heal` is called. */
  async function failing(
    way: Way,
    script: Script,
  ): Promise<{ readonly connection: Connection; readonly heal: () => void }> {
    const heal = await serveFault(world, way.call, script);
    return { connection: await opened(world, way), heal };
  }

  for (const [by, way] of Object.entries(ways)) {
    describe(by, () => {
      for (const [does, script] of Object.entries(anywhere)) {
        it(`that ${does} says so, and works again when it is over`, async () => {
          const { connection, heal } = await failing(way, script);
          // Where the SDK does not ask again at once, the second answer is to be the same.
          for (let poll = 0; poll < (way.pause === undefined ? 1 : 2); poll++) {
            const { reason, message, mend } = await failure(list(connection));
            assert.equal(reason, 'network', message);
            assert.ok(message.includes(`${way.service} could not be reached.`), message);
            assert.equal(mend, undefined);
          }
          heal();
          await sleep(way.pause);
          await list(connection);
        });
      }

      it('that throttles says so, and works again when it is over', async () => {
        const { connection, heal } = await failing(way, way.throttled);
        const { reason, message } = await failure(list(connection));
        assert.equal(reason, 'throttled', message);
        assert.ok(message.startsWith(`${way.service} is receiving too many requests.`), message);
        heal();
        await sleep(way.pause);
        await list(connection);
      });

      it('that is refused says it, without a time-out or a network', async () => {
        const { connection } = await failing(way, way.denied);
        const { reason, message } = await failure(list(connection));
        assert.ok(reason === 'denied' || reason === 'expired', message);
        assert.doesNotMatch(message, /could not be reached/);
      });

      if (!way.isNear) {
        it('that takes ten seconds for every answer works', async () => {
          await world.serve(late(10_000)(signInStandIn));
          await list(await opened(world, way));
        });
      }

      it('that fails at three of ten calls works after a few attempts', async () => {
        const fails = sometimes(html(503), 0.3, 5);
        await world.serve((request, response) =>
          (fails(request) ?? signInStandIn)(request, response),
        );
        const connection = await opened(world, way);
        for (let attempt = 0; attempt < 10; attempt++) {
          await list(connection).catch(() => undefined);
        }
        await list(connection);
      });
    });
  }
});

describe('a connection in real time by', function () {
  // Well before all that a connection waits for at most.
  this.timeout(20_000);
  const world = new ProfileWorld();

  for (const [by, way] of Object.entries(ways).filter(([, { isNear }]) => isNear)) {
    it(`${by} that takes ten seconds for every answer is given up at once`, async () => {
      await world.serve(late(10_000)(signInStandIn));
      assert.equal((await failure(list(await opened(world, way)))).reason, 'network');
    });
  }
});

describe('the account of a connection', function () {
  this.timeout(60_000);
  const world = quickWorld();

  const keys = ['aws_access_key_id = AKID', 'aws_secret_access_key = s'];

  const faults: Readonly<Record<string, readonly [Script, ErrorReason]>> = {
    ...Object.fromEntries(
      Object.entries(anywhere).map(([does, script]) => [does, [script, 'network'] as const]),
    ),
    'throttles every call': [sts.throttled, 'throttled'],
    'denies the call': [sts.denied, 'denied'],
    'answers in another protocol': [json({}), 'network'],
    'says that the keys have ended': [queryFault('ExpiredToken', 'Ended'), 'expired'],
  };

  for (const [does, [script, reason]] of Object.entries(faults)) {
    it(`is not made up where STS ${does}, and known when it is over`, async () => {
      const heal = await serveFault(world, 'GetCallerIdentity', script);
      await world.write(keys);
      const connection = await world.open();
      assert.equal((await failure(connection.account())).reason, reason);
      assert.equal(connection.info.account, undefined);
      heal();
      assert.deepEqual(await connection.account(), { id: '123456789012', alias: 'ada-prod' });
    });
  }

  it('is known without its name where IAM does not answer', async () => {
    await world.serve(signInExcept('ListAccountAliases', html(200)));
    await world.write(keys);
    const account = await (await world.open()).account();
    assert.deepEqual(account, { id: '123456789012', alias: undefined });
  });

  it('takes one call for keys, though they seem to have ended by a wrong clock', async () => {
    const now = Date.now;
    const keysForAnHour: Script = (_request, response) => {
      const ends = new Date(now() + 3_600_000).toISOString();
      response.writeHead(200, { 'content-type': 'text/xml' }).end(
        `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
        <Credentials><AccessKeyId>ASIAFIRST</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
        <SessionToken>t</SessionToken><Expiration>${ends}</Expiration></Credentials>
        </AssumeRoleResult></AssumeRoleResponse>`,
      );
    };
    await world.serve(signInExcept('AssumeRole', keysForAnHour));
    await world.write([role('first'), 'source_profile = base'], ...baseProfile);
    const connection = await world.open();
    Date.now = () => now() + 7_200_000;
    try {
      for (let call = 0; call < 10; call++) {
        await list(connection);
      }
      assert.equal(called(world.service, 'AssumeRole').length, 1);
    } finally {
      Date.now = now;
    }
  });
});
