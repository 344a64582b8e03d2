import assert from 'node:assert/strict';
import { inspectScript } from '../../../../src/core/training/inspect/inspectScript';
import type { ScriptMetric } from '../../../../src/core/training/inspection';
import { proposedMetrics } from '../../../../src/core/training/proposedMetrics';
import { compileMetric } from '../../../../src/sandbox/runner/process/metricReader';

const metric = (name: string, regex: string): ScriptMetric => ({ name, regex, line: 1 });
const names = (metrics: ScriptMetric[]): string[] =>
  proposedMetrics({ metrics }).map(({ name }) => name);

describe('the metrics that a launch proposes', () => {
  it('are those that the script prints, and the sandbox can read them', () => {
    const text = "print(f'epoch {epoch} loss={loss:.4f} val acc: {acc}')\n";
    const found = proposedMetrics(inspectScript(text, 'train.py'));
    assert.deepEqual(
      found.map(({ name, line }) => [name, line]),
      [
        ['loss', 1],
        ['val acc', 1],
      ],
    );
    const values = found.map(({ regex }) => compileMetric(regex)?.exec('loss=0.25 val acc: 1e-3'));
    assert.deepEqual(
      values.map((match) => match?.[1]),
      ['0.25', '1e-3'],
    );
  });

  it('are none that the service would refuse', () => {
    const good = String.raw`loss=([0-9]+)`;
    assert.deepEqual(
      names([
        metric('long name '.repeat(26), good),
        metric('long regex', 'x'.repeat(500) + good),
        metric('cut', 'loss=([0-9]'),
        metric('no number', 'loss'),
        metric('', good),
        metric('loss', good),
        metric('loss', 'other ([0-9]+)'),
      ]),
      ['loss'],
    );
    const many = Array.from({ length: 50 }, (_, index) => metric(`loss ${index}`, good));
    assert.equal(names(many).length, 40);
  });
});
