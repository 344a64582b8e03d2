import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { repository } from '../paths';
import { run } from '../processes';
import { didNotRun, parseCounts, type Counts } from './counts';

export interface MochaTier {
  /** Folder below test/, and the tier's name. */
  readonly name: string;
  /** Milliseconds one test may take. */
  readonly timeout: number;
  readonly grep: string | undefined;
}

/** Runs every `*.test.ts` below the tier's folder in one mocha process; its output streams. */
export async function runMochaTier(tier: MochaTier): Promise<Counts> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'workbench-test-'));
  const countsFile = path.join(folder, 'counts.json');
  try {
    const code = await run(process.execPath, mochaArguments(tier, countsFile), {
      cwd: repository,
      env: testEnvironment(),
      onOutput: (text) => process.stdout.write(text),
    });
    const counts = parseCounts(await fs.readFile(countsFile, 'utf8').catch(() => ''));
    // A process that fails after its last test (a leak, a crash) must not pass for a clean one.
    return counts && (code === 0 || counts.failed > 0) ? counts : didNotRun;
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

function mochaArguments(tier: MochaTier, countsFile: string): readonly string[] {
  return [
    ...['--import', 'tsx'],
    path.join(repository, 'node_modules', 'mocha', 'bin', 'mocha.js'),
    `test/${tier.name}/**/*.test.ts`,
    ...['--reporter', path.join(__dirname, 'reporter.ts')],
    ...['--reporter-option', `counts=${countsFile}`],
    ...['--timeout', String(tier.timeout)],
    '--forbid-only',
    ...(tier.grep === undefined ? [] : ['--grep', tier.grep]),
  ];
}

/** Without the marks of an outer VS Code or npm, and with no AWS keys of the person who tests. */
function testEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(npm_|AWS_|ELECTRON_|VSCODE_|NODE_OPTIONS$|NODE_PATH$)/i;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(kept),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}
