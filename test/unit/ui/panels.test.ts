import assert from 'node:assert/strict';
import '../../fakes/fakeVscode';
import { newEvent } from '../../fakes/fakeEvent';
import * as vscode from 'vscode';
import type { LaunchDraft } from '../../../src/shared/contracts/launch';
import { launchTitle } from '../../../src/ui/panels/launchTitle';
import { onDidShow } from '../../../src/ui/panels/panel';
import { Panels, type PanelsPorts } from '../../../src/ui/panels/panels';

/** A tab of before a reload. */
class FakePanel {
  closed = 0;
  revealed = 0;
  active = true;
  readonly messages = newEvent<unknown>();
  readonly webview = { onDidReceiveMessage: this.messages.subscribe };
  private onClose: () => void = () => undefined;

  onDidDispose(listener: () => void): void {
    this.onClose = listener;
  }

  dispose(): void {
    this.closed++;
    this.onClose();
  }

  reveal(): void {
    this.revealed++;
  }

  get asPanel(): vscode.WebviewPanel {
    return this as unknown as vscode.WebviewPanel;
  }
}

const never = new Promise<never>(() => undefined);

/** Panels as they are created. */
function openedPanels(): FakePanel[] {
  const opened: FakePanel[] = [];
  Object.assign(vscode.window, {
    createWebviewPanel: () => {
      opened.push(new FakePanel());
      return opened.at(-1)?.asPanel;
    },
  });
  return opened;
}

describe('the tab of a launch page', () => {
  it('names the script without marks that would change how it reads', () => {
    assert.equal(launchTitle('/projects/x/train\u202E.py'), 'Train train�.py');
  });
});

describe('pages that a reload has left', () => {
  const asked: string[] = [];
  let pages: Panels;

  beforeEach(() => {
    asked.length = 0;
    const openById = (id: string): Promise<never> => {
      asked.push(id);
      return never;
    };
    const chosen = { openById, current: { id: 'chosen' } };
    pages = new Panels({ chosen } as unknown as PanelsPorts);
  });

  it('come back with the connection that they were opened with', () => {
    void pages.restoreLogs(new FakePanel().asPanel, { connectionId: 'profile:x', resource: 'job' });
    assert.deepEqual(asked, ['profile:x']);
  });

  it('are closed in favour of the same page when it is open already', async () => {
    const [first, second] = [new FakePanel(), new FakePanel()];
    const state = { connectionId: 'sandbox', resource: 'job' };
    void pages.restoreLogs(first.asPanel, state);
    await pages.restoreLogs(second.asPanel, state);
    assert.deepEqual([first.closed, first.revealed, second.closed], [0, 1, 1]);
    assert.equal(asked.length, 1);
  });

  it('of a script stay where they go, and another one opens for a form that goes elsewhere', () => {
    const opened = openedPanels();
    const here = new FakePanel();
    const draft = {} as LaunchDraft;
    void pages.restoreLaunch(here.asPanel, { connectionId: 'sandbox', resource: 'train.py' });
    void pages.openLaunch('train.py', { connectionId: 'profile:x', draft });
    assert.deepEqual([asked, here.revealed, opened.length], [['sandbox', 'profile:x'], 0, 1]);
    void pages.openLaunch('train.py', { connectionId: 'profile:x', draft });
    void pages.openLaunch('train.py', { connectionId: 'sandbox', draft });
    assert.deepEqual([opened[0]?.revealed, here.revealed, opened.length], [1, 1, 1]);
  });

  it('of a job file are not those of its script, and come back with what they held', async () => {
    const opened = openedPanels();
    const kept: string[] = [];
    const memory = {
      form: (path: string) => {
        kept.push(path);
        throw new Error('as far as this goes');
      },
      forget: (path: string) => Promise.resolve(void kept.push(`not ${path}`)),
    };
    const defaults = { read: () => Promise.resolve() };
    const chosen = { openById: () => Promise.resolve({ info: {} }), current: { id: 'sandbox' } };
    pages = new Panels({
      ...{ chosen, launcher: { defaults, memory } },
    } as unknown as PanelsPorts);
    const state = { connectionId: 'sandbox', resource: 'train.py', file: 'birds.json' };
    await assert.rejects(pages.restoreLaunch(new FakePanel().asPanel, state), /as far as/);
    assert.deepEqual(kept, ['birds.json', 'not birds.json']);
    const form = { connectionId: 'sandbox', draft: {} as LaunchDraft, file: 'birds.json' };
    const ofFile = pages.openLaunch('train.py', form);
    const ofScript = pages.openLaunch('train.py');
    const again = pages.openLaunch('train.py', form);
    assert.deepEqual(
      opened.map(({ revealed }) => revealed),
      [1, 0],
    );
    await Promise.allSettled([ofFile, ofScript, again]);
  });

  for (const state of [undefined, null, 'x', 7, [], {}, { connectionId: 1, resource: 'job' }]) {
    it(`are closed when what they remember is ${JSON.stringify(state)}`, async () => {
      const panel = new FakePanel();
      await pages.restoreLaunch(panel.asPanel, state);
      assert.deepEqual([panel.closed, asked], [1, []]);
    });
  }
});

describe('a page that is shown', () => {
  it('tells only that it came into sight, not that it got the focus', () => {
    const changes = newEvent<vscode.WebviewPanelOnDidChangeViewStateEvent>();
    let shown = 0;
    const panel = { visible: true, onDidChangeViewState: changes.subscribe };
    const listener = onDidShow(panel, () => shown++);
    const counts = [true, true, false, false, true, true].map((visible) => {
      const webviewPanel = { visible } as vscode.WebviewPanel;
      changes.fire({ webviewPanel });
      return shown;
    });
    assert.deepEqual(counts, [0, 0, 0, 0, 1, 1]);
    listener.dispose();
  });
});

describe('a page that is being made', () => {
  const chosen = { openById: () => never };
  let pages: Panels;
  let opened: FakePanel[];

  beforeEach(() => {
    pages = new Panels({ chosen } as unknown as PanelsPorts);
    opened = openedPanels();
  });

  it('gets the keys that it was given once it is there, once', () => {
    void pages.openLogs('sandbox', 'job');
    const [panel] = opened;
    panel?.messages.fire({ kind: 'ready' });
    panel?.messages.fire({ kind: 'ready' });
    assert.equal(panel?.revealed, 1);
  });

  it('gets none where they are to stay, unless they are given to it meanwhile', () => {
    void pages.openLogs('sandbox', 'job', true);
    void pages.openLogs('sandbox', 'other', true);
    void pages.openLogs('sandbox', 'other');
    opened.forEach(({ messages }) => messages.fire({ kind: 'ready' }));
    assert.deepEqual(
      opened.map(({ revealed }) => revealed),
      [0, 2],
    );
  });

  it('does not come back to the front', () => {
    void pages.openLogs('sandbox', 'job');
    Object.assign(opened[0] ?? {}, { active: false });
    opened[0]?.messages.fire({ kind: 'ready' });
    assert.equal(opened[0]?.revealed, 0);
  });
});
