import assert from 'node:assert/strict';
import { press, shown, typing } from '../../fakes/fakeVscode';
import { boxes, type FakeBox } from '../../fakes/fakeBox';
import { editTags, type TagServices } from '../../../src/commands/tags';
import { AppError } from '../../../src/core/errors';
import type { Tags } from '../../../src/core/resources/kind';
import { resourceKinds } from '../../../src/resources/index';
import { changeTags, listTags } from '../../../src/resources/tags';
import type { SentCommand } from '../../fakes/fakeSender';
import { memoryConnection } from '../../fakes/memoryConnection';

const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:model/iris';
const row = { connectionId: 'memory', kindId: 'model', item: { name: 'iris', arn } };

describe('editing tags', () => {
  let tags: Record<string, string>;
  let learned: Tags[];
  let sent: string[];

  const serve = ({ name, input }: SentCommand): object => {
    sent.push(name);
    const { Tags: set = [], TagKeys: gone = [] } = input as {
      readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
      readonly TagKeys?: readonly string[];
    };
    set.forEach(({ Key, Value }) => (tags[Key] = Value));
    tags = Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.includes(key)));
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  };
  const services = (answer = serve): TagServices => ({
    output: { error: () => undefined } as never,
    backend: () =>
      Promise.resolve({
        kinds: resourceKinds,
        tags: { list: listTags, change: changeTags },
      } as never),
    chosen: { openById: () => Promise.resolve(memoryConnection(answer)) },
    tree: { tags: { learn: (_id, known) => learned.push(...known.values()) } },
  });
  /** Does one thing in each list that is shown, then leaves. */
  const doing = (...deeds: readonly ((box: FakeBox) => void)[]): void => {
    const left = [...deeds];
    boxes.use = (box) => queueMicrotask(() => (left.shift() ?? box.hide)(box));
  };

  beforeEach(() => {
    tags = { team: 'ml', 'aws:createdBy': 'me' };
    learned = [];
    sent = [];
    typing.texts = [];
    typing.asked.length = 0;
    shown.length = 0;
    press(undefined);
  });

  afterEach(() => {
    press(undefined);
    boxes.use = undefined;
  });

  it('shows them, with nothing to press at those of AWS', async () => {
    let items: readonly unknown[] = [];
    doing((box) => {
      items = box.items.map(({ label, description, buttons = [] }) => [
        label,
        description,
        buttons.length,
      ]);
      box.accept('aws:createdBy');
    });
    await editTags(services(), row);
    assert.deepEqual(items, [
      ['$(add) Add a tag…', undefined, 0],
      ['team', 'ml', 2],
      ['aws:createdBy', 'me (made by AWS)', 0],
    ]);
    assert.deepEqual(new Set(sent), new Set(['ListTagsCommand']));
    assert.deepEqual(learned.at(-1), { team: 'ml', 'aws:createdBy': 'me' });
  });

  it('adds, changes and removes one, which the rows then show', async () => {
    typing.texts = ['stage', 'test', 'web'];
    press('Remove');
    doing(
      (box) => box.accept('$(add) Add a tag…'),
      (box) => box.accept('team'),
      (box) => box.press('stage', 'Remove the tag'),
    );
    await editTags(services(), row);
    assert.deepEqual(tags, { team: 'web', 'aws:createdBy': 'me' });
    assert.deepEqual(
      learned.map(({ team, stage }) => [team, stage]),
      [
        ['ml', undefined],
        ['ml', 'test'],
        ['web', 'test'],
        ['web', undefined],
      ],
    );
    assert.deepEqual(shown[0]?.message, 'Remove the tag stage of iris?');
    const [key] = typing.asked;
    assert.equal(key?.validateInput('team'), 'There is a tag of this key already.');
    assert.equal(key.validateInput('aws:x'), 'Keys that begin with aws: are made by AWS alone.');
  });

  it('tells of which account a tag is removed', async () => {
    doing((box) => box.press('team', 'Remove the tag'));
    const connection = memoryConnection(serve);
    const account = { id: '123456789012', alias: 'ada-prod' };
    const chosen = {
      openById: () => Promise.resolve({ ...connection, info: { ...connection.info, account } }),
    };
    await editTags({ ...services(), chosen }, row);
    assert.equal(shown[0]?.detail, 'In Memory · eu-west-1 · ada-prod.');
  });

  it('changes nothing that is not meant', async () => {
    typing.texts = [undefined, undefined];
    doing(
      (box) => box.accept('$(add) Add a tag…'),
      (box) => box.press('team', 'Change the value'),
      (box) => box.press('team', 'Remove the tag'),
    );
    await editTags(services(), row);
    assert.deepEqual(new Set(sent), new Set(['ListTagsCommand']));
  });

  it('says of which resource the service refuses it', async () => {
    const refuse = (): never => {
      throw new AppError('denied', 'You may not (sagemaker:ListTags).');
    };
    await assert.rejects(editTags(services(refuse), row), {
      message: 'iris: You may not (sagemaker:ListTags).',
    });
  });
});
