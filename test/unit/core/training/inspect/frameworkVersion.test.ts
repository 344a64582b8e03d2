import assert from 'node:assert/strict';
import {
  declaredVersion,
  type DependencyTexts,
} from '../../../../../src/core/training/inspect/frameworkVersion';

describe('declaredVersion', () => {
  const cases: readonly (readonly [
    framework: string,
    texts: DependencyTexts,
    found: string | null,
  ])[] = [
    ['pytorch', { requirements: 'numpy\ntorch==2.1.0\n' }, '2.1.0 requirements exact'],
    ['pytorch', { requirements: 'torch>=2.0,<3 # any\n' }, '2.0 requirements'],
    ['pytorch', { requirements: 'torchvision==0.16\nnot-torch==1\n' }, null],
    ['pytorch', { requirements: '# torch==1.0\ntorch\n' }, null],
    ['sklearn', { requirements: 'Scikit_Learn ~= 1.2' }, '1.2 requirements'],
    [
      'huggingface',
      { requirements: 'transformers[torch]==4.38.2; python_version > "3.8"' },
      '4.38.2 requirements exact',
    ],
    ['tensorflow', { requirements: 'tensorflow-gpu==2.11' }, '2.11 requirements exact'],
    ['pytorch', { project: '[project]\ndependencies = ["torch==2.2", "x"]' }, '2.2 project exact'],
    ['pytorch', { project: '[tool.poetry.dependencies]\ntorch = "^2.0.1"' }, '2.0.1 project'],
    [
      'pytorch',
      { project: 'torch = { version = "2.0.1", extras = ["a"] }' },
      '2.0.1 project exact',
    ],
    ['pytorch', { environment: 'dependencies:\n  - pytorch=2.1\n' }, '2.1 environment exact'],
    ['xgboost', { environment: 'dependencies:\n  - pip:\n    - xgboost>=1.7' }, '1.7 environment'],
    [
      'pytorch',
      { requirements: 'torch\n', environment: '- pytorch=1.13' },
      '1.13 environment exact',
    ],
    ['pytorch', {}, null],
    ['mxnet', { requirements: 'mxnet==1.9' }, null],
  ];
  for (const [framework, texts, expected] of cases) {
    it(`finds ${expected ?? 'nothing'} for ${framework} in ${JSON.stringify(texts)}`, () => {
      const found = declaredVersion(framework, texts);
      const shown = found && `${found.version} ${found.source}${found.isExact ? ' exact' : ''}`;
      assert.equal(shown, expected);
    });
  }
});
