/** Runs steps one after the other, in the order they were given. */
export type Turns = <Result>(step: () => Promise<Result>) => Promise<Result>;

export function createTurns(): Turns {
  let tail: Promise<unknown> = Promise.resolve();
  return (step) => {
    const turn = tail.then(step);
    tail = turn.catch(() => undefined);
    return turn;
  };
}
