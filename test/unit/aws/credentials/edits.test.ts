import assert from 'node:assert/strict';
import { queryFault, signInExcept, signInOf } from '../../../fakes/signInStandIn';
import { baseProfile, called, list, ProfileWorld, profileId, role, signers } from './profileWorld';

describe('edits of the AWS files', function () {
  this.timeout(20_000);
  const world = new ProfileWorld();

  const keys = (id: string) => [`aws_access_key_id = ${id}`, 'aws_secret_access_key = s'];

  it('count at the next call', async () => {
    await world.write(keys('AKIDONE'));
    const connection = await world.open();
    await list(connection);
    await world.write(keys('AKIDTWO'));
    await list(connection);
    assert.deepEqual(signers(world.service), ['AKIDONE', 'AKIDTWO']);
  });

  it('count for the endpoint as well, and for whose account it is', async () => {
    await world.write(keys('AKIDONE'));
    const connection = await world.open();
    assert.deepEqual(await connection.account(), { id: '123456789012', alias: 'ada-prod' });
    assert.deepEqual(connection.info.account, { id: '123456789012', alias: 'ada-prod' });
    const other = await world.serve(
      signInExcept('ListAccountAliases', queryFault('AccessDenied', 'No.')),
    );
    await world.write(keys('AKIDTWO'));
    assert.deepEqual(await connection.account(), { id: '123456789012', alias: undefined });
    assert.equal(called(other, 'GetCallerIdentity').length, 1);
  });

  it('count also while it is asked whose account it is', async () => {
    let release = (): void => undefined;
    let came = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => (came = resolve));
    await world.serve(
      signInExcept('GetCallerIdentity', (request, response) => {
        release = () => signInOf({ id: '111111111111', alias: 'old' })(request, response);
        came();
      }),
    );
    await world.write(keys('AKIDONE'));
    const connection = await world.open();
    const early = connection.account();
    await isAsked;
    await world.serve(signInOf({ id: '222222222222', alias: 'new' }));
    await world.write(keys('AKIDTWO'));
    assert.equal((await connection.account()).id, '222222222222');
    release();
    assert.equal((await early).id, '222222222222');
    assert.deepEqual(connection.info.account, { id: '222222222222', alias: 'new' });
    assert.equal((await connection.identity()).accountId, '222222222222');
  });

  it('of another profile disturb nothing', async () => {
    await world.write([role('careful'), 'source_profile = base', 'mfa_serial = m'], ...baseProfile);
    let asked = 0;
    const connection = await world.open(
      {},
      {
        askMfaCode: () => {
          asked++;
          return Promise.resolve('123456');
        },
      },
    );
    await list(connection);
    await world.write(
      [role('careful'), 'source_profile = base', 'mfa_serial = m'],
      ...baseProfile,
      '[profile new]',
      'output = json',
    );
    await list(connection);
    assert.equal(asked, 1);
  });

  it('are told when a connection leads elsewhere, and when it could not be opened', async () => {
    await world.write(keys('AKIDONE'));
    const store = world.home.connections();
    const connection = await store.open(profileId);
    await list(connection);
    await assert.rejects(store.open('profile:later:us-east-1'), { reason: 'notFound' });
    const told = new Set<string>();
    const both = new Promise<void>((resolve) =>
      store.onDidChange((id) => {
        told.add(id);
        if (told.size === 2) resolve();
      }),
    );
    await world.write(keys('AKIDTWO'), '[profile later]', 'region = us-east-1');
    await both;
    assert.deepEqual([...told].toSorted(), ['profile:later:us-east-1', profileId]);
    await store.open('profile:later:us-east-1');
  });

  it('are told when a profile that was gone is back as it was', async () => {
    await world.write(keys('AKIDONE'));
    const store = world.home.connections();
    const connection = await store.open(profileId);
    await list(connection);
    const next = () => new Promise<string>((resolve) => store.onDidChange(resolve));
    const gone = next();
    await world.home.write('[profile other]\nregion = us-east-1\n');
    assert.equal(await gone, profileId);
    // As a view does that is told.
    await assert.rejects(list(connection), { reason: 'notFound' });
    const back = next();
    await world.write(keys('AKIDONE'));
    assert.equal(await back, profileId);
    await list(connection);
    assert.deepEqual(signers(world.service), ['AKIDONE', 'AKIDONE']);
  });

  it('of a file that cannot be read are not taken for an empty one', async () => {
    await world.home.writeFile('folder/inside', '');
    const store = world.home.connections({ AWS_CONFIG_FILE: `${world.home.folder}/.aws/folder` });
    await assert.rejects(store.open(profileId), {
      reason: 'invalid',
      message: /folder cannot be read \(EISDIR\)/,
    });
  });
});
