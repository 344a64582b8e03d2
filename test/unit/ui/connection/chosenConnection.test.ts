import assert from 'node:assert/strict';
import { changeSetting, statusBarItems } from '../../../fakes/fakeVscode';
import type { Connection } from '../../../../src/aws/connection';
import type { Account } from '../../../../src/core/connections/connection';
import { AppError } from '../../../../src/core/errors';
import type { Remembered, Store } from '../../../../src/platform/state';
import type { BackendLoader } from '../../../../src/ui/backend';
import { ChosenConnection } from '../../../../src/ui/connection/chosenConnection';
import { createStatusBar } from '../../../../src/ui/statusBar';

const work = { id: 'profile:work:eu-west-1', label: 'work', region: 'eu-west-1', runsHere: false };

/** Lets what nobody waits for come to its end. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('the chosen connection', () => {
  let remembered: Partial<Remembered>;
  let account: () => Promise<Account>;
  let filesChanged: (id: string) => void;
  let chosen: ChosenConnection;
  let events: string[];

  const open = (id: string): Promise<Connection> => {
    const info = { id, traits: { runsHere: id === 'sandbox' } };
    return Promise.resolve({ info, account: () => account() } as unknown as Connection);
  };

  beforeEach(() => {
    remembered = { connection: work };
    account = () => Promise.resolve({ id: '123456789012', alias: 'acme-prod' });
    events = [];
    const store = {
      get: (key: keyof Remembered) => remembered[key],
      set: (key: keyof Remembered, value: unknown) => {
        remembered = { ...remembered, [key]: value };
        return Promise.resolve();
      },
    } as Store;
    const connections = {
      open,
      onDidChange: (listener: typeof filesChanged) => {
        filesChanged = listener;
        return { dispose: () => undefined };
      },
    };
    const backend = (() => Promise.resolve({ connections })) as unknown as BackendLoader;
    chosen = new ChosenConnection(store, backend);
    chosen.onDidChange(() => events.push('change'));
    chosen.onDidChangeTitle(() => events.push('title'));
  });

  afterEach(() => {
    chosen.dispose();
    changeSetting('sagemakerWorkbench.connections.protected', undefined);
  });

  it('says whose account it is once it has been opened, and keeps what is shown of it', async () => {
    assert.equal(chosen.title, 'work · eu-west-1');
    await chosen.open();
    await settle();
    assert.equal(chosen.title, 'work · eu-west-1 · acme-prod');
    assert.deepEqual(events, ['title']);
    await chosen.open();
    await settle();
    assert.deepEqual(events, ['title']);
  });

  it('says the number of an account without a name', async () => {
    account = () => Promise.resolve({ id: '123456789012' });
    await chosen.open();
    await settle();
    assert.equal(chosen.title, 'work · eu-west-1 · 123456789012');
  });

  it('remembers the account while nobody is signed in', async () => {
    remembered = { connection: { ...work, account: { id: '1', alias: 'acme-prod' } } };
    account = () => Promise.reject(new AppError('expired', 'Sign in.'));
    await chosen.open();
    await settle();
    assert.equal(chosen.title, 'work · eu-west-1 · acme-prod');
  });

  it('forgets the account when the files say another thing, and tells the views', async () => {
    await chosen.open();
    await settle();
    events.length = 0;
    filesChanged('profile:other:eu-west-1');
    await settle();
    assert.deepEqual(events, []);
    filesChanged(work.id);
    await settle();
    assert.deepEqual(events, ['change']);
    assert.equal(chosen.title, 'work · eu-west-1');
  });

  it('asks for the account as soon as it is chosen, though no view is open', async () => {
    remembered = {};
    assert.equal(chosen.title, 'Local sandbox · us-east-1');
    await chosen.choose(work);
    await settle();
    assert.equal(chosen.title, 'work · eu-west-1 · acme-prod');
    assert.deepEqual(events, ['change', 'title']);
  });

  it('is red in the status bar, with a word, while its account is protected', async () => {
    const status = createStatusBar(chosen);
    const item = statusBarItems.at(-1);
    const background = (): string | undefined => item?.backgroundColor?.id;
    assert.deepEqual([item?.text, background()], ['$(cloud) work · eu-west-1', undefined]);
    changeSetting('sagemakerWorkbench.connections.protected', ['*prod*']);
    assert.equal(background(), undefined);
    await chosen.open();
    await settle();
    assert.equal(item?.text, '$(lock) work · eu-west-1 · acme-prod · protected');
    assert.equal(background(), 'statusBarItem.errorBackground');
    changeSetting('sagemakerWorkbench.connections.protected', []);
    assert.equal(item.text, '$(cloud) work · eu-west-1 · acme-prod');
    assert.equal(background(), undefined);
    status.dispose();
  });

  it('is never protected where nothing but this computer is at stake', () => {
    remembered = {};
    changeSetting('sagemakerWorkbench.connections.protected', ['*']);
    assert.equal(chosen.isProtected, false);
  });
});
