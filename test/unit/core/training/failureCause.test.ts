import assert from 'node:assert/strict';
import {
  failureCause,
  failureText,
  isLackOfCapacity,
  withLastLines,
} from '../../../../src/core/training/failureCause';

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
    [
      'AlgorithmError: Framework Error: \nAn error occurred (404) when calling HeadObject. Look.',
      'An error occurred (404) when calling HeadObject.',
    ],
    [
      'AlgorithmError: Framework Error: \nTraceback (most recent call last):\n  File "x.py"\nKeyError: \'a\'',
      "KeyError: 'a'",
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

describe('the cause of a failure of which the container has kept nothing', () => {
  const silent =
    'AlgorithmError: ExecuteUserScriptError:\nExitCode 1\nErrorMessage ""\nCommand "python train.py"';
  const toolkit = [
    '2026-11-21 10:00:00,123 sagemaker-training-toolkit ERROR    Reporting training FAILURE',
    '2026-11-21 10:00:00,124 sagemaker-training-toolkit ERROR    ExecuteUserScriptError:',
    'ExitCode 1',
    'ErrorMessage ""',
    'Command "/miniconda3/bin/python train.py"',
  ];
  const cases: readonly (readonly [string, readonly string[]])[] = [
    [
      'ValueError: Expected 4 features, got "3"',
      [
        'Epoch 1',
        'Traceback (most recent call last):',
        '  File "train.py", line 3, in <module>',
      ].concat('    raise ValueError()', 'ValueError: Expected 4 features, got "3"', toolkit),
    ],
    [
      'ExitCode 1 after: penguins.csv has no column sex',
      ['Epoch 1', 'penguins.csv has no column sex', ''].concat(toolkit),
    ],
    ['ExitCode 1', []],
  ];
  for (const [cause, lines] of cases) {
    it(`is ${cause}`, () => assert.equal(failureCause(withLastLines(silent, lines)), cause));
  }

  it('is not looked for where the container has told it', () => {
    const killed = silent.replace('\nCommand', '\nExtraInfo "OutOfMemory"\nCommand');
    const told = silent.replace('""', '"KeyError: 1"');
    for (const reason of [killed, told]) {
      assert.equal(withLastLines(reason, ['ValueError: other']), reason);
    }
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

describe('a lack of capacity', () => {
  for (const [reason, expected] of [
    ['CapacityError: Unable to provision requested ML compute capacity. Please retry.', true],
    ['InsufficientCapacityError: There is none.', true],
    ['InsufficientInstanceCapacity: There is none.', true],
    ['AlgorithmError: ErrorMessage "CapacityError: my queue is full"', false],
    ['ClientError: Please use an instance type with more memory.', false],
    ['', false],
  ] as const) {
    it(`is ${expected ? '' : 'not '}what ended “${reason}”`, () => {
      assert.equal(isLackOfCapacity(reason), expected);
    });
  }
});
