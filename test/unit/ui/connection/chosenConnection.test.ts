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
  let store: Store;
  let connections: object;

  /** The same after a start of the window. */
  const start = (known: Partial<Remembered> = remembered): ChosenConnection => {
    remembered = known;
    const backend = (() => Promise.resolve({ connections })) as unknown as BackendLoader;
    const started = new ChosenConnection(store, backend);
    started.onDidChange(() => events.push('change'));
    started.onDidRenew((id) => events.push(`renew ${id}`));
    started.onDidChangeTitle(() => events.push('title'));
    return started;
  };

  const open = (id: string): Promise<Connection> => {
    const info = { id, traits: { runsHere: id === 'sandbox' } };
    return Promise.resolve({ info, account: () => account() } as unknown as Connection);
  };

  beforeEach(() => {
    remembered = { connection: work };
    account = () => Promise.resolve({ id: '123456789012', alias: 'acme-prod' });
    events = [];
    store = {
      get: (key: keyof Remembered) => remembered[key],
      set: (key: keyof Remembered, value: unknown) => {
        remembered = { ...remembered, [key]: value };
        return Promise.resolve();
      },
    } as Store;
    connections = {
      open,
      onDidChange: (listener: typeof filesChanged) => {
        filesChanged = listener;
        return { dispose: () => undefined };
      },
    };
    chosen = start();
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
    chosen = start({ connection: { ...work, account: { id: '1', alias: 'acme-prod' } } });
    account = () => Promise.reject(new AppError('expired', 'Sign in.'));
    await chosen.open();
    await settle();
    assert.equal(chosen.title, 'work · eu-west-1 · acme-prod');
  });

  it('keeps the account, and what is protected by it, where it is chosen once more', async () => {
    changeSetting('sagemakerWorkbench.connections.protected', ['acme-prod']);
    await chosen.open();
    await settle();
    account = () => Promise.reject(new AppError('network', 'No answer.'));
    await chosen.choose(work);
    await settle();
    assert.equal(chosen.title, 'work · eu-west-1 · acme-prod · protected');
    assert.ok(chosen.isProtected);
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
    assert.deepEqual(events, [`renew ${work.id}`, 'title']);
    assert.equal(chosen.title, 'work · eu-west-1');
  });

  it('asks for the account as soon as it is chosen, though no view is open', async () => {
    chosen = start({});
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
    chosen = start({});
    changeSetting('sagemakerWorkbench.connections.protected', ['*']);
    assert.equal(chosen.isProtected, false);
  });

  describe('with others beside it', () => {
    const test = { id: 'profile:a-test:us-east-1', label: 'a-test', region: 'us-east-1' };
    const other = { ...test, runsHere: false };
    const third = { ...other, id: 'profile:z:us-east-1', label: 'z' };
    const labels = (): readonly string[] => chosen.shown.map(({ label }) => label);

    it('shows them in an order that stays when another becomes the chosen one', async () => {
      await chosen.show(other);
      assert.deepEqual(labels(), ['a-test', 'work']);
      await chosen.choose(other);
      assert.deepEqual([labels(), chosen.current.id], [['a-test', 'work'], other.id]);
    });

    it('lets one that was not shown take the place of the chosen one alone', async () => {
      await chosen.show(other);
      await chosen.choose(third);
      assert.deepEqual([labels(), chosen.current.id], [['a-test', 'z'], third.id]);
    });

    it('remembers them, each with whose account it is', async () => {
      await chosen.show(other);
      await settle();
      assert.equal(chosen.titleOf(other.id), 'a-test · us-east-1 · acme-prod');
      const again = start();
      assert.deepEqual(
        again.shown.map(({ id, account: whose }) => [id, whose?.alias]),
        [
          [other.id, 'acme-prod'],
          [work.id, undefined],
        ],
      );
      assert.equal(again.current.id, work.id);
    });

    it('hides one, never the chosen one, and shows none twice', async () => {
      await chosen.show(other);
      await chosen.show(other);
      await chosen.show(work);
      assert.equal(labels().length, 2);
      await chosen.hide(other.id);
      await chosen.hide(work.id);
      assert.deepEqual(labels(), ['work']);
    });

    it('tells which one leads elsewhere when the files are changed', async () => {
      await chosen.show(other);
      await settle();
      events.length = 0;
      filesChanged(other.id);
      await settle();
      assert.deepEqual(events, [`renew ${other.id}`, 'title']);
      assert.equal(chosen.titleOf(other.id), 'a-test · us-east-1');
    });

    it('has each protected by what it is itself', async () => {
      changeSetting('sagemakerWorkbench.connections.protected', ['a-*']);
      await chosen.show(other);
      assert.equal(chosen.isProtected, false);
      assert.match(chosen.titleOf(other.id), /protected$/);
      await chosen.choose(other);
      assert.equal(chosen.isProtected, true);
    });
  });

  it('stays what this window has chosen, whatever another of the workspace remembers', async () => {
    const elsewhere = start();
    await elsewhere.choose({ ...work, id: 'profile:other:eu-west-1', label: 'other' });
    assert.equal(chosen.title, 'work · eu-west-1');
    assert.equal(start().title, 'other · eu-west-1');
  });

  it('looks anew at what is chosen once more', async () => {
    await chosen.choose(work);
    assert.deepEqual(events.slice(0, 2), ['change', `renew ${work.id}`]);
  });
});
