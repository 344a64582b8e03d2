import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codeReferences, innermostCode } from '../../../../src/core/logs/codeReference';

const places = (text: string) => codeReferences(text).map(({ path, line }) => [path, line]);

describe('the lines of a job’s code that a log speaks of', () => {
  it('are found in the frames of a traceback, wherever the container has the code', () => {
    const prefixes = [
      '/opt/ml/code/',
      '/home/me/.config/sandbox/data/jobs/1/opt/ml/code/',
      '/Users/me/Application Support/jobs/1/algo-2/opt/ml/code/',
      'C:\\Users\\me\\jobs\\1\\opt\\ml\\code\\',
      '/opt/ml/input/data/code/',
      '',
      './',
    ];
    for (const prefix of prefixes) {
      const text = `  File "${prefix}train.py", line 42, in <module>`;
      assert.deepEqual(places(text), [['train.py', 42]], prefix);
    }
    const nested = '  File "C:\\jobs\\1\\opt\\ml\\code\\my lib\\model.py", line 7, in forward';
    assert.deepEqual(places(nested), [['my lib/model.py', 7]]);
  });

  it('are found in warnings, and several in one text', () => {
    assert.deepEqual(places('/jobs/1/opt/ml/code/train.py:12: FutureWarning: soon'), [
      ['train.py', 12],
    ]);
    assert.deepEqual(places('File "a.py", line 1\nFile "lib/b.py", line 2'), [
      ['a.py', 1],
      ['lib/b.py', 2],
    ]);
  });

  it('cover the path and the line, and tell where the path begins that matters', () => {
    const text = '  File "/opt/ml/code/train.py", line 42, in main';
    const [found] = codeReferences(text);
    assert.equal(text.slice(found?.from, found?.to), '/opt/ml/code/train.py", line 42');
    assert.equal(text.slice(found?.pathFrom, found?.to), 'train.py", line 42');
  });

  it('are not files of libraries, of nobody, or beside the folder', () => {
    const others = [
      'File "/usr/lib/python3.11/runpy.py", line 3, in run',
      'File "C:\\Python311\\Lib\\runpy.py", line 3, in run',
      'File "<string>", line 1, in <module>',
      'File "<frozen importlib._bootstrap>", line 1, in _load',
      'File "../other/train.py", line 1',
      'File "/opt/ml/code/../../etc/passwd", line 1',
      'File "\\\\host\\share\\a.py", line 1',
      'File "train.py", line 0',
      'loss: 0.3, 12:30:05',
      'see /opt/ml/code/train.py',
    ];
    assert.deepEqual(others.flatMap(places), []);
  });

  it('have an innermost one in the last traceback', () => {
    const first = 'Traceback (most recent call last):\n  File "a.py", line 1, in f\nKeyError: 1';
    const inLibrary =
      'Traceback (most recent call last):\n  File "b.py", line 2, in g\n  File "/usr/lib/x.py", line 3, in h';
    const ended = `${first}\n\n${inLibrary}\nlib.errors.ShapeError: 3 is not 4\n`;
    const told = 'ShapeError: 3 is not 4';
    assert.deepEqual(innermostCode(ended, told), { path: 'b.py', line: 2 });
    const broken = '  File "c.py", line 4\n    def (\n        ^\nSyntaxError: no';
    assert.deepEqual(innermostCode(broken, 'SyntaxError: no'), { path: 'c.py', line: 4 });
    const elsewhere =
      'Traceback (most recent call last):\n  File "/usr/lib/x.py", line 3, in h\nKeyError: 1';
    assert.equal(innermostCode(`${first}\n${elsewhere}`, 'KeyError: 1'), null);
  });

  it('have none where something else has ended the job', () => {
    const caught =
      'Traceback (most recent call last):\n  File "train.py", line 5, in f\nOSError: no cache\nepoch 1\n';
    assert.equal(innermostCode(`${caught}Killed`, 'Out of memory'), null);
    assert.equal(innermostCode(caught, 'ExitCode 137 after: epoch 1'), null);
    const warned = 'DeprecationWarning in File "train.py", line 3\nall well';
    assert.equal(innermostCode(warned, 'DeprecationWarning'), null);
    assert.equal(innermostCode('  File "train.py", line 3\nValueError: x', 'ValueError: x'), null);
    assert.equal(innermostCode('/opt/ml/code/train.py:3: FutureWarning: soon', 'x'), null);
  });

  it('are found in a long line of them without looking back at all of it', () => {
    const many = places('/opt/ml/code/a:1-'.repeat(20_000));
    assert.equal(many.length, 20_000);
  });

  it('stay within the text and the folder, in order, whatever is printed', () => {
    const piece = fc.constantFrom(
      ...['File "', '", line 3', '/opt/ml/code/', '\\opt\\ml\\code\\', 'a.py', ':9', '..', '/'],
      ...['\n', ' ', '"', '<', 'C:', 'é'],
    );
    const printed = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(printed, (text) => {
        let at = 0;
        for (const { path, from, to, pathFrom } of codeReferences(text)) {
          assert.ok(at <= from && from <= pathFrom && pathFrom < to && to <= text.length);
          assert.ok(!path.startsWith('/') && !path.split('/').includes('..') && path !== '');
          at = to;
        }
      }),
    );
  });
});
