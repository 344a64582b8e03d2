import assert from 'node:assert/strict';
import '../../fakes/fakeVscode';
import { boxes, type FakeBox } from '../../fakes/fakeBox';
import { AppError } from '../../../src/core/errors';
import {
  back,
  pickGrowing,
  tickGrowing,
  type Filling,
  type GrowingRow,
} from '../../../src/platform/growingPick';

const texts = { title: 'Title', placeholder: 'Choose' };
const row = (value: string): GrowingRow<string> => ({ label: value.toUpperCase(), value });

/** Opens a pick that is filled from outside. */
function open(ticked?: readonly string[]) {
  let finish: { resolve(): void; reject(error: Error): void } | undefined;
  let filling: Filling<string> | undefined;
  let opened: FakeBox | undefined;
  boxes.use = (box) => (opened = box);
  const fill = (given: Filling<string>): Promise<undefined> => {
    filling = given;
    return new Promise((resolve, reject) => {
      finish = { resolve: () => resolve(undefined), reject };
    });
  };
  const picked = ticked === undefined ? pickGrowing(texts, fill) : tickGrowing(texts, fill, ticked);
  assert.ok(filling && opened && finish);
  return { picked, box: opened, filling, end: finish };
}

describe('a pick whose rows come bit by bit', () => {
  it('is there at once, and is busy until all have come', async () => {
    const { box, filling, end, picked } = open();
    assert.deepEqual([box.title, box.busy, box.items], ['Title', true, []]);
    filling.show([row('a')]);
    filling.show([row('a'), row('b')]);
    assert.equal(box.busy, true);
    end.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(box.busy, false);
    box.accept('B');
    assert.equal(await picked, 'b');
    assert.deepEqual([box.isGone, filling.signal.aborted], [true, true]);
  });

  it('keeps the focus at its row when rows come before it', () => {
    const { box, filling } = open();
    filling.show([row('a'), row('b')]);
    box.focus('B');
    filling.show([row('new'), row('a'), row('b')]);
    assert.deepEqual(
      box.activeItems.map(({ label }) => label),
      ['B'],
    );
  });

  it('leaves the focus to the box while that has not told which row has it', () => {
    const { box, filling } = open();
    filling.show([row('a')]);
    const untold = box.activeItems;
    filling.show([row('a'), row('b')]);
    assert.equal(box.activeItems, untold);
  });

  it('keeps ticks, which are at first those of what is given', async () => {
    const { box, filling, picked } = open(['b']);
    filling.show([]);
    filling.show([row('a'), row('b')]);
    const ticks = (): readonly string[] => box.selectedItems.map(({ label }) => label);
    assert.deepEqual(ticks(), ['B']);
    box.selectedItems = box.items.filter(({ label }) => label === 'A');
    filling.show([row('c'), row('a'), row('b')]);
    assert.deepEqual(ticks(), ['A']);
    box.tick('A', 'C');
    assert.deepEqual(await picked, ['c', 'a']);
  });

  it('ticks what is given when its row comes, however late, and no second time', async () => {
    const { box, filling, picked } = open(['a', 'c']);
    filling.show([row('a'), row('b')]);
    box.selectedItems = [];
    filling.show([row('a'), row('b'), row('c')]);
    const ticks = box.selectedItems.map(({ label }) => label);
    assert.deepEqual(ticks, ['C']);
    box.tick(...ticks);
    assert.deepEqual(await picked, ['c']);
  });

  it('stops reading when it is dismissed', async () => {
    const { box, filling, picked } = open();
    assert.equal(filling.signal.aborted, false);
    box.hide();
    assert.equal(await picked, undefined);
    assert.equal(filling.signal.aborted, true);
  });

  it('answers by itself, leads back, and says nothing where only a note was taken', async () => {
    const alone = open();
    alone.filling.settle('a');
    assert.equal(await alone.picked, 'a');
    const left = open();
    left.box.pressTitle(0);
    assert.equal(await left.picked, back);
    const note = open();
    note.filling.show([{ label: 'Nothing here' }]);
    note.box.accept('Nothing here');
    assert.equal(await note.picked, undefined);
  });

  it('fails as what fills it', async () => {
    const { end, picked, box } = open();
    end.reject(new AppError('network', 'No answer.'));
    await assert.rejects(picked, { reason: 'network' });
    assert.equal(box.isGone, true);
  });
});
