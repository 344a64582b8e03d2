import * as vscode from 'vscode';
import { ReadOnlyDocuments } from '../../src/platform/documents';
import { closeTabs, until } from './workbench';

export function documentTests(): void {
  describe('read-only documents', () => {
    afterEach(closeTabs);

    it('show their text anew when they are opened again', async () => {
      let shown = 0;
      const documents = new ReadOnlyDocuments(['host-test'], () =>
        Promise.resolve(`shown ${++shown}`),
      );
      const address = { scheme: 'host-test', path: '/counted.txt', parameters: { id: '1' } };
      try {
        await documents.show(address);
        await documents.show(address);
        await until(
          'the open document has the second text',
          () => vscode.window.activeTextEditor?.document.getText() === 'shown 2',
        );
      } finally {
        documents.dispose();
      }
    });
  });
}
