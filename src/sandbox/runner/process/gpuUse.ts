import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Percent, summed over the computer's GPUs: 0 to 100 for each. */
export interface GpuUse {
  readonly utilization: number;
  readonly memory: number;
}

/** What `nvidia-smi` says now, or `undefined` where there is none. */
export async function readGpus(signal: AbortSignal): Promise<GpuUse | undefined> {
  try {
    const query = '--query-gpu=utilization.gpu,memory.used,memory.total';
    const args = [query, '--format=csv,noheader,nounits'];
    const { stdout } = await promisify(execFile)('nvidia-smi', args, {
      windowsHide: true,
      timeout: 5000,
      signal,
    });
    return parseGpus(stdout);
  } catch {
    return undefined;
  }
}

export function parseGpus(text: string): GpuUse | undefined {
  const rows = text.split('\n').map((line) => line.split(',').map((field) => Number(field.trim())));
  // A GPU that cannot tell says `[N/A]`.
  const gpus = rows.filter((row) => row.length === 3 && row.every((field) => !Number.isNaN(field)));
  if (gpus.length === 0) return undefined;
  let utilization = 0;
  let memory = 0;
  for (const [busy = 0, used = 0, total = 0] of gpus) {
    utilization += busy;
    memory += total > 0 ? (100 * used) / total : 0;
  }
  return { utilization, memory };
}
