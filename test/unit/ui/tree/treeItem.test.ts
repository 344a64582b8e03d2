import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { contextValue, describeRow, toTreeItem, tooltip } from '../../../../src/ui/tree/treeItem';
import { ResourceList } from '../../../../src/ui/tree/resourceList';
import type { ResourceNode, TreeNode } from '../../../../src/ui/tree/treeNode';
import { FakeKind } from '../../../fakes/fakeKind';

const now = Date.UTC(2026, 10, 21, 12);
const ago = (seconds: number): Date => new Date(now - seconds * 1000);

const node = (
  item: Partial<ResourceNode['item']>,
  more: Partial<ResourceNode> = {},
): ResourceNode => ({
  type: 'resource',
  connectionId: 'sandbox',
  kindId: 'trainingJob',
  kind: new FakeKind(),
  hasConsole: false,
  item: { name: 'penguins-1', ...item },
  ...more,
});

describe('a row of the tree', () => {
  it('tells what a running job does and for how long', () => {
    const running = node({ status: 'InProgress', phase: 'Training', createdAt: ago(130) });
    assert.equal(describeRow(running, now), 'Training · 2 m 10 s');
  });

  it('tells how and when a job ended', () => {
    const times = { createdAt: ago(400), endedAt: ago(300) };
    assert.equal(describeRow(node({ status: 'Completed', ...times }), now), '1 m 40 s · 5 min ago');
    assert.equal(
      describeRow(node({ status: 'Stopped', ...times }), now),
      'stopped after 1 m 40 s · 5 min ago',
    );
  });

  it('tells why a job failed once that is known', () => {
    const item = { status: 'Failed', endedAt: ago(7200) };
    assert.equal(describeRow(node(item), now), 'Failed · 2 h ago');
    const explained = node(item, { cause: 'ModuleNotFoundError: xgboost' });
    assert.equal(describeRow(explained, now), 'ModuleNotFoundError: xgboost · 2 h ago');
  });

  it('shows a long name in part, and says it in full', () => {
    const name = 'churn-baseline-with-all-features-2026-11-21-10-02-33-123';
    const row = toTreeItem(node({ name, status: 'Completed' }), now);
    assert.equal(row.label, 'churn-baseline-w…2026-11-21-10-02-33-123');
    assert.ok(row.accessibilityInformation?.label.startsWith(name));
    assert.ok(row.id?.endsWith(name));
  });

  it('offers the console only where there is one', () => {
    const item = { status: 'InProgress' };
    assert.equal(contextValue(node(item)), 'sagemaker trainingJob +describe +stop');
    assert.equal(
      contextValue(node(item, { hasConsole: true })),
      'sagemaker trainingJob +describe +console +stop',
    );
  });

  it('runs on a click nothing that the next refresh would forget', () => {
    const kind = Object.assign(new FakeKind(), { capabilities: () => ['logs' as const] });
    const list = new ResourceList(kind, { send: () => Promise.reject(new Error()) });
    const rows: readonly TreeNode[] = [
      node({ status: 'Completed' }, { kind }),
      { type: 'more', list },
    ];
    const clicked = rows.map((row) => toTreeItem(row, now).command);
    assert.deepEqual(
      clicked.map((command) => [command?.command, command?.arguments]),
      [
        ['sagemakerWorkbench.resource.open', undefined],
        ['sagemakerWorkbench.resources.loadMore', undefined],
      ],
    );
  });

  it('has a name for screen readers that says the status in words', () => {
    const item = toTreeItem(node({ status: 'Failed', endedAt: ago(10) }), now);
    assert.equal(item.accessibilityInformation?.label, 'penguins-1, Failed · just now');
    const times = { createdAt: ago(100), endedAt: ago(10) };
    const labelOf = (status: string, cause?: string) =>
      toTreeItem(node({ status, ...times }, { cause }), now).accessibilityInformation?.label;
    assert.equal(labelOf('Completed'), 'penguins-1, Completed, 1 m 30 s · just now');
    assert.equal(labelOf('Failed', 'OSError'), 'penguins-1, Failed, OSError · just now');
    assert.equal(labelOf('Stopped'), 'penguins-1, stopped after 1 m 30 s · just now');
    const unknown = toTreeItem(node({ status: 'Completed' }), now).accessibilityInformation;
    assert.equal(unknown?.label, 'penguins-1, Completed', 'AWS tells no end of some jobs');
  });

  it('tells on hovering what there is to know, as plain text', () => {
    const failed = node(
      { status: 'Failed', phase: 'Failed', createdAt: ago(400), endedAt: ago(300) },
      { cause: '[x](command:evil)' },
    );
    const lines = tooltip(failed, 'Local sandbox · us-east-1').split('\n');
    assert.deepEqual(
      lines.filter((line) => !/^(Created|Ended)/.test(line)),
      [
        'penguins-1',
        'Training job: Failed',
        'Cause: [x](command:evil)',
        'Took: 1 m 40 s',
        'Connection: Local sandbox · us-east-1',
      ],
    );
  });

  it('offers what mends a connection under its own words', () => {
    const labels = (['signIn', 'mfaCode', 'retry'] as const).map(
      (action) => toTreeItem({ type: 'action', action }, now).label,
    );
    assert.deepEqual(labels, ['Sign In', 'Enter MFA Code', 'Try again']);
  });
});
