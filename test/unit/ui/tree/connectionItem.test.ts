import assert from 'node:assert/strict';
import { changeSetting } from '../../../fakes/fakeVscode';
import type * as vscode from 'vscode';
import { connectionItem } from '../../../../src/ui/tree/connectionItem';

const connection = {
  ...{ id: 'profile:work:eu-west-1', label: 'work', region: 'eu-west-1', runsHere: false },
  account: { id: '123456789012', alias: 'acme-prod' },
};

describe('the row of a connection', () => {
  afterEach(() => changeSetting('sagemakerWorkbench.connections.protected', undefined));

  it('tells whose it is, and offers to use or hide it', () => {
    const item = connectionItem(connection, false);
    assert.deepEqual([item.label, item.description], ['work', 'eu-west-1 · acme-prod']);
    assert.equal(item.contextValue, 'sagemakerConnection +use +hide');
    assert.equal(item.accessibilityInformation?.label, 'Connection work, eu-west-1 · acme-prod');
  });

  it('says of the chosen one that it is, and neither uses nor hides it', () => {
    const item = connectionItem(connection, true);
    assert.equal(item.description, 'eu-west-1 · acme-prod · current');
    assert.equal(item.contextValue, 'sagemakerConnection');
  });

  it('is red with a word, before anything a narrow view cuts off, while it is protected', () => {
    changeSetting('sagemakerWorkbench.connections.protected', ['acme-*']);
    const item = connectionItem(connection, true);
    const icon = item.iconPath as vscode.ThemeIcon;
    assert.equal(item.description, 'protected · eu-west-1 · acme-prod · current');
    assert.deepEqual([icon.id, icon.color?.id], ['lock', 'errorForeground']);
  });

  it('tells a number where the account has no name, and this computer from the cloud', () => {
    const item = connectionItem({ ...connection, account: { id: '123456789012' } }, false);
    assert.equal(item.description, 'eu-west-1 · 123456789012');
    const icons = [true, false].map(
      (runsHere) =>
        (connectionItem({ ...connection, runsHere }, false).iconPath as vscode.ThemeIcon).id,
    );
    assert.deepEqual(icons, ['vm', 'cloud']);
  });
});
