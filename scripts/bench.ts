import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { activationFigures } from '../test/bench/activation';
import { bigChannelFigures } from '../test/bench/bigChannel';
import { formatTable, toFigure, type Figure } from '../test/bench/figure';
import { firstRowsFigures } from '../test/bench/firstRows';
import { followedJobsFigures } from '../test/bench/followedJobs';
import { jobOverheadFigures } from '../test/bench/jobOverhead';
import { lineDelayFigures } from '../test/bench/lineDelay';
import { packingFigures } from '../test/bench/packing';
import { sandboxStartFigures } from '../test/bench/sandboxStart';
import { sizeFigures } from '../test/bench/sizes';
import { throughputFigures } from '../test/bench/throughput';
import { treeFigures } from '../test/bench/tree';
import { tuningPageFigures } from '../test/bench/tuningPage';
import { build } from './build';
import { packVsix } from './package/vsix';
import { dist } from './paths';
import { runMain, say } from './progress';
import { pythonEnvironment } from './test/pythonEnvironments';

const groups: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  sizes: sizeFigures,
  activation: activationFigures,
  rows: firstRowsFigures,
  tree: treeFigures,
  calls: followedJobsFigures,
  tuning: tuningPageFigures,
  sandbox: sandboxStartFigures,
  overhead: jobOverheadFigures,
  throughput: throughputFigures,
  channel: bigChannelFigures,
  packing: packingFigures,
  lines: lineDelayFigures,
};

/** `npm run bench [-- GROUP...] [-- --built]`: the table on stdout, the records in dist/bench.json. */
async function main(): Promise<number> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const unknown = names.filter((name) => !(name in groups));
  if (unknown.length > 0) {
    say(`Unknown: ${unknown.join(', ')}. There are ${Object.keys(groups).join(', ')}.`);
    return 2;
  }
  if (!process.argv.includes('--built')) {
    await build();
    await packVsix();
  }
  await pythonEnvironment('aws');
  const figures: Figure[] = [];
  for (const name of names.length > 0 ? names : Object.keys(groups)) {
    say(`Measuring: ${name} …`);
    figures.push(...(await measure(name)));
  }
  await fs.writeFile(path.join(dist, 'bench.json'), `${JSON.stringify(figures, undefined, 2)}\n`);
  process.stdout.write(`\n${formatTable(figures)}\n`);
  return figures.every(({ ok }) => ok) ? 0 : 1;
}

/** What cannot be measured is a failed figure, not a missing one. */
async function measure(name: string): Promise<readonly Figure[]> {
  try {
    return (await groups[name]?.()) ?? [];
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return [toFigure({ name, value: undefined, unit: '', budget: 0 })];
  }
}

void runMain(main);
