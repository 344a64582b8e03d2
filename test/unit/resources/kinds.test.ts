import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { TrainingJobStatus } from '@aws-sdk/client-sagemaker';
import type { ResourceItem, ResourceKind } from '../../../src/core/resources/kind';
import { resourceKinds } from '../../../src/resources/index';
import { FakeSender } from '../../fakes/fakeSender';

/** Statuses of the SDK's own enums by kind; a kind without an entry fails the loop below. */
const statuses: Readonly<Record<string, readonly string[]>> = {
  trainingJob: Object.values(TrainingJobStatus),
};

const item = (status: string): ResourceItem => ({ name: 'some-name', status });

describe('resource kinds', () => {
  it('have ids of their own', () => {
    const ids = resourceKinds.map(({ id }) => id);
    assert.deepEqual([...new Set(ids)], ids);
  });

  for (const kind of resourceKinds) {
    describe(kind.id, () => {
      itIsAKind(kind);
      itHasSaneCapabilities(kind);
    });
  }
});

function itIsAKind(kind: ResourceKind): void {
  it('has an icon that codicons has', async () => {
    const styles = await readFile(
      new URL('../../../node_modules/@vscode/codicons/dist/codicon.css', import.meta.url),
      'utf8',
    );
    assert.match(styles, new RegExp(`\\.codicon-${kind.icon}:before`));
  });

  it('asks for the newest first in whole pages, and passes the token on', async () => {
    const api = new FakeSender(() => ({ NextToken: 'second' }));
    const first = await kind.list(api);
    assert.deepEqual(first, { items: [], nextToken: 'second' });
    await kind.list(api, first.nextToken);
    const [head, next] = api.sent.map(({ input }) => input as Record<string, unknown>);
    assert.ok(head && next);
    assert.equal(head['MaxResults'], 100);
    assert.equal(head['SortOrder'], 'Descending');
    assert.ok(!('NextToken' in head));
    assert.deepEqual(next, { ...head, NextToken: 'second' });
  });

  it('tells busy from failed, and takes an unknown status as idle', () => {
    const known = statuses[kind.id];
    assert.ok(known && known.length > 0, 'name the SDK enum of this kind in the test');
    const unknown = kind.tone(item('NotThoughtOfYet'));
    assert.equal(unknown, 'idle');
    const tones = known.map((status) => kind.tone(item(status)));
    assert.ok(tones.includes('busy') && tones.includes('failed'), tones.join());
  });

  it('passes an abort on', async () => {
    await assert.rejects(kind.list(new FakeSender(), undefined, AbortSignal.abort()));
  });
}

function itHasSaneCapabilities(kind: ResourceKind): void {
  it('offers only what it can do', () => {
    const means = [
      ['describe', 'describe'],
      ['stop', 'stop'],
      ['delete', 'remove'],
      ['console', 'consolePath'],
    ] as const;
    for (const status of statuses[kind.id] ?? []) {
      const offered = kind.capabilities(item(status));
      assert.deepEqual([...new Set(offered)], offered);
      for (const [capability, mean] of means) {
        assert.ok(mean in kind || !offered.includes(capability), `${status} ${capability}`);
      }
    }
  });

  it('neither deletes nor repeats what is busy, and stops nothing that has ended', () => {
    for (const status of statuses[kind.id] ?? []) {
      const offered = kind.capabilities(item(status));
      if (kind.tone(item(status)) === 'busy') {
        assert.ok(!offered.includes('delete') && !offered.includes('again'), status);
      } else {
        assert.ok(!offered.includes('stop'), status);
      }
    }
  });

  it('names the row in every command', async () => {
    const api = new FakeSender();
    const row = item('Completed');
    await kind.describe?.(api, row);
    await kind.stop?.(api, row);
    await kind.remove?.(api, row);
    for (const { name, input } of api.sent) {
      assert.deepEqual(Object.values(input), ['some-name'], name);
    }
  });
}
