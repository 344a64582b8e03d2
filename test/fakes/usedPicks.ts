import { boxes, type FakeBox } from './fakeBox';

/** What a person does in a pick that has all its rows. */
export type PickStep = (box: FakeBox) => void;

/**
 * Does one step after the other in the picks that are opened and stay open; the next one is dismissed. The
 * list returned fills with all that were opened.
 */
export function usePicks(...steps: readonly PickStep[]): readonly FakeBox[] {
  const [left, opened] = [[...steps], [] as FakeBox[]];
  boxes.use = (box) => {
    opened.push(box);
    void untilFilled(box).then(() => {
      if (!box.isGone) {
        (left.shift() ?? ((unused) => unused.hide()))(box);
      }
    });
  };
  return opened;
}

export const take =
  (label: string): PickStep =>
  (box) =>
    box.accept(label);

export const tick =
  (...labels: readonly string[]): PickStep =>
  (box) =>
    box.tick(...labels);

/** Presses Back. */
export const goBack: PickStep = (box) => box.pressTitle(0);

/** Labels of its rows, then what follows them. */
export const rowsOf = (box: FakeBox | undefined): readonly (readonly (string | undefined)[])[] =>
  (box?.items ?? []).map(({ label, description, detail }) => [label, description, detail]);

export const labelsOf = (box: FakeBox | undefined): readonly string[] =>
  (box?.items ?? []).map(({ label }) => label);

async function untilFilled(box: FakeBox): Promise<void> {
  do {
    await new Promise((resolve) => setImmediate(resolve));
  } while (box.busy && !box.isGone);
  // A pick that closes itself is gone a moment after it was filled.
  await new Promise((resolve) => setImmediate(resolve));
}
