import assert from 'node:assert/strict';
import { scriptFailure } from '../../../../src/sandbox/runner/scriptFailure';

describe('script failure', () => {
  const message = (text: string) => {
    const reason = scriptFailure(1, ['python', 'train.py'], text.split('\n'));
    return /ErrorMessage "([^]*)"\nCommand "python train\.py"$/.exec(reason)?.[1];
  };

  it('quotes the line that raises and the exception', () => {
    const traceback = `epoch 1
Traceback (most recent call last):
  File "train.py", line 3, in <module>
    main()
    ~~~~^^
  File "train.py", line 2, in main
    raise ValueError("boom: bad data")
ValueError: boom: bad data`;
    assert.equal(
      message(traceback),
      'raise ValueError("boom: bad data")\n ValueError: boom: bad data',
    );
  });

  it('takes the last of several tracebacks, and leaves out marks and plain source', () => {
    const traceback = `Traceback (most recent call last):
  File "a.py", line 1, in <module>
KeyError: 'x'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "a.py", line 3, in <module>
    1 / 0
    ~~^~~
ZeroDivisionError: division by zero`;
    assert.equal(message(traceback), 'ZeroDivisionError: division by zero');
  });

  it('quotes a syntax error and an option parser', () => {
    const syntax = '  File "train.py", line 1\n    def (\n        ^\nSyntaxError: invalid syntax';
    assert.equal(message(syntax), 'SyntaxError: invalid syntax');
    const usage = 'usage: train.py [-h]\ntrain.py: error: unrecognized arguments: --x 1';
    assert.equal(message(usage), 'train.py: error: unrecognized arguments: --x 1');
  });

  it('is empty when nothing tells, and names a kill', () => {
    assert.equal(message('working'), '');
    assert.match(
      scriptFailure(137, ['python'], []),
      /^ExecuteUserScriptError:\nExitCode 137\nErrorMessage ""\nExtraInfo "OutOfMemory: .*"\nCommand/,
    );
  });
});
