import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { findOnPath, installFromDebian } from '../../scripts/host/debian';
import { repository } from '../../scripts/paths';
import { capture } from '../../scripts/processes';
import { copySample } from '../../scripts/sampleProject';
import { pythonEnvironment, type EnvironmentName } from '../../scripts/test/pythonEnvironments';
import { needs } from './environments';
import { suiteSandbox } from './suiteSandbox';

interface Block {
  readonly language: string;
  readonly text: string;
}

describe('what the README tells users of AWS’s clients', () => {
  let blocks: readonly Block[];
  /** A folder with `train.py` and `data/`, as the README says. */
  let project: string;

  needs('cli1', 'sdk2', 'sdk3');
  const sandbox = suiteSandbox();

  before(async () => {
    const readme = await fs.readFile(path.join(repository, 'README.md'), 'utf8');
    blocks = blocksOf(/^## The sandbox for .*?(?=^## )/ms.exec(readme)?.[0] ?? '');
    project = path.join(sandbox.folder, 'project');
    await copySample(project);
    const line = JSON.stringify(sandbox.server.announcement);
    await fs.writeFile(path.join(project, 'sandbox.json'), `${line}\n`);
  });

  const environment = async (): Promise<NodeJS.ProcessEnv> => {
    const optOut = path.join(sandbox.folder, 'sagemaker.yaml');
    await fs.writeFile(optOut, telemetryOptOut);
    return { ...sandbox.server.environment('README'), SAGEMAKER_USER_CONFIG_OVERRIDE: optOut };
  };

  it('works in a shell', async () => {
    const [bin, env] = [await pythonEnvironment('cli1'), await environment()];
    const lines = textsOf('sh').filter((text) => /^(export|aws) /m.test(text));
    assert.ok(lines.length > 1);
    await jq();
    await capture('sh', ['-euc', lines.join('\n')], {
      cwd: project,
      // The lines themselves must say where the sandbox is.
      env: { ...withoutSandbox(env), PATH: `${bin}${path.delimiter}${env['PATH'] ?? ''}` },
    });
  });

  it('works in Python, line by line', async () => {
    const scripts = textsOf('python').filter((text) => !text.includes(sessionClass));
    const session = textsOf('python').find((text) => text.includes(sessionClass)) ?? '';
    const env = await environment();
    const runs = scripts.map(async (text) => {
      const python = path.join(await pythonEnvironment(environmentOf(text)), 'python');
      const script = text.includes('SandboxSession(') ? `${session}\n${text}` : text;
      await capture(python, ['-c', script], { cwd: project, env });
    });
    for (const run of await Promise.allSettled(runs)) {
      assert.equal(run.status, 'fulfilled', run.status === 'rejected' ? String(run.reason) : '');
    }
    assert.deepEqual(scripts.map(environmentOf).sort(), ['aws', 'sdk2', 'sdk3']);
    const jobs = await sandbox.server.python<Record<string, string>>('statuses.py');
    assert.deepEqual(Object.values(jobs), ['Completed', 'Completed', 'Completed']);
    assert.ok((await fs.stat(path.join(project, 'model.tar.gz'))).size > 0);
  });

  const textsOf = (language: string): readonly string[] =>
    blocks.filter((block) => block.language === language).map(({ text }) => text);
});

const sessionClass = 'class SandboxSession';

const telemetryOptOut =
  "SchemaVersion: '1.0'\nSageMaker:\n  PythonSDK:\n    Modules:\n      TelemetryOptOut: true\n";

/** The fenced blocks of a Markdown text. */
function blocksOf(markdown: string): readonly Block[] {
  const fences = markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms);
  return [...fences].map(([, language = '', text = '']) => ({ language, text }));
}

function environmentOf(script: string): EnvironmentName {
  if (!/^(import|from) sagemaker/m.test(script)) {
    return 'aws';
  }
  return /sagemaker\.(train|core)\b/.test(script) ? 'sdk3' : 'sdk2';
}

/** The README's shell lines read JSON with it. */
async function jq(): Promise<void> {
  if (!findOnPath('jq') && !(await installFromDebian('jq'))) {
    throw new Error('jq is missing: the README’s lines for a shell use it.');
  }
}

function withoutSandbox(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const told = /^AWS_(ENDPOINT_URL|DEFAULT_REGION|ACCESS_KEY_ID|SECRET_ACCESS_KEY)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !told.test(name)));
}
