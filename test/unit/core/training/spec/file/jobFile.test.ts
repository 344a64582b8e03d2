import assert from 'node:assert/strict';
import { AppError } from '../../../../../../src/core/errors';
import { checkJobFile } from '../../../../../../src/core/training/spec/file/checkJobFile';
import { isTrainingJobFile } from '../../../../../../src/core/training/spec/file/jobFileKind';
import { readJobFile } from '../../../../../../src/core/training/spec/file/jobFile';

const imageUri = ({ name }: { readonly name: string } = { name: 'usual' }) => {
  if (name === 'nothing') {
    throw new AppError('invalid', 'There is no image of nothing.');
  }
  return `registry/${name}:1`;
};

/** Each problem with the part of the text that it stands at. */
const said = (text: string): (readonly [place: string, message: string])[] =>
  checkJobFile(text, imageUri).map(({ offset, length, message, severity }) => [
    text.slice(offset, offset + length),
    (severity === 'error' ? '' : 'warning: ') + message,
  ]);

const good = `{
  // As short as an Estimator …
  "$schema": "x",
  "script": "train.py",
  "framework": { "name": "pytorch", "version": "\${config:a.b}" },
  "hyperparameters": { "epochs": 5, "layers": [64, 32] },
  "channels": { "train": "data", "old": { "uri": "\${env:OLD}" } },
  "role": "\${env:ROLE}",
  /* … and as complete as the API. */
  "RetryStrategy": { "MaximumRetryAttempts": 3 },
  "DebugHookConfig": null,
}`;

/** Texts, and all that is said of them at their places. */
const cases: readonly (readonly [text: string, said: (readonly [string, string])[]])[] = [
  [good, []],
  ['{ "script": "a.py" ', [['', 'This is not JSON: close brace expected.']]],
  [
    '[]',
    [['[', 'The file holds no object; write { "script": "train.py" }, for example.']].map(pair),
  ],
  ['', [['', 'This is not JSON: value expected.']]],
  ['{}', [['{', 'script is missing; name the script to train with, or an algorithm.']]],
  ['{ "script": 5 }', [['5', 'script must be a text.']]],
  ['{ "script": "" }', [['""', 'script is empty.']]],
  [
    '{ "Script": "a.py", "algorithm": "xgboost" }',
    [
      [
        '"a.py"',
        'warning: Script is not a field of a training job, and is not read. It is written script.',
      ],
    ],
  ],
  [
    '{ "script": "a.py", "algorithm": "xgboost" }',
    [['"xgboost"', 'algorithm cannot stand beside script; an algorithm needs none.']],
  ],
  [
    '{ "script": "a.py", "instanceCount": 0, "spot": {}, "vpc": [] }',
    [
      ['0', 'instanceCount is 0; it is at least 1.'],
      ['"spot"', 'spot.maxWait is missing.'],
      ['"vpc"', 'vpc must be an object.'],
    ],
  ],
  [
    '{ "script": "a.py", "maxRuntime": "2 hours", "framework": ["x"], "inputMode": "Fast" }',
    [
      ['"framework"', 'framework must be a text or an object.'],
      ['"Fast"', 'inputMode is “Fast”; it can be File, FastFile, Pipe.'],
      ['"2 hours"', 'maxRuntime is “2 hours”, which is not a time, such as 90m or 24h.'],
    ],
  ],
  [
    '{ "script": "a.py", "channels": { "train": { "pth": "x" } } }',
    [
      [
        '"x"',
        'channels.train.pth is not known here; there are path, uri, fileSystem, dataType, attributeNames, contentType, inputMode, compression, recordWrapper, shuffleSeed, distribution, instanceGroups.',
      ],
    ],
  ],
  [
    '{ "script": "a.py", "ResourceConfig": { "VolumeSizeInGB": "big" } }',
    [['"big"', 'ResourceConfig.VolumeSizeInGB must be a whole number.']],
  ],
  [
    '{ "script": "a.py", "script": "b.py" }',
    [['"script"', 'warning: “script” is there already; only the last one counts.']],
  ],
  [
    '{ "script": "a.py", "image": "i", "framework": "f", "instanceType": "t", "instanceGroups": [{ "name": "g", "type": "t", "count": 1 }] }',
    [
      ['"f"', 'framework cannot stand beside image; a job has one image.'],
      ['"t"', 'instanceType cannot stand beside instanceGroups, which say it for each group.'],
    ],
  ],
  // What only the person at this computer may say.
  [
    '{ "script": "a.py", "environment": { "SAGEMAKER_WORKBENCH_INSTALL": "requirements", "A": "1" } }',
    [
      [
        '"requirements"',
        'warning: environment.SAGEMAKER_WORKBENCH_INSTALL is not read from a file: each person says it themselves.',
      ],
    ],
  ],
  [
    '{ "script": "a.py", "Environment": { "SAGEMAKER_WORKBENCH_DEBUG": "wait", "SAGEMAKER_WORKBENCH_ARGUMENTS": "as-image" } }',
    [
      [
        '"wait"',
        'warning: Environment.SAGEMAKER_WORKBENCH_DEBUG is not read from a file: each person says it themselves.',
      ],
    ],
  ],
  // From here on in the request that comes of it, at what it was made of.
  [
    '{ "script": "a.py", "role": "me" }',
    [
      [
        '"me"',
        'RoleArn is “me”, which is not the ARN of a role, such as arn:aws:iam::123456789012:role/MyRole.',
      ],
    ],
  ],
  [
    '{ "script": "a.py", "keepAlive": "7h", "tags": { "aws:x": "1" } }',
    [
      [
        '"7h"',
        'ResourceConfig.KeepAlivePeriodInSeconds is 25200 seconds; SageMaker allows at most 21600 seconds.',
      ],
    ],
  ],
  [
    '{ "script": "a.py", "tags": { "aws:x": "1" } }',
    [['"1"', 'Tags[0].Key is “aws:x”; what begins with aws: is reserved.']],
  ],
  [
    '{ "script": "a.py", "channels": { "my data": "x", "b": "y" } }',
    [
      [
        '"x"',
        'InputDataConfig[0].ChannelName is “my data”, which is not made of letters, digits, dots, hyphens and underscores.',
      ],
    ],
  ],
  [
    '{ "script": "a.py", "spot": { "maxWait": "1m" }, "name": "my_job" }',
    [
      [
        '"my_job"',
        'TrainingJobName is “my_job”, which is not made of letters, digits and hyphens, with a letter or a digit at both ends.',
      ],
    ],
  ],
  [
    '{ "script": "a.py", "spot": { "maxWait": "1m" } }',
    [
      [
        '"spot"',
        'StoppingCondition.MaxWaitTimeInSeconds is 60 seconds, less than the 3600 seconds of MaxRuntimeInSeconds that it includes.',
      ],
    ],
  ],
  [
    '{ "script": "a.py", "ResourceConfig": { "InstanceCount": 0 } }',
    [['0', 'ResourceConfig.InstanceCount is 0; a job has at least 1 instance.']],
  ],
  [
    '{ "script": "a.py", "framework": "nothing" }',
    [['"nothing"', 'There is no image of nothing.']],
  ],
  [
    '{ "algorithm": {} }',
    [['"algorithm"', 'AlgorithmSpecification.TrainingImage is missing, and so is AlgorithmName.']],
  ],
  // What boto3 takes is a job file.
  [
    JSON.stringify({
      TrainingJobName: 'a',
      AlgorithmSpecification: { AlgorithmName: 'mine', TrainingInputMode: 'Pipe' },
      HyperParameters: { k: '10' },
      ResourceConfig: {
        InstanceGroups: [{ InstanceGroupName: 'g', InstanceType: 'ml.m5.large', InstanceCount: 1 }],
      },
      OutputDataConfig: { S3OutputPath: 's3://mine/out' },
    }),
    [],
  ],
];

function pair(words: string[]): readonly [string, string] {
  return [words[0] ?? '', words[1] ?? ''];
}

describe('a job file', () => {
  for (const [text, expected] of cases) {
    it(`is told what is wrong with it where it is: ${text.slice(0, 70)}`, () => {
      assert.deepEqual(said(text), expected);
    });
  }

  it('tells apart what is wrong with the JSON, which its editor tells', () => {
    const ofJson = (text: string) =>
      readJobFile(text).problems.map(({ isOfJson }) => isOfJson === true);
    assert.deepEqual(ofJson('{ "script": "a.py" '), [true]);
    assert.deepEqual(ofJson('{ "script": "a.py", "script": 5 }'), [false, true]);
  });

  it('is divided into own fields and those of the API', () => {
    const { spec, apiFields } = readJobFile(good);
    assert.deepEqual(Object.keys(spec), [
      'script',
      'framework',
      'hyperparameters',
      'channels',
      'role',
    ]);
    assert.deepEqual(apiFields, {
      RetryStrategy: { MaximumRetryAttempts: 3 },
      DebugHookConfig: null,
    });
  });

  it('is known by its content where it names no kind', () => {
    const kinds = [
      { script: 'a.py' },
      { $schema: 'x' },
      { TrainingJobName: 'a', AlgorithmSpecification: {} },
      { kind: 'TrainingJob', other: 1 },
      undefined,
    ];
    assert.deepEqual(kinds.map(isTrainingJobFile), [true, true, true, true, true]);
    const others = [
      { kind: 'ProcessingJob', script: 'a.py' },
      { ProcessingJobName: 'a', RoleArn: 'r' },
      { name_: 'package' },
      [],
      null,
    ];
    assert.deepEqual(others.map(isTrainingJobFile), [false, false, false, false, false]);
  });
});
