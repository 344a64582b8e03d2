import assert from 'node:assert/strict';
import { readFrameworkScript } from '../../../../src/sandbox/runner/frameworkProcessor';

/** Lines in the form of those that version 3 of the Python SDK writes. */
const version3 = [
  '#!/bin/bash',
  '',
  '# a comment',
  'set -e',
  'cd /opt/ml/processing/input/code/',
  'echo "Files before extraction:"',
  'ls -la',
  'if [ -f sourcedir.tar.gz ]; then',
  '    tar -xzf sourcedir.tar.gz',
  'else',
  '    exit 1',
  'fi',
  "if [[ -f 'requirements.txt' ]]; then",
  '    pip uninstall --yes typing',
  '    python3 /opt/ml/processing/input/code/install_requirements.py requirements.txt',
  'fi',
  'python3 -u src/process.py "$@"',
];

describe('the shell script of a FrameworkProcessor', () => {
  it('is recognised with the command that it ends with', () => {
    assert.deepEqual(readFrameworkScript(`${version3.join('\n')}\n`)?.command, [
      'python3',
      '-u',
      'src/process.py',
    ]);
  });

  it('is not recognised when it does anything else', () => {
    const others: readonly (readonly string[])[] = [
      [...version3.slice(0, -1), 'curl example', version3.at(-1) ?? ''],
      [...version3.slice(0, -1), 'echo "$(whoami)"', version3.at(-1) ?? ''],
      [...version3.slice(0, -1), 'python3 process.py'],
      [...version3.slice(0, -1), 'python3 process.py; rm x "$@"'],
      version3.filter((line) => !line.includes('tar ')),
      ['python3 process.py "$@"'],
      [],
    ];
    for (const lines of others) assert.equal(readFrameworkScript(lines.join('\n')), undefined);
  });
});
