import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expandPath, type PathPlaces } from '../../../src/core/expandPath';

const places: PathPlaces = {
  home: '/home/ann',
  folder: (name) => ({ '': '/projects/penguins', other: '/projects/other' })[name ?? ''],
  environment: (name) => ({ VENV: '/venvs/a', $1: '/odd' })[name],
};
const nowhere: PathPlaces = {
  home: '/home/ann',
  folder: () => undefined,
  environment: () => undefined,
};

describe('a path of the settings', () => {
  const cases: Readonly<Record<string, string>> = {
    '/usr/bin/python3': '/usr/bin/python3',
    'C:\\Python\\python.exe': 'C:\\Python\\python.exe',
    '\\\\server\\python.exe': '\\\\server\\python.exe',
    '~/venv/bin/python': '/home/ann/venv/bin/python',
    '~\\venv\\python.exe': '/home/ann\\venv\\python.exe',
    '~bob/bin/python': '~bob/bin/python',
    '${userHome}/bin/python': '/home/ann/bin/python',
    '${workspaceFolder}/.venv/bin/python': '/projects/penguins/.venv/bin/python',
    '${workspaceFolder:other}/.venv/bin/python': '/projects/other/.venv/bin/python',
    '${workspaceFolder:none}/bin/python': '${workspaceFolder:none}/bin/python',
    '${env:VENV}/bin/python': '/venvs/a/bin/python',
    '${env:NONE}/bin/python': '${env:NONE}/bin/python',
    '${env}/bin/python': '${env}/bin/python',
    '${userHome:x}/python': '${userHome:x}/python',
    '${file}/python': '${file}/python',
    '.venv/bin/python': '/projects/penguins/.venv/bin/python',
    './.venv/bin/python': '/projects/penguins/.venv/bin/python',
    '../venv/bin/python': '/projects/penguins/../venv/bin/python',
    'python3.11': 'python3.11',
    '': '',
  };
  for (const [path, expected] of Object.entries(cases)) {
    it(`makes of ${path || 'nothing'}: ${expected || 'nothing'}`, () => {
      assert.equal(expandPath(path, places), expected);
    });
  }

  it('stays as it is where there is no workspace folder', () => {
    assert.equal(expandPath('.venv/bin/python', nowhere), '.venv/bin/python');
    assert.equal(expandPath('${workspaceFolder}/x', nowhere), '${workspaceFolder}/x');
  });

  it('takes what a variable holds as it is', () => {
    const held = { ...places, environment: () => '$& ${env:VENV} $1' };
    assert.equal(expandPath('/a/${env:X}', held), '/a/$& ${env:VENV} $1');
  });

  it('is an absolute one’s own', () => {
    const plain = fc.string().filter((text) => !text.includes('${'));
    fc.assert(
      fc.property(plain, (text) => assert.equal(expandPath(`/${text}`, places), `/${text}`)),
    );
  });
});
