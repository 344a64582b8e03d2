import assert from 'node:assert/strict';
import '../../fakes/fakeVscode';
import { newEvent } from '../../fakes/fakeEvent';
import * as vscode from 'vscode';
import type { LaunchDraft } from '../../../src/shared/contracts/launch';
import { onDidShow } from '../../../src/ui/panels/panel';
import { Panels, type PanelsPorts } from '../../../src/ui/panels/panels';

/** A tab of before a reload. */
class FakePanel {
  closed = 0;
  revealed = 0;
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

describe('pages that a reload has left', () => {
  const never = new Promise<never>(() => undefined);
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
    const opened: FakePanel[] = [];
    Object.assign(vscode.window, {
      createWebviewPanel: () => {
        opened.push(new FakePanel());
        return opened.at(-1)?.asPanel;
      },
    });
    const here = new FakePanel();
    const draft = {} as LaunchDraft;
    void pages.restoreLaunch(here.asPanel, { connectionId: 'sandbox', resource: 'train.py' });
    void pages.openLaunch('train.py', { connectionId: 'profile:x', draft });
    assert.deepEqual([asked, here.revealed, opened.length], [['sandbox', 'profile:x'], 0, 1]);
    void pages.openLaunch('train.py', { connectionId: 'profile:x', draft });
    void pages.openLaunch('train.py', { connectionId: 'sandbox', draft });
    assert.deepEqual([opened[0]?.revealed, here.revealed, opened.length], [1, 1, 1]);
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
