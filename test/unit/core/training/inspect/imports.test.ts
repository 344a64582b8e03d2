import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../src/core/training/inspect/inspectScript';

const modulesOf = (text: string): readonly string[] =>
  inspectScript(text, 'train.py').imports.map(
    ({ module, required, line }) => `${module} ${String(line)}${required ? '' : ' optional'}`,
  );

describe('inspectScript: imported modules', () => {
  it('are named by their top level, each once, with the line', () => {
    const text =
      'import os, json as j\nfrom sklearn.svm import (SVC,\n  LinearSVC)\nimport sklearn.tree\n';
    assert.deepEqual(modulesOf(text), ['os 1', 'json 1', 'sklearn 2']);
  });

  it('are not required where they may not be reached or may fail', () => {
    const text = `
try:
    import xgboost
except ImportError:
    xgboost = None
if DEBUG:
    import pdb
def main():
    import torch
class Model:
    import numpy
`;
    assert.deepEqual(modulesOf(text), [
      'xgboost 3 optional',
      'pdb 7 optional',
      'torch 9 optional',
      'numpy 11',
    ]);
  });

  it('are required when one of several imports is', () => {
    assert.deepEqual(modulesOf('def f():\n    import torch\nimport torch\n'), ['torch 3']);
  });

  it('are not those of the script’s own package', () => {
    assert.deepEqual(
      modulesOf('from . import model\nfrom .data import rows\nfrom ..up import x\n'),
      [],
    );
  });

  it('are read as far as broken code lets them be', () => {
    assert.deepEqual(
      modulesOf('import sklearn\ndef broken(:\nimport\nfrom import x\n')[0],
      'sklearn 1',
    );
    assert.deepEqual(modulesOf(''), []);
  });
});
