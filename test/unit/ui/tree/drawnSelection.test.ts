import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DrawnSelection } from '../../../../src/ui/tree/drawnSelection';
import { FakeClock } from '../../../fakes/fakeClock';

interface Row {
  readonly name: string;
}

const row = (name: string): Row => ({ name });

/** The list of the workbench, as far as it marks rows: by index, with the fault of `Trait.splice`. */
class MarkedList {
  private marks: number[] = [];

  constructor(
    readonly rows: readonly Row[],
    readonly selected: readonly Row[],
  ) {
    this.mark(selected);
  }

  /** Puts rows in the place of so many, as it is done for one or for all below a row. */
  splice(start: number, count: number): void {
    const end = start + count;
    const kept: number[] = [];
    let index = 0;
    while ((this.marks[index] ?? Infinity) < start) {
      kept.push(this.marks[index++] ?? 0);
    }
    while ((this.marks[index] ?? -1) >= end) {
      kept.push(this.marks[index++] ?? 0);
    }
    this.marks = kept;
    this.mark(this.rows.slice(start, end).filter((one) => this.selected.includes(one)));
  }

  get marked(): readonly Row[] {
    return this.marks.flatMap((index) => this.rows[index] ?? []);
  }

  private mark(rows: readonly Row[]): void {
    const all = new Set([...this.marks, ...rows.map((one) => this.rows.indexOf(one))]);
    this.marks = [...all].sort((a, b) => a - b);
  }
}

/** Two groups of five rows each, in a view. */
function scene(selectedAt: readonly number[]) {
  const groups = [row('first'), row('second')];
  const leaves = groups.map(({ name }) => Array.from({ length: 5 }, (_, i) => row(`${name} ${i}`)));
  const rows = groups.flatMap((group, at) => [group, ...(leaves[at] ?? [])]);
  const list = new MarkedList(
    rows,
    selectedAt.flatMap((at) => rows[at] ?? []),
  );
  const clock = new FakeClock();
  let drawn = 0;
  const draw = (changed: readonly Row[] | undefined): void => {
    for (const one of changed ?? groups) {
      drawn++;
      const at = rows.indexOf(one);
      const below = groups.includes(one) ? 5 : 0;
      list.splice(at, 1);
      // The workbench asks for what is below first.
      void (below > 0 ? clock.sleep(100).then(() => list.splice(at + 1, below)) : undefined);
    }
  };
  const selection = new DrawnSelection<Row>(clock, {
    selected: () => list.selected.toReversed(),
    isActedOn: (one) => !groups.includes(one),
    draw,
  });
  selection.take(undefined, groups);
  groups.forEach((group, at) => selection.take(group, leaves[at] ?? []));
  return { rows, groups, list, selection, clock, drawn: () => drawn };
}

describe('the selected rows of a view', () => {
  it('are marked no more by the workbench behind one that is drawn by itself', () => {
    const { rows, list } = scene([1, 3, 8]);
    list.splice(1, 1);
    assert.deepEqual(list.marked, [rows[1]]);
  });

  it('stay marked, whichever of them are selected and whichever rows change', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(11), { minLength: 1 }),
        fc.array(fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 4 }), { maxLength: 4 }),
        async (selectedAt, changes) => {
          const { rows, groups, list, selection, clock } = scene(selectedAt);
          for (const change of changes) {
            selection.changed(change.flatMap((at) => rows[at] ?? []));
          }
          selection.changed(undefined);
          await clock.advance(1000);
          const acted = (all: readonly Row[]) =>
            all.filter((one) => !groups.includes(one)).map(({ name }) => name);
          const selected = rows.filter((one) => list.selected.includes(one));
          assert.deepEqual(acted(list.marked), acted(selected));
        },
      ),
    ));

  it('are not drawn for the sake of it where there is one, or where none is concerned', () => {
    const one = scene([3]);
    one.selection.changed([one.rows[1], one.rows[3]].flatMap((each) => each ?? []));
    assert.equal(one.drawn(), 2);
    const several = scene([3, 4, 5]);
    several.selection.changed([several.rows[1]].flatMap((each) => each ?? []));
    assert.equal(several.drawn(), 1);
  });
});
