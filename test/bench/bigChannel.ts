import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { SandboxServer, temporaryFolder } from '../contract/sandboxServer';
import { median, toFigure, type Figure } from './figure';
import { ObjectTransfer, withChecksum } from './objectTransfer';
import { bucket, SandboxJobs } from './sandboxJobs';

const bytes = 5_000_000_000;
const runs = 3;
const script = `import os
size = os.path.getsize(os.path.join(os.environ["SM_CHANNEL_TRAIN"], "big.bin"))
assert size == ${String(bytes)}, size
`;

/** Jobs on a channel of 5 GB that is in the sandbox already, each from its request to its end. */
export async function bigChannelFigures(): Promise<readonly Figure[]> {
  const folder = await temporaryFolder();
  const sandbox = await SandboxServer.start(path.join(folder.path, 'data'));
  const jobs = new SandboxJobs(sandbox.announcement);
  const times: number[] = [];
  try {
    const big = path.join(folder.path, 'big.bin');
    await fs.writeFile(big, '');
    await fs.truncate(big, bytes);
    await jobs.upload('bench-channel', { 'train.py': script }, {});
    const transfer = new ObjectTransfer(sandbox.announcement, bucket);
    await transfer.put('bench-channel/input/train/big.bin', await withChecksum(big));
    for (let run = 0; run < runs; run += 1) {
      const start = performance.now();
      await jobs.run(`bench-channel-${String(run)}`, 'bench-channel');
      times.push(performance.now() - start);
    }
  } finally {
    jobs.dispose();
    await sandbox.stop();
    await folder.remove();
  }
  return [
    toFigure({
      name: `a job on an unchanged channel of 5 GB, to its end (median of ${String(runs)})`,
      value: median(times),
      unit: 'ms',
      budget: 2000,
    }),
  ];
}
