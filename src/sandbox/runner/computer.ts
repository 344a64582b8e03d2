import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';

export interface Computer {
  readonly cpus: number;
  readonly gpus: number;
}

/** What the toolkit counts: processors, and the lines of `nvidia-smi --list-gpus`. */
export async function inspectComputer(): Promise<Computer> {
  return { cpus: availableParallelism(), gpus: await countGpus() };
}

async function countGpus(): Promise<number> {
  try {
    const options = { windowsHide: true, timeout: 5000 };
    const { stdout } = await promisify(execFile)('nvidia-smi', ['--list-gpus'], options);
    return stdout.split('\n').filter((line) => line.startsWith('GPU ')).length;
  } catch {
    return 0;
  }
}
