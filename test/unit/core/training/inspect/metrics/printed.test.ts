import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../../src/core/training/inspect/inspectScript';
import type { ScriptMetric } from '../../../../../../src/core/training/inspection';

const metricsOf = (text: string): readonly ScriptMetric[] =>
  inspectScript(text, 'train.py').metrics;

/** What each proposed metric reads from a line that was printed. */
const readFrom = (text: string, line: string): string[] =>
  metricsOf(text).map(
    ({ name, regex }) => `${name} ${new RegExp(regex).exec(line)?.[1] ?? 'none'}`,
  );

describe('inspectScript: metrics that the script prints', () => {
  const cases: readonly (readonly [statement: string, line: string, read: readonly string[]])[] = [
    [`print(f"epoch {e} loss: {loss:.4f}")`, 'epoch 3 loss: 0.2500', ['loss 0.2500']],
    [
      `print("Train loss: {:.4f}, accuracy: {}%".format(a, b))`,
      'Train loss: 1e-05, accuracy: 98%',
      ['Train loss 1e-05', 'accuracy 98'],
    ],
    [`print("val_loss=%.3f" % loss)`, 'val_loss=0.125', ['val_loss 0.125']],
    [`print("F1 score:", f1)`, 'F1 score: 0.5', ['F1 score 0.5']],
    [`print("loss: " + str(loss))`, 'loss: 2', ['loss 2']],
    [`logger.info("valid rmse %f", rmse)`, 'INFO valid rmse 1.5', ['valid rmse 1.5']],
    [`logging.info(f'Test accuracy ({n}): {acc}')`, '', []],
    [`print(f"accuracy...{acc:.2f}")`, 'accuracy...0.50', ['accuracy 0.50']],
    [`print("acc. %f" % acc)`, 'acc. 0.5', ['acc 0.5']],
    [`print("loss -> {}".format(loss))`, 'loss -> 3', ['loss 3']],
    [String.raw`print(f"\nloss:\t{loss}")`, '\nloss:\t0.5', ['loss 0.5']],
    [`print(f"{{'loss': {loss}}}")`, "{'loss': 0.5}", ['loss 0.5']],
    [`print("{{'loss': {}}}".format(loss))`, "{'loss': 0.5}", ['loss 0.5']],
    [`print("90%% loss: %d" % loss)`, '90% loss: 5', ['loss 5']],
    [
      `print(f"best accuracy = {best}", flush=True)`,
      'best accuracy = -0.5',
      ['best accuracy -0.5'],
    ],
  ];
  for (const [statement, line, read] of cases) {
    it(`reads ${statement}`, () => assert.deepEqual(readFrom(statement, line), read));
  }

  it('proposes no counters, settings or messages', () => {
    const text =
      'print(f"epoch: {e}, lr: {lr}")\nprint("done")\nprint(f"saved to {path}")\nprint(loss)\n';
    assert.deepEqual(metricsOf(text), []);
  });

  it('names each once, with the line where it is printed first', () => {
    const text = 'import os\nprint(f"loss: {a}")\nprint(f"loss: {b}")\n';
    assert.deepEqual(
      metricsOf(text).map(({ name, line }) => [name, line]),
      [['loss', 2]],
    );
  });

  it('is not taken in by a longer name', () => {
    assert.deepEqual(readFrom('print(f"loss: {a}")', 'val_loss: 3'), ['loss none']);
  });
});
