import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findPython } from '../../../../src/node/python';
import {
  containerFailure,
  driverFailure,
  toolkitFailure,
} from '../../../../src/sandbox/runner/process/scriptFailure';

describe('script failure', () => {
  const script = {
    kind: 'ExecuteUserScriptError',
    words: ['python', 'train.py'],
    captures: true,
  } as const;
  const message = (text: string) => {
    const reason = toolkitFailure(script, 1, text.split('\n'));
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
      toolkitFailure(script, 137, []),
      /^ExecuteUserScriptError:\nExitCode 137\nErrorMessage ""\nExtraInfo "OutOfMemory: .*"\nCommand/,
    );
  });

  it('is empty where the image does not look at what the script prints', () => {
    assert.equal(
      toolkitFailure({ ...script, captures: false }, 1, ['ValueError: boom']),
      'ExecuteUserScriptError:\nExitCode 1\nErrorMessage ""\nCommand "python train.py"',
    );
  });

  it('quotes what pip says', () => {
    const lines = ['Looking in indexes: x', 'ERROR: No matching distribution found for y', 'bye'];
    assert.match(
      toolkitFailure({ ...script, kind: 'InstallRequirementsError' }, 1, lines),
      /^InstallRequirementsError:\nExitCode 1\nErrorMessage "ERROR: No matching .* for y\n bye"\n/,
    );
  });

  it('says of a signal what Python says', async function () {
    if (process.platform === 'win32') this.skip();
    const python = (await findPython())?.path ?? '';
    const program = 'import subprocess; raise subprocess.CalledProcessError(-9, ["python"])';
    const failing = promisify(execFile)(python, ['-c', program]).catch((error: unknown) => error);
    const { stderr } = (await failing) as { readonly stderr: string };
    assert.equal(driverFailure(['python'], 137), stderr.trim().split('\n').at(-1));
  });

  it('names the command and its end as the drivers of the SDK 3 do', () => {
    assert.equal(
      driverFailure(['python', "it's"], 1),
      `subprocess.CalledProcessError: Command '['python', "it's"]' returned non-zero exit status 1.`,
    );
    assert.equal(
      driverFailure(['python'], 255),
      "subprocess.CalledProcessError: Command '['python']' returned non-zero exit status 255.",
    );
    assert.equal(containerFailure(2), ', exit code: 2');
  });
});
