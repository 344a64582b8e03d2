import { packSource } from '../../src/node/archive';
import { listSourceFiles } from '../../src/node/sourceFiles';

/** What the process prints as JSON. */
export interface PackedOnce {
  readonly milliseconds: number;
  /** Most resident bytes while it packed, above those before. */
  readonly bytesAbove: number;
  readonly sha256: string;
}

async function main(): Promise<void> {
  const [source = '', target = ''] = process.argv.slice(2);
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10);
  const start = performance.now();
  const { files } = await listSourceFiles(source);
  const { sha256 } = await packSource(files, target);
  const milliseconds = performance.now() - start;
  clearInterval(watch);
  const bytesAbove = Math.max(most, process.memoryUsage.rss()) - before;
  const packed: PackedOnce = { milliseconds, bytesAbove, sha256 };
  process.stdout.write(JSON.stringify(packed));
}

void main();
