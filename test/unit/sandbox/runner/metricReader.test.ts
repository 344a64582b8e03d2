import assert from 'node:assert/strict';
import type { MetricPoint } from '../../../../src/sandbox/store/metricSink';
import { MetricReader, compileMetric } from '../../../../src/sandbox/runner/process/metricReader';

describe('metric reader', () => {
  const points: MetricPoint[] = [];
  const target = {
    sink: {
      put: (added: readonly MetricPoint[]) => Promise.resolve(void points.push(...added)),
    },
    namespace: '/aws/sagemaker/TrainingJobs',
    jobName: 'job-1',
  };
  const read = async (regex: string, ...messages: readonly string[]) => {
    const reader = new MetricReader([{ Name: 'metric', Regex: regex }], target);
    for (const [timestamp, message] of messages.entries()) {
      await reader.read([{ timestamp, message }]);
    }
    return reader.metrics.map(({ value, timestamp }) => [value, timestamp]);
  };

  beforeEach(() => points.splice(0));

  it('keeps the last value and when it was printed', async () => {
    assert.deepEqual(
      await read('loss=(.*?);', 'loss=1.5;', 'nothing', 'loss=2e-3;', 'loss=none;'),
      [[0.002, 2]],
    );
  });

  it('gives the sink every value, with the job as its dimension', async () => {
    const reader = new MetricReader([{ Name: 'a', Regex: 'a=(\\d+)' }], target);
    await reader.read(['a=1', 'b', 'a=3'].map((message, timestamp) => ({ timestamp, message })));
    assert.deepEqual(
      points.map(({ name, value, timestamp }) => [name, value, timestamp]),
      [
        ['a', 1, 0],
        ['a', 3, 2],
      ],
    );
    assert.equal(points[0]?.namespace, '/aws/sagemaker/TrainingJobs');
    assert.deepEqual(points[0].dimensions, { TrainingJobName: 'job-1' });
  });

  it('takes the last match of one batch', async () => {
    const reader = new MetricReader([{ Name: 'a', Regex: 'a=(\\d+)' }], target);
    await reader.read(['a=1', 'a=2', 'b'].map((message, timestamp) => ({ timestamp, message })));
    assert.deepEqual(reader.metrics, [{ name: 'a', value: 2, timestamp: 1 }]);
  });

  it('reads the end of a bar that writes over itself', async () => {
    const bar = Array.from(
      { length: 500 },
      (_, step) => `${String(step)}/500 - loss: 0.${String(step)}\r`,
    );
    assert.deepEqual(await read('^[^\\n]*loss: ([0-9.]+)', `${bar.join('')} - val_loss: 0.25`), [
      [0.25, 0],
    ]);
  });

  it('reads the beginning of a long line, and of a bar its beginning too', async () => {
    const words = 'words '.repeat(2000);
    assert.deepEqual(await read('loss=(\\d+)', `loss=7 ${words}`), [[7, 0]]);
    assert.deepEqual(await read('loss=(\\d+)', `${words} loss=7`), []);
    assert.deepEqual(await read('loss:(\\d+)', `{loss:7,${'a:[1],'.repeat(1000)}}`), [[7, 0]]);
    assert.deepEqual(await read('epoch=(\\d+)', `epoch=7 ${'10%\r'.repeat(2000)}100%`), [[7, 0]]);
  });

  it('reads no part of a word where it cuts a long line', async () => {
    for (let shift = 0; shift < 20; shift++) {
      const line = `${' '.repeat(shift)}${'v=123456789 '.repeat(900)}`;
      assert.deepEqual(await read('^[^\\n]*v=(\\d+)', line), [[123456789, 0]]);
      const bar = line.replaceAll(' ', '\r');
      assert.deepEqual(await read('^[^\\n]*v=(\\d+)', bar), [[123456789, 0]]);
      const numbers = `${' '.repeat(shift)}${'11111111 '.repeat(900)}`;
      assert.deepEqual(await read('\\b(1{1,7})\\b', numbers), []);
      assert.deepEqual(await read('\\b(1{1,7})\\b', `\r${numbers}`), []);
    }
  });

  it('takes the first of several groups, as the definitions of Hugging Face examples need it', async () => {
    const regex = "'loss': ([0-9]+(.|e\\-)[0-9]+),?";
    assert.deepEqual(await read(regex, "{'loss': 0.6931, 'epoch': 1.0}"), [[0.6931, 0]]);
  });

  it('takes the whole match without a group, and ignores what is no number', async () => {
    assert.deepEqual(await read('\\d+\\.\\d+', 'accuracy 0.93'), [[0.93, 0]]);
    assert.deepEqual(await read('x=(.*)', 'x=nan'), []);
    assert.deepEqual(await read('x=(.*)', 'x='), []);
  });

  it('reads the notations of Python and Java', async () => {
    assert.deepEqual(await read('(?i)LOSS=(?P<value>[0-9.]+)', 'Loss=4'), [[4, 0]]);
    assert.equal(compileMetric('('), undefined);
  });

  it('keeps an expression that was late once, as on a computer that is busy', async () => {
    const exec = Object.getOwnPropertyDescriptor(RegExp.prototype, 'exec') ?? assert.fail();
    const own = exec.value as RegExp['exec'];
    let calls = 0;
    const lateOnce = function (this: RegExp, text: string) {
      const end = calls++ === 0 ? performance.now() + 2000 : 0;
      while (performance.now() < end);
      return own.call(this, text);
    };
    const reader = new MetricReader([{ Name: 'a', Regex: 'a=(\\d+)' }], target);
    Object.defineProperty(RegExp.prototype, 'exec', { ...exec, value: lateOnce });
    try {
      assert.deepEqual(await reader.read([{ timestamp: 1, message: 'a=1' }]), []);
    } finally {
      Object.defineProperty(RegExp.prototype, 'exec', exec);
    }
    assert.deepEqual(
      points.map(({ value }) => value),
      [1],
    );
  });

  it('names an expression that it gives up because it takes for ever, and reads the others', async () => {
    const reader = new MetricReader(
      [
        { Name: 'slow', Regex: '(a+)+$' },
        { Name: 'quick', Regex: 'v=(\\d)' },
      ],
      target,
    );
    const slow = `${'a'.repeat(60)}!`;
    assert.deepEqual(await reader.read([{ timestamp: 1, message: `v=1 ${slow}` }]), ['slow']);
    assert.deepEqual(await reader.read([{ timestamp: 2, message: `v=2 ${slow}` }]), []);
    assert.deepEqual(reader.metrics, [{ name: 'quick', value: 2, timestamp: 2 }]);
  });
});
