import { parseArgs } from 'node:util';
import { build } from './build';
import { newestHost, oldestHost } from './host/install';
import { packVsix } from './package/vsix';
import { runMain, say } from './progress';
import { addCounts, didNotRun, formatCounts, noCounts, type Counts } from './test/counts';
import { runInDesktop } from './test/desktopTier';
import { bundleHostTests } from './test/hostBundle';
import { runInHost } from './test/hostTier';
import { runMochaTier } from './test/mochaTier';
import { makePythonEnvironments } from './test/pythonEnvironments';

const usage = `npm test [-- TIER...] [--grep TEXT] [--built] [--desktop]
  TIER       unit, contract, webview, host, journeys; without one: all, in this order
  --grep     only the tests whose name contains TEXT (the host tests always run whole)
  --built    takes dist/ as it is
  --desktop  the host tests in desktop VS Code (VSCODE_EXECUTABLE, or a download), too`;

const options = parseArgs({
  allowPositionals: true,
  options: {
    grep: { type: 'string' },
    built: { type: 'boolean', default: false },
    desktop: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const { grep, built, desktop, help } = options.values;

const tiers: Readonly<Record<string, () => Promise<Counts>>> = {
  unit: () => runMochaTier({ name: 'unit', timeout: 20_000, grep }),
  contract: async () => {
    // Chosen tests make those that they need themselves.
    if (grep === undefined) await makePythonEnvironments();
    return runMochaTier({ name: 'contract', timeout: 180_000, grep });
  },
  webview: () => runMochaTier({ name: 'webview', timeout: 60_000, grep }),
  host: runHosts,
  journeys: () => runMochaTier({ name: 'journeys', timeout: 300_000, grep }),
};

/** The same tests in the newest and the oldest host, and in desktop VS Code when asked. */
async function runHosts(): Promise<Counts> {
  await bundleHostTests();
  const runs = [
    () => runInHost(newestHost),
    () => runInHost(oldestHost),
    ...(desktop || process.env['VSCODE_EXECUTABLE'] !== undefined ? [runInDesktop] : []),
  ];
  let sum = noCounts;
  for (const one of runs) {
    sum = addCounts(sum, ranSomething(await one()));
  }
  return sum;
}

/** A run without a test is a failure: nothing may be skipped silently. */
function ranSomething(counts: Counts): Counts {
  return counts.passed + counts.failed > 0 ? counts : addCounts(counts, didNotRun);
}

async function runTier(name: string): Promise<Counts> {
  say(`\n=== ${name}`);
  const started = Date.now();
  let counts: Counts;
  try {
    counts = ranSomething((await tiers[name]?.()) ?? didNotRun);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    counts = didNotRun;
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  // Not the closing line's form: that line stands once, at the end.
  say(`=== ${name}: ${formatCounts(counts)} (${String(seconds)} s)`);
  return counts;
}

async function main(): Promise<number> {
  const names = options.positionals.length > 0 ? options.positionals : Object.keys(tiers);
  const unknown = names.filter((name) => !(name in tiers));
  if (help || unknown.length > 0) {
    say(unknown.length > 0 ? `Unknown tier: ${unknown.join(', ')}\n${usage}` : usage);
    return unknown.length > 0 ? 2 : 0;
  }
  if (!built) {
    await build();
    await packVsix();
  }
  let sum = noCounts;
  for (const name of names) {
    sum = addCounts(sum, await runTier(name));
  }
  // Again, and last: thousands of lines of tests that passed lie behind the first time.
  if (sum.failed > 0) say(['\n=== what failed', ...sum.failures].join('\n'));
  process.stdout.write(`${formatCounts(sum)}\n`);
  return sum.failed > 0 ? 1 : 0;
}

void runMain(main);
