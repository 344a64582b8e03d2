import assert from 'node:assert/strict';
import { failureCause, failureText } from '../../../../src/core/training/failureCause';

describe('the cause of a failure in a few words', () => {
  const cases: readonly (readonly [string, string])[] = [
    [
      'AlgorithmError: ExecuteUserScriptError:\nExitCode 1\nErrorMessage "Traceback (most recent call last)\n File "train.py", line 2, in <module>\n import xgboost\n ModuleNotFoundError: No module named \'xgboost\'"\nCommand "/usr/bin/python3 train.py"',
      'ModuleNotFoundError: xgboost',
    ],
    [
      'AlgorithmError: ExecuteUserScriptError:\nExitCode 1\nErrorMessage "raise ValueError("boom: bad data")\n ValueError: boom: bad data"\nCommand "/path/python3 bad.py"',
      'ValueError: boom: bad data',
    ],
    [
      'AlgorithmError: ExecuteUserScriptError:\nExitCode 137\nErrorMessage ""\nCommand "python x.py"\nExtraInfo "OutOfMemory: Process killed by SIGKILL (signal 9)"',
      'OutOfMemory: Process killed by SIGKILL (signal 9)',
    ],
    [
      'ClientError: No S3 objects found under S3 URL. Check the prefix.',
      'No S3 objects found under S3 URL.',
    ],
    ['The sandbox was ended while the job ran.', 'The sandbox was ended while the job ran.'],
    ['AlgorithmError: ', 'AlgorithmError:'],
  ];
  for (const [reason, cause] of cases) {
    it(`reads ${cause}`, () => assert.equal(failureCause(reason), cause));
  }

  it('never grows beyond a row', () => {
    assert.ok(failureCause(`ErrorMessage "ValueError: ${'x'.repeat(5000)}"`).length <= 120);
  });
});

describe('the cause of a failure where there is room', () => {
  it('keeps what to do about it', () => {
    const reason = 'AlgorithmError: InstallRequirementsError: not installed: a==1.0. Install it.';
    assert.equal(failureCause(reason), 'InstallRequirementsError: not installed: a==1.0.');
    assert.equal(
      failureText(reason),
      'InstallRequirementsError: not installed: a==1.0. Install it.',
    );
  });

  it('is the exception alone when the script had one', () => {
    assert.equal(
      failureText('ErrorMessage "File x\\n\n ValueError: no. More"'),
      'ValueError: no. More',
    );
  });
});
