import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { FindBox } from '../../../../src/ui/find/findBox';
import type { FindPlace, FindSession } from '../../../../src/ui/find/findSession';
import { boxes, type FakeBox } from '../../../fakes/fakeBox';
import { FakeKind } from '../../../fakes/fakeKind';
import { FakeSender } from '../../../fakes/fakeSender';

const place: FindPlace = {
  ...{ connectionId: 'sandbox', label: 'Sandbox', region: 'us-east-1', lacks: [], loaded: [] },
  ...{ kind: new FakeKind(), api: new FakeSender(), fits: () => true },
};

/** A box whose session has found these. */
function opened() {
  let names: readonly string[] = [];
  const session = {
    get found() {
      return [{ place, items: names.map((name) => ({ name })), hasMore: false }];
    },
    ...{ failures: [], isAsking: false, ask: () => undefined },
  };
  const texts = { title: '', none: '' };
  const find = new FindBox(session as unknown as FindSession, texts, false);
  let box: FakeBox | undefined;
  boxes.use = (shown) => (box = shown);
  void find.pick();
  boxes.use = undefined;
  const shown = box ?? assert.fail('no box was shown');
  return {
    box: shown,
    come: (...all: readonly string[]): void => {
      names = all;
      find.update();
    },
    get ready() {
      return shown.activeItems.map(({ label }) => label).join();
    },
  };
}

describe('the row of a box that is ready to be taken', () => {
  it('is the very name that was typed, though the workbench tells late of the rows before', () => {
    const find = opened();
    find.box.type('e-7');
    find.come('e-79');
    find.come('e-79', 'e-7');
    find.box.focus('e-79');
    find.come('e-79', 'e-7', 'e-78');
    assert.equal(find.ready, 'e-7');
  });

  it('is the one that the person has moved to', () => {
    const find = opened();
    find.box.type('e-7');
    find.come('e-79', 'e-7');
    find.box.focus('e-7');
    find.box.focus('e-79');
    find.come('e-78', 'e-79', 'e-7');
    assert.equal(find.ready, 'e-79');
  });

  it('is the very name again when another text is typed', () => {
    const find = opened();
    find.come('e-1', 'e-2', 'e-3');
    find.box.type('e-2');
    find.come('e-1', 'e-2', 'e-3');
    assert.equal(find.ready, 'e-2');
    find.box.type('e-3');
    find.come('e-1', 'e-2', 'e-3');
    assert.equal(find.ready, 'e-3');
  });
});

describe('the heading of a list in the box', () => {
  it('groups the digits of how many fit', () => {
    const find = opened();
    find.come(...Array.from({ length: 1200 }, (_, index) => `e-${String(index)}`));
    assert.equal(find.box.items[0]?.label, 'Training (50 of 1,200)');
  });
});
