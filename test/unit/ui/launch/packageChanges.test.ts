import assert from 'node:assert/strict';
import { endCommand, focusWindow } from '../../../fakes/fakeVscode';
import { onPackagesMayHaveChanged } from '../../../../src/ui/launch/packageChanges';
import type { Disposable } from '../../../../src/platform/disposable';

describe('a change of packages', () => {
  let changes: number;
  let listening: Disposable;

  beforeEach(() => {
    changes = 0;
    focusWindow(true);
    listening = onPackagesMayHaveChanged(() => changes++);
  });
  afterEach(() => listening.dispose());

  const installing = [
    'pip install rich',
    'pip3.11 install -r requirements.txt',
    'python -m pip install rich',
    'cd work && .venv/bin/pip install rich',
    'C:\\env\\Scripts\\pip.exe install rich',
    'uv sync',
    'UV_OFFLINE=1 uv pip install rich',
    'conda env update',
    'mamba install rich',
    'poetry install',
    'pdm sync',
    '(uv add rich)',
    '',
  ];
  for (const command of installing) {
    it(`may be the work of ${JSON.stringify(command)}`, () => {
      endCommand(command);
      assert.equal(changes, 1);
    });
  }

  for (const command of ['ls', 'git status', 'python train.py', 'cat pipeline.py', 'ls my-conda']) {
    it(`is not the work of ${JSON.stringify(command)}`, () => {
      endCommand(command);
      assert.equal(changes, 0);
    });
  }

  it('may have happened elsewhere when the window gets the focus, and only then', () => {
    focusWindow(true);
    focusWindow(false);
    focusWindow(false);
    assert.equal(changes, 0);
    focusWindow(true);
    assert.equal(changes, 1);
    focusWindow(true);
    assert.equal(changes, 1);
  });

  it('is told to nobody who has stopped listening', () => {
    listening.dispose();
    endCommand('pip install rich');
    focusWindow(false);
    focusWindow(true);
    assert.equal(changes, 0);
  });
});
