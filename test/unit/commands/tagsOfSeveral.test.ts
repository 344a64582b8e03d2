import assert from 'node:assert/strict';
import { cancelProgress, press, shown, typing } from '../../fakes/fakeVscode';
import { boxes, type FakeBox } from '../../fakes/fakeBox';
import type { TagServices } from '../../../src/commands/tags';
import { editTagsOfSeveral } from '../../../src/commands/tagsOfSeveral';
import { AppError } from '../../../src/core/errors';
import type { ResourceRow } from '../../../src/ids';
import { resourceKinds } from '../../../src/resources/index';
import { changeTags, listTags } from '../../../src/resources/tags';
import type { SentCommand } from '../../fakes/fakeSender';
import { memoryConnection } from '../../fakes/memoryConnection';

const row = (name: string, connectionId = 'memory'): ResourceRow => ({
  ...{ connectionId, kindId: 'model' },
  item: { name, arn: `arn:aws:sagemaker:eu-west-1:123456789012:model/${name}` },
});

describe('editing the tags of several resources', () => {
  let tags: Record<string, Record<string, string>>;
  let refused: Readonly<Record<string, readonly string[]>>;
  let sent: string[];
  let cancelledAt: string | undefined;
  let learned: string[];
  let logged: unknown[];

  const serve = ({ name, input }: SentCommand): object => {
    const { ResourceArn, Tags, TagKeys } = input as {
      readonly ResourceArn: string;
      readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
      readonly TagKeys?: readonly string[];
    };
    const of = ResourceArn.split('/')[1] ?? '';
    if (cancelledAt === of) {
      cancelProgress();
      throw new AppError('cancelled', 'Cancelled.');
    }
    if (refused[name]?.includes(of)) {
      throw new AppError('denied', `No permission for ${of}.`);
    }
    sent.push(`${name.replace('Command', '')} ${of}`);
    const own = (tags[of] ??= {});
    Tags?.forEach(({ Key, Value }) => (own[Key] = Value));
    TagKeys?.forEach((key) => Reflect.deleteProperty(own, key));
    return { Tags: Object.entries(own).map(([Key, Value]) => ({ Key, Value })) };
  };

  const services: TagServices = {
    backend: () =>
      Promise.resolve({
        kinds: resourceKinds,
        tags: { list: listTags, change: changeTags },
      } as never),
    chosen: {
      openById: (id) => {
        const connection = memoryConnection(serve);
        const info = { ...connection.info, id, label: id };
        return Promise.resolve({ ...connection, info });
      },
    },
    tree: { tags: { learn: (id, known) => learned.push(...[...known.keys()].map(() => id)) } },
    output: { error: (_what: string, error: unknown) => logged.push(error) } as never,
  };

  /** Does one thing in each list that is shown, then leaves. */
  const doing = (...deeds: readonly ((box: FakeBox) => void)[]): void => {
    const left = [...deeds];
    boxes.use = (box) => queueMicrotask(() => (left.shift() ?? box.hide)(box));
  };
  const changes = (): readonly string[] => sent.filter((call) => !call.startsWith('ListTags'));

  beforeEach(() => {
    tags = {
      one: { team: 'ml', stage: 'test', 'aws:by': 'me' },
      two: { team: 'ml', stage: 'live' },
      three: { team: 'ml' },
    };
    [refused, sent, learned, logged] = [{}, [], [], []];
    cancelledAt = undefined;
    typing.texts = [];
    shown.length = 0;
    press(undefined);
  });

  afterEach(() => {
    press(undefined);
    boxes.use = undefined;
  });

  it('shows what they have in common, and what only some have', async () => {
    let items: readonly unknown[] = [];
    doing((box) => {
      items = box.items.map(({ label, description, buttons }) => [
        label,
        description,
        buttons?.length,
      ]);
      box.accept('aws:by');
    });
    await editTagsOfSeveral(
      services,
      ['one', 'two', 'three'].map((name) => row(name)),
      [],
    );
    assert.deepEqual(items, [
      ['$(add) Add a tag to all…', undefined, 0],
      ['team', 'ml · on all', 2],
      ['aws:by', 'me · on 1 of 3 (made by AWS)', 0],
      ['stage', 'test and 1 more · on 2 of 3', 2],
    ]);
    assert.deepEqual(changes(), []);
  });

  it('adds one to all that do not have it so, after one question that lists them', async () => {
    typing.texts = ['stage', 'test'];
    press('Set');
    doing((box) => box.accept('$(add) Add a tag to all…'));
    const left = [{ ...row('old'), item: { name: 'old' } }];
    const rows = [row('one'), row('two', 'other'), row('three')];
    await editTagsOfSeveral(services, rows, left);
    assert.equal(shown.length, 1);
    assert.equal(shown[0]?.message, 'Set the tag stage=test on 2 resources?');
    assert.equal(
      shown[0].detail,
      [
        'In other · eu-west-1.',
        'Models (1): two',
        'In memory · eu-west-1.',
        'Models (1): three',
        'Another value of it is replaced on 1 of them.',
        'Left out, because it does not apply to them now: old',
      ].join('\n\n'),
    );
    assert.deepEqual(changes(), ['AddTags two', 'AddTags three']);
    assert.deepEqual([tags['two']?.['stage'], tags['three']?.['stage']], ['test', 'test']);
    assert.ok(learned.includes('other'));
  });

  it('removes one where it is, and nothing when that is not meant', async () => {
    doing((box) => box.press('stage', 'Remove the tag of all'));
    const rows = ['one', 'two', 'three'].map((name) => row(name));
    await editTagsOfSeveral(services, rows, []);
    assert.deepEqual(changes(), []);
    press('Remove');
    doing((box) => box.press('stage', 'Remove the tag of all'));
    await editTagsOfSeveral(services, rows, []);
    assert.equal(shown.at(-1)?.message, 'Remove the tag stage of 2 resources?');
    assert.deepEqual(changes(), ['DeleteTags one', 'DeleteTags two']);
    assert.deepEqual(tags['one'], { team: 'ml', 'aws:by': 'me' });
  });

  it('goes on after a failure, and tells all of them together', async () => {
    refused = { AddTagsCommand: ['one', 'two'] };
    typing.texts = ['web'];
    press('Set');
    doing((box) => box.press('team', 'Give all of them one value'));
    const rows = ['one', 'two', 'three'].map((name) => row(name));
    await assert.rejects(editTagsOfSeveral(services, rows, []), {
      reason: 'denied',
      message: '2 of 3 failed. No permission for one. No permission for two.',
    });
    assert.equal(tags['three']?.['team'], 'web');
    assert.equal(logged.length, 2);
  });

  it('takes a reading that is cancelled for no failure', async () => {
    cancelledAt = 'two';
    const rows = ['one', 'two', 'three'].map((name) => row(name));
    await editTagsOfSeveral(services, rows, []);
    assert.deepEqual(shown, []);
  });

  it('leaves alone those whose tags cannot be read, and says so', async () => {
    refused = { ListTagsCommand: ['two'] };
    typing.texts = ['web'];
    press('Set');
    doing((box) => box.accept('team'));
    await editTagsOfSeveral(
      services,
      ['one', 'two', 'three'].map((name) => row(name)),
      [],
    );
    assert.equal(shown[0]?.message, 'No permission for two.');
    assert.equal(shown[1]?.message, 'Set the tag team=web on 2 resources?');
    assert.equal(tags['two']?.['team'], 'ml');
    refused = { ListTagsCommand: ['one', 'two'] };
    await assert.rejects(editTagsOfSeveral(services, [row('one'), row('two')], []), {
      reason: 'denied',
    });
  });
});
