import assert from 'node:assert/strict';
import { MetricReader, compileMetric } from '../../../../src/sandbox/runner/metricReader';

describe('metric reader', () => {
  const read = (regex: string, ...messages: readonly string[]) => {
    const reader = new MetricReader([{ Name: 'metric', Regex: regex }]);
    messages.forEach((message, timestamp) => reader.read([{ timestamp, message }]));
    return reader.metrics.map(({ value, timestamp }) => [value, timestamp]);
  };

  it('keeps the last value and when it was printed', () => {
    assert.deepEqual(read('loss=(.*?);', 'loss=1.5;', 'nothing', 'loss=2e-3;', 'loss=none;'), [
      [0.002, 2],
    ]);
  });

  it('takes the last match of one batch', () => {
    const reader = new MetricReader([{ Name: 'a', Regex: 'a=(\\d+)' }]);
    reader.read(['a=1', 'a=2', 'b'].map((message, timestamp) => ({ timestamp, message })));
    assert.deepEqual(reader.metrics, [{ name: 'a', value: 2, timestamp: 1 }]);
  });

  it('takes the whole match without a group, and ignores what is no number', () => {
    assert.deepEqual(read('\\d+\\.\\d+', 'accuracy 0.93'), [[0.93, 0]]);
    assert.deepEqual(read('x=(.*)', 'x=nan'), []);
    assert.deepEqual(read('x=(.*)', 'x='), []);
  });

  it('reads the notations of Python and Java', () => {
    assert.deepEqual(read('(?i)LOSS=(?P<value>[0-9.]+)', 'Loss=4'), [[4, 0]]);
    assert.equal(compileMetric('('), undefined);
  });

  it('gives up an expression that takes for ever, and reads the others', () => {
    const reader = new MetricReader([
      { Name: 'slow', Regex: '(a+)+$' },
      { Name: 'quick', Regex: 'v=(\\d)' },
    ]);
    reader.read([{ timestamp: 1, message: `v=1 ${'a'.repeat(60)}!` }]);
    reader.read([{ timestamp: 2, message: `v=2 ${'a'.repeat(60)}!` }]);
    assert.deepEqual(reader.metrics, [{ name: 'quick', value: 2, timestamp: 2 }]);
  });
});
