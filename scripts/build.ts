import * as path from 'node:path';
import { repository } from './paths';
import { run } from './processes';
import { PlainError, say } from './progress';

/** Bundles what is named of webpack.config.js, or everything, into dist/. */
export async function build(...names: readonly string[]): Promise<void> {
  say(
    `Building ${names.length > 0 ? names.join(', ') : 'the extension, the sandbox, the pages'} …`,
  );
  const code = await run(
    process.execPath,
    [
      path.join(repository, 'node_modules', 'webpack', 'bin', 'webpack.js'),
      ...['--mode', 'production', '--stats', 'errors-warnings'],
      ...names.flatMap((name) => ['--config-name', name]),
    ],
    { cwd: repository },
  );
  if (code !== 0) {
    throw new PlainError('The build failed; webpack says why above.');
  }
}
