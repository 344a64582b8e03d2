import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { capture, cleanEnvironment } from '../../scripts/processes';
import { copySample } from '../../scripts/sampleProject';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { SandboxServer, temporaryFolder } from '../contract/sandboxServer';
import { median, toFigure, type Figure } from './figure';
import { SandboxJobs } from './sandboxJobs';

const runs = 9;

/** The sample's job in the sandbox beside `python train.py` on the same data, run in turns. */
export async function jobOverheadFigures(): Promise<readonly Figure[]> {
  const folder = await temporaryFolder();
  const sandbox = await SandboxServer.start(path.join(folder.path, 'data'));
  const jobs = new SandboxJobs(sandbox.announcement);
  const sample = path.join(folder.path, 'sample');
  await copySample(sample);
  const source = { 'train.py': await fs.readFile(path.join(sample, 'train.py'), 'utf8') };
  const data = await readTexts(path.join(sample, 'data'));
  // The interpreter that the sandbox uses, too.
  const python = path.join(await pythonEnvironment('aws'), 'python');
  const inSandbox: number[] = [];
  const plain: number[] = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      const name = `bench-overhead-${String(run)}`;
      await jobs.upload(name, source, data);
      inSandbox.push(await timed(() => jobs.run(name)));
      plain.push(await timed(() => runPlain(python, sample, path.join(folder.path, name))));
    }
  } finally {
    jobs.dispose();
    await sandbox.stop();
    await folder.remove();
  }
  const [ours, peer] = [median(inSandbox), median(plain)];
  return [
    toFigure({
      name: `a sandbox job of the sample (median of ${String(runs)})`,
      value: ours,
      unit: 'ms',
      budget: (peer ?? 0) + 300,
      peer: { name: 'python train.py', value: peer },
    }),
  ];
}

async function runPlain(python: string, sample: string, model: string): Promise<void> {
  await capture(python, ['train.py'], {
    cwd: sample,
    env: cleanEnvironment({
      SM_CHANNEL_TRAIN: path.join(sample, 'data'),
      SM_MODEL_DIR: model,
      PYTHONDONTWRITEBYTECODE: '1',
    }),
  });
}

async function readTexts(folder: string): Promise<Record<string, string>> {
  const names = await fs.readdir(folder);
  const texts = names.map(async (name) => [
    name,
    await fs.readFile(path.join(folder, name), 'utf8'),
  ]);
  return Object.fromEntries(await Promise.all(texts)) as Record<string, string>;
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}
