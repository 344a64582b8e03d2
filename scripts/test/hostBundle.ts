import * as path from 'node:path';
import webpack from 'webpack';
import { dist, repository } from '../paths';
import { PlainError } from '../progress';

/** The tests that run inside VS Code, as one CommonJS file. */
export const hostTests = path.join(dist, 'test', 'host.js');

/** Bundles test/host/index.ts; `vscode` comes from the host, mocha from node_modules. */
export async function bundleHostTests(): Promise<void> {
  const compiler = webpack({
    name: 'host-tests',
    mode: 'development',
    devtool: 'inline-source-map',
    target: 'node20',
    entry: path.join(repository, 'test', 'host', 'index.ts'),
    output: {
      path: path.dirname(hostTests),
      filename: path.basename(hostTests),
      library: { type: 'commonjs2' },
    },
    resolve: { extensions: ['.ts', '.js'] },
    module: {
      parser: { javascript: { dynamicImportMode: 'eager' } },
      rules: [{ test: /\.ts$/, loader: 'esbuild-loader', options: { target: 'es2022' } }],
    },
    externals: { vscode: 'commonjs vscode', mocha: 'commonjs mocha' },
  });
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    compiler.run((error, result) => {
      if (error) {
        reject(error);
      } else {
        resolve(result);
      }
    });
  });
  if (!stats || stats.hasErrors()) {
    throw new PlainError(`The host tests do not build:\n${stats?.toString('errors-only') ?? ''}`);
  }
}
