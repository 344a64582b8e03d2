import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import {
  contextValue,
  describeRow,
  toTreeItem as itemOf,
  type Shown,
} from '../../../../src/ui/tree/treeItem';
import { rowTooltip } from '../../../../src/ui/tree/rowTooltip';
import type { GroupNode, ResourceNode } from '../../../../src/ui/tree/treeNode';
import { FakeKind } from '../../../fakes/fakeKind';
import { groupNode, resourceNode } from '../../../fakes/treeNodes';

const now = Date.UTC(2026, 10, 21, 12);
const ago = (seconds: number): Date => new Date(now - seconds * 1000);

const toTreeItem = (row: Parameters<typeof itemOf>[0], area: Shown['area'] = 'jobs') =>
  itemOf(row, { area, now });

const group = groupNode();

const node = (
  item: Partial<ResourceNode['item']>,
  more: Partial<ResourceNode> = {},
): ResourceNode => resourceNode({ item: { name: 'penguins-1', ...item }, ...more });

describe('the row of a list', () => {
  const item = (summary: Partial<GroupNode['summary']>) =>
    toTreeItem({ ...group, summary: { ...group.summary, ...summary } });

  it('tells how many there are', () => {
    assert.equal(item({}).description, '(14)');
    assert.equal(item({ hasMore: true }).description, '(14+)');
    assert.equal(item({ count: undefined }).description, '');
  });

  it('groups the digits of many', () => {
    assert.equal(item({ count: 3000, hasMore: true }).description, '(3,000+)');
    assert.equal(item({ count: 3000, hidden: 1000 }).description, '(2,000 of 3,000)');
    const day = toTreeItem({ type: 'subgroup', group, by: 'day', key: '', count: 1200 });
    assert.equal(day.description, '(1,200)');
    const more = toTreeItem({ type: 'more', group, act: 'show', key: '', count: 2980 });
    assert.equal(more.label, 'Show more… (2,980 left)');
  });

  it('tells what hides some, in words, and that it can be cleared', () => {
    const query = { statuses: ['Failed'], createdWithin: 86_400_000 };
    const filtered = item({ query, hidden: 11, hasMore: true });
    assert.equal(filtered.description, '(3 of 14+) failed · last 24 h');
    assert.equal(filtered.contextValue, 'sagemakerGroup trainingJob +query +more');
    assert.equal(
      filtered.accessibilityInformation?.label,
      'Training, (3 of 14+), failed · last 24 h',
    );
  });

  it('says why there is nothing below it', () => {
    const empty = (summary: Partial<GroupNode['summary']>) =>
      toTreeItem({ type: 'empty', group: { ...group, summary: { ...group.summary, ...summary } } });
    assert.equal(empty({ count: 0 }).label, 'None in this account and region');
    assert.equal(empty({ hidden: 14, query: { text: 'x' } }).label, 'None of these fits: “x”');
  });

  it('names days as people do', () => {
    const labelOf = (key: string) =>
      toTreeItem({ type: 'subgroup', group, by: 'day', key, count: 1 }).label;
    const day = (ago: number) => {
      const date = new Date(now - ago * 86_400_000);
      return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
        .map((part) => String(part).padStart(2, '0'))
        .join('-');
    };
    assert.deepEqual([day(0), day(1), ''].map(labelOf), ['Today', 'Yesterday', 'Date unknown']);
  });
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
    const row = toTreeItem(node({ name, status: 'Completed' }));
    assert.equal(row.label, 'churn-baseline-w…2026-11-21-10-02-33-123');
    assert.ok(row.accessibilityInformation?.label.startsWith(name));
    assert.ok(row.id?.endsWith(name));
  });

  it('offers the console only where there is one', () => {
    const item = { status: 'InProgress' };
    assert.equal(contextValue(node(item)), 'sagemaker trainingJob +describe +stop +pin');
    assert.equal(
      contextValue(node(item, { lacks: [] })),
      'sagemaker trainingJob +describe +console +stop +pin',
    );
  });

  it('offers another type or region only where instances may have been lacking', () => {
    const kind = Object.assign(new FakeKind(), { capabilities: () => ['elsewhere' as const] });
    const offers = (more: Partial<ResourceNode>): boolean =>
      contextValue(node({ status: 'Failed' }, { kind, ...more })).includes('+elsewhere');
    assert.equal(offers({ cause: 'CapacityError: Unable to provision capacity.' }), true);
    assert.equal(offers({ cause: 'ModuleNotFoundError: xgboost' }), false);
    assert.equal(offers({ lacks: ['elsewhere'] }), false, 'of the sandbox');
  });

  it('runs on a click nothing that the next refresh would forget', () => {
    const kind = Object.assign(new FakeKind(), { capabilities: () => ['logs' as const] });
    const tuning = Object.assign(new FakeKind(), { capabilities: () => ['results' as const] });
    const rows: readonly Parameters<typeof itemOf>[0][] = [
      node({ status: 'Completed' }, { kind }),
      node({ status: 'Completed' }, { kind: tuning }),
      { type: 'more', group, act: 'page', key: '', count: 1 },
      { type: 'action', connectionId: 'sandbox', action: 'retry' },
    ];
    for (const area of ['jobs', 'endpoints'] as const) {
      const clicked = rows.map((row) => toTreeItem(row, area).command);
      assert.deepEqual(
        clicked.map((command) => [command?.command, command?.arguments]),
        rows.map(() => [`sagemakerWorkbench.${area}.click`, undefined]),
        'which tells the view that was clicked',
      );
    }
  });

  it('has a name for screen readers that says the status in words', () => {
    const item = toTreeItem(node({ status: 'Failed', endedAt: ago(10) }));
    assert.equal(item.accessibilityInformation?.label, 'penguins-1, Failed · just now');
    const times = { createdAt: ago(100), endedAt: ago(10) };
    const labelOf = (status: string, cause?: string) =>
      toTreeItem(node({ status, ...times }, { cause })).accessibilityInformation?.label;
    assert.equal(labelOf('Completed'), 'penguins-1, Completed, 1 m 30 s · just now');
    assert.equal(labelOf('Failed', 'OSError'), 'penguins-1, Failed, OSError · just now');
    assert.equal(
      labelOf('Failed', 'epoch 3 · failed'),
      'penguins-1, Failed, epoch 3 · failed · just now',
      'a cause is no status, whatever is in it',
    );
    assert.equal(labelOf('Stopped'), 'penguins-1, stopped after 1 m 30 s · just now');
    const unknown = toTreeItem(node({ status: 'Completed' })).accessibilityInformation;
    assert.equal(unknown?.label, 'penguins-1, Completed', 'AWS tells no end of some jobs');
  });

  it('tells on hovering what there is to know, with all markup escaped', () => {
    const failed = node(
      {
        ...{ status: 'Failed', phase: 'Failed', createdAt: ago(400), endedAt: ago(300) },
        tags: { team: '<img src=x>', empty: '' },
        facts: [{ label: 'Instances', value: '1' }],
      },
      { cause: 'short' },
    );
    const { value } = rowTooltip(failed, {
      connection: 'Local sandbox · us-east-1',
      details: {
        facts: [{ label: 'Instances', value: '2 × ml.m5.large' }],
        reason: '[x](command:evil)\n# $(zap) **b** https://evil',
      },
    });
    const lines = value.split('  \n');
    assert.deepEqual(
      lines.filter((line) => !/^(Created|Ended|Training job)/.test(line)),
      [
        '**penguins\\-1**',
        'Cause: \\[x\\]\\(command\\:evil\\) \\# \\$\\(zap\\) \\*\\*b\\*\\* https\\://evil',
        'Instances: 2 × ml\\.m5\\.large',
        'Took: 1 m 40 s',
        'Tags: team=\\<img src=x\\>, empty',
        'Connection: Local sandbox · us\\-east\\-1',
      ],
    );
    assert.match(lines[1] ?? '', /^Training job: Failed, since /);
  });

  it('tells on hovering what a description and the prices make of what the list tells', () => {
    const warm = node({
      ...{ status: 'Completed', facts: [{ label: 'Warm pool', value: 'warm pool kept' }] },
    });
    const { value } = rowTooltip(warm, {
      ...{ connection: 'prod', details: { facts: [] } },
      after: [{ label: 'Warm pool', value: 'warm for 23 m 0 s more' }],
    });
    assert.match(value, /Warm pool: warm for 23 m 0 s more/);
    assert.doesNotMatch(value, /warm pool kept/);
  });

  it('says of a time among the facts of what it is', () => {
    const facts = [{ label: 'Last execution', value: new Date(0) }];
    assert.match(
      describeRow(resourceNode({ item: { name: 'weekly', facts } }), 120_000),
      /^last execution 2 min ago$/,
    );
  });

  it('shows two facts, and that a row is pinned', () => {
    const facts = ['a', 'b', 'c'].map((value) => ({ label: value, value }));
    const item = { status: 'InService', facts, createdAt: ago(120) };
    assert.equal(
      describeRow(node(item, { isPinned: true }), now),
      'pinned · InService · a · b · 2 min ago',
    );
    assert.match(contextValue(node(item, { isPinned: true })), / \+unpin$/);
  });

  it('offers what mends a connection under its own words', () => {
    const labels = (['signIn', 'mfaCode', 'retry'] as const).map(
      (action) => toTreeItem({ type: 'action', connectionId: 'sandbox', action }).label,
    );
    assert.deepEqual(labels, ['Sign In', 'Enter MFA Code', 'Try again']);
  });
});
