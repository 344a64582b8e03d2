import assert from 'node:assert/strict';
import { answerWith, shown, terminalLines, typing } from '../../../fakes/fakeVscode';
import { AppError, type Mend } from '../../../../src/core/errors';
import { createMfaPrompt } from '../../../../src/ui/connection/mfaPrompt';
import { mendConnection } from '../../../../src/ui/connection/mending';
import { pickRegion } from '../../../../src/ui/connection/pickRegion';

type Ports = Parameters<typeof mendConnection>[0];

const signIn = (profile: string): Mend => ({
  act: 'signIn',
  connectionId: 'profile:work:eu-west-1',
  command: ['aws', 'sso', 'login', '--profile', profile],
});

describe('mending a connection', () => {
  const events: string[] = [];
  let problem: AppError | undefined;
  let shownIds: readonly string[];

  const ports = {
    backend: () =>
      Promise.resolve({ connections: { renew: (id: string) => events.push(`renew ${id}`) } }),
    chosen: {
      renew: (id: string) => events.push(`views ${id}`),
      get shown() {
        return shownIds.map((id) => ({
          id,
          label: id,
          region: 'eu-west-1',
          runsHere: id === 'sandbox',
        }));
      },
      openShown: (id: string) =>
        Promise.resolve({
          info: { label: id },
          account: () => (problem ? Promise.reject(problem) : Promise.resolve({ id: '1234' })),
        }),
    },
  } as unknown as Ports;

  beforeEach(() => {
    problem = undefined;
    shownIds = ['sandbox', 'work'];
    [events, terminalLines, shown, typing.asked, typing.texts].forEach((list) => (list.length = 0));
  });

  it('signs in in a terminal', async () => {
    await mendConnection(ports, signIn('work'));
    assert.deepEqual(terminalLines, ['aws sso login --profile work']);
  });

  it('writes a name so that every shell reads it alike, or not at all', async () => {
    await mendConnection(ports, signIn('my work'));
    assert.deepEqual(terminalLines, ['aws sso login --profile "my work"']);
    await mendConnection(ports, signIn('@ml,eu'));
    assert.equal(terminalLines.pop(), 'aws sso login --profile "@ml,eu"', 'for PowerShell');
    for (const name of ['a"b', '$(id)', '`id`', 'a\nb', '%PATH%', 'a\\', 'a!b']) {
      await assert.rejects(mendConnection(ports, signIn(name)), { reason: 'invalid' });
    }
    assert.equal(terminalLines.length, 1);
  });

  it('has a code asked for once more, and the views look again', async () => {
    await mendConnection(ports, { act: 'mfaCode', connectionId: 'profile:work:eu-west-1' });
    assert.deepEqual(events, ['renew profile:work:eu-west-1', 'views profile:work:eu-west-1']);
  });

  it('finds out by itself what is missing', async () => {
    problem = new AppError('expired', 'Sign in.', { mend: signIn('work') });
    await mendConnection(ports);
    assert.deepEqual(terminalLines, ['aws sso login --profile work']);
    problem = new AppError('network', 'No answer.');
    await assert.rejects(mendConnection(ports), problem);
    problem = undefined;
    await mendConnection(ports);
    assert.equal(shown[0]?.message, 'work is signed in, to account 1234.');
  });

  it('asks which is meant where several of AWS are shown, whichever is chosen', async () => {
    shownIds = ['sandbox', 'test', 'work'];
    const offered = answerWith((choices) => choices.find(({ label }) => label === 'test'));
    await mendConnection(ports);
    assert.deepEqual(
      offered.map(({ label }) => label),
      ['test', 'work'],
    );
    assert.equal(shown[0]?.message, 'test is signed in, to account 1234.');
    answerWith(() => undefined);
    await mendConnection(ports);
    assert.equal(shown.length, 1);
  });

  it('asks for one code after the other', async () => {
    const ask = createMfaPrompt();
    typing.texts.push('111111', '222222');
    const first = ask({ profile: 'one', serial: 'arn:mfa/one' });
    const second = ask({ profile: 'two', serial: 'arn:mfa/two' });
    await first;
    assert.deepEqual(
      typing.asked.map(({ prompt }) => prompt),
      ['Code that arn:mfa/one shows, for profile one'],
    );
    assert.deepEqual([await first, await second], ['111111', '222222']);
    const [box] = typing.asked;
    assert.equal(box?.validateInput('123456'), undefined);
    assert.ok(box?.validateInput('12345'));
  });

  it('lets a region be picked from a list, or written', async () => {
    const offered = answerWith((choices) => choices.find(({ label }) => label === 'cn-north-1'));
    assert.equal(await pickRegion('work'), 'cn-north-1');
    assert.ok(offered.length > 30);
    answerWith((choices) => choices.at(-1));
    typing.texts.push('xy-new-1');
    assert.equal(await pickRegion('work'), 'xy-new-1');
    assert.ok(typing.asked.at(-1)?.validateInput('moon'));
    answerWith(() => undefined);
    assert.equal(await pickRegion('work'), undefined);
  });
});
