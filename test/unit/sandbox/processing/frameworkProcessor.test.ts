import assert from 'node:assert/strict';
import { readFrameworkScript } from '../../../../src/sandbox/runner/processing/frameworkProcessor';
import { archive } from '../../../fakes/jobWorld';
import { codePath, processingRequest, ProcessingScene, s3Input } from './processingScene';

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

describe('a job of a FrameworkProcessor', () => {
  let scene: ProcessingScene;

  before(async () => {
    scene = await ProcessingScene.open();
  });

  after(() => scene.close());

  async function framework(name: string, files: Readonly<Record<string, string>>): Promise<void> {
    const members = Object.entries(files).map(([file, text]) => ({ header: { name: file }, text }));
    const runproc = [
      '#!/bin/bash',
      'cd /opt/ml/processing/input/code/',
      'tar -xzf sourcedir.tar.gz',
      'set -e',
      "if [[ -f 'requirements.txt' ]]; then",
      '    python -m pip install -r requirements.txt',
      'fi',
      'python3 process.py "$@"',
    ].join('\n');
    const source = `${name}/source`;
    await scene.world.objects.put('bucket', `${source}/sourcedir.tar.gz`, await archive(members));
    await scene.world.objects.put('bucket', `${source}/runproc.sh`, runproc);
    const entrypoint = '/opt/ml/processing/input/entrypoint';
    await scene.call('CreateProcessingJob', {
      ...processingRequest(name),
      AppSpecification: {
        ImageUri: 'image',
        ContainerEntrypoint: ['/bin/bash', `${entrypoint}/runproc.sh`],
        ContainerArguments: ['--a', 'b c'],
      },
      ProcessingInputs: [
        s3Input('code', `s3://bucket/${source}/sourcedir.tar.gz`, `${codePath}/`),
        s3Input('entrypoint', `s3://bucket/${source}/runproc.sh`, entrypoint),
      ],
    });
  }

  it('runs its code without the shell script', async () => {
    await framework('framework', {
      'process.py': 'import sys, helper; print(helper.name, sys.argv[1:])',
      'helper.py': 'name = "helped"',
    });
    const job = await scene.ended('framework');
    assert.deepEqual([job.ProcessingJobStatus, job.FailureReason], ['Completed', undefined]);
    assert.deepEqual(await scene.lines('framework'), ["helped ['--a', 'b c']"]);
  });

  it('is told which of its requirements are missing, and nothing is installed', async () => {
    await framework('requires', {
      'process.py': 'print("ran")',
      'requirements.txt': 'not-a-package-of-anybody==1',
    });
    const { FailureReason = '' } = await scene.ended('requires');
    assert.match(
      FailureReason,
      /^AlgorithmError: InstallRequirementsError: not installed: not-a-p/,
    );
    assert.deepEqual(await scene.lines('requires'), []);
  });
});
